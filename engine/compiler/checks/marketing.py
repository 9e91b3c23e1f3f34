"""Commercial mail says who sends it from where and how to stop it."""

from engine.compiler.resolve import Resolved
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.span import whole_file

ADDRESS_FIELD = "organization.address"
OPT_OUT_LINK = "opt_out"


def report_missing_opt_out(resolved: Resolved, problems: Problems) -> None:
    """A topic to stop, a link to stop it, and the postal address in the body."""
    for send, _ in resolved.sends():
        if resolved.purpose(send) != "marketing":
            continue
        if not resolved.topic(send):
            hint = "add topic: with one of consents.yaml"
            problems.report(codes.MARKETING_TOPIC, send.place("id"), id=send.id, hint=hint)
        for variant in resolved.variants(send):
            if not variant.body.readable:
                continue
            place = whole_file(variant.message.file.path)
            if all(use.name != OPT_OUT_LINK for use in variant.body.links):
                hint = 'add <a href="{{ link.opt_out }}">…</a>'
                problems.report(codes.MARKETING_OPT_OUT, place, message=send.message, hint=hint)
            if all(use.name != ADDRESS_FIELD for use in variant.body.fields):
                hint = "add {{ organization.address }}"
                problems.report(codes.MARKETING_ADDRESS, place, message=send.message, hint=hint)

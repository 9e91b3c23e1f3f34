"""Links of messages that lead to a step: without that step they lead nowhere."""

from engine.compiler.resolve import Resolved
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.steps import Form

FORM_LINK = "form"


def report_links_without_form(resolved: Resolved, problems: Problems) -> None:
    """`link.form` in a message of a journey that opens no form."""
    if not resolved.complete or any(isinstance(step, Form) for step in resolved.steps):
        return
    hint = "this journey opens no form: add a form step behind the send"
    for variants in resolved.messages.values():
        for variant in variants.values():
            for use in variant.body.links:
                if use.name == FORM_LINK:
                    place = variant.message.body.line_span(use.line, f"link.{FORM_LINK}")
                    problems.report(codes.UNKNOWN_LINK, place, name=FORM_LINK, hint=hint)

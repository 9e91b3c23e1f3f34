"""Mail that the law ties to a written permission is only reached through it."""

from engine.compiler.resolve import Resolved
from engine.compiler.walk import Stop
from engine.journey import codes
from engine.journey.diagnostics import Label, Problems, label
from engine.journey.dictionary import rank
from engine.journey.steps import Send


def report_marketing_without_authorization(resolved: Resolved, problems: Problems) -> None:
    """Every path to a marketing mail passes `authorized("…")`: who is a patient is already protected."""
    for send, stop in resolved.sends():
        if resolved.purpose(send) != "marketing" or _gated(resolved, stop):
            continue
        leaning = _leaning(resolved, send, stop, "clinical")
        what = f"clinical data ({leaning[0][0]})" if leaning else "who is a patient"
        labels = [one for _, one in leaning]
        labels.append(Label(text=f"the message {send.message} is sent here with purpose marketing"))
        scopes = sorted(resolved.context.consents.authorizations) or ["…"]
        hint = f'put it behind authorized("{scopes[0]}"), or give it another purpose if it is about care'
        problems.report(
            codes.MARKETING_AUTHORIZATION, send.place("id"), id=send.id, what=what, hint=hint, labels=labels
        )


def report_protected_without_authorization(resolved: Resolved, problems: Problems) -> None:
    """Substance use records (42 CFR Part 2) need the person's consent whatever the purpose."""
    for send, stop in resolved.sends():
        leaning = _leaning(resolved, send, stop, "protected")
        if leaning and not _gated(resolved, stop):
            hint = 'put it behind authorized("…") with a consent for these records'
            problems.report(
                codes.PROTECTED_AUTHORIZATION, send.place("id"), id=send.id, what=leaning[0][0], hint=hint,
                labels=[one for _, one in leaning],
            )  # fmt: skip


def _gated(resolved: Resolved, stop: Stop) -> bool:
    return bool(stop.standing.scopes & resolved.context.consents.authorizations.keys())


def _leaning(resolved: Resolved, send: Send, stop: Stop, least: str) -> list[tuple[str, Label]]:
    """Fields as closed as `least` or more that decide who gets the mail or stand in it, with their places."""
    context = resolved.context
    found: dict[str, Label] = {}
    for condition in stop.standing.looked:
        for name in sorted(context.fields_of(condition)):
            if rank(context.class_of(name)) >= rank(least):
                offset = max(condition.text.find(name), 0)
                place = condition.locate(offset, len(name)) if name in condition.text else condition.span
                found.setdefault(name, label(place, context.class_of(name)))
    for variant in resolved.variants(send):
        for use in variant.body.fields:
            if rank(context.class_of(use.name)) >= rank(least):
                place = variant.message.body.line_span(use.line, use.name)
                found.setdefault(use.name, label(place, context.class_of(use.name)))
    return list(found.items())

"""Moments: anchored on a timestamp, with an answer when they are past, and never after what they announce."""

from engine.compiler.mentions import anchors_of
from engine.compiler.phrases import parse_within
from engine.compiler.resolve import Resolved
from engine.compiler.suggest import did_you_mean
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.span import Span
from engine.journey.steps import Form, Send, Wait
from engine.journey.times import Anchor


def report_anchors(resolved: Resolved, problems: Problems) -> None:
    """Exactly one of before and after, and on a timestamp."""
    for anchor in anchors_of(resolved.journey):
        if ("before" in anchor.keys) == ("after" in anchor.keys):
            if anchor.whole:
                choices = "before and after"
                problems.report(codes.SAY_ONE_THING, anchor.span, of="a time anchor", choices=choices)
            continue
        if not anchor.field:
            continue
        _report_field(resolved, anchor.field, anchor.place("before" if anchor.before else "after"), problems)
    for send, _ in resolved.sends():
        if isinstance(send.expires, str):
            _report_field(resolved, send.expires, send.place("expires"), problems)
    for step in resolved.steps:
        if isinstance(step, Form) and isinstance(step.expires, str):
            _report_field(resolved, step.expires, step.place("expires"), problems)
    goal = resolved.journey.goal
    within = parse_within(goal.within) if goal and goal.within else None
    if goal is not None and within is not None and not within.since:
        _report_field(resolved, within.field, goal.place("within"), problems)


def _report_field(resolved: Resolved, name: str, place: Span, problems: Problems) -> None:
    dictionary = resolved.context.dictionary
    field = dictionary.get(name)
    if field is None:
        problems.report(codes.UNKNOWN_FIELD, place, name=name, hint=did_you_mean(name, dictionary))
    elif field.type not in ("timestamp", "unknown"):
        problems.report(codes.ANCHOR_NOT_TIMESTAMP, place, name=name, type=field.type)


def report_missing_if_past(resolved: Resolved, problems: Problems) -> None:
    """Anything before its field may be past when someone enrolls late; anything after it, when very late.

    A time-out after a field simply ends the waiting, so it needs no answer.
    """
    for step in resolved.steps:
        match step:
            case Send(at=Anchor() as anchor) | Wait(until=Anchor() as anchor):
                if anchor.lacks("if_past"):
                    hint = "add if_past: now, skip, continue or exit"
                    problems.report(codes.IF_PAST_MISSING, anchor.span, hint=hint)
            case _:
                pass


def report_late_reminders(resolved: Resolved, problems: Problems) -> None:
    """A mail planned before a visit needs a moment after which it is not sent any more."""
    for send, _ in resolved.sends():
        if send.at is not None and send.at.before is not None and send.lacks("expires"):
            field = send.at.before
            hint = f"add expires: {field}"
            problems.report(codes.COMES_TOO_LATE, send.place("id"), id=send.id, field=field, hint=hint)

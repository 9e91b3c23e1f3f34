"""How people come in and what counts as success: every trigger says one thing, every phrase is understood."""

from typing import Final, get_args

from engine.compiler.phrases import parse_again, parse_within
from engine.compiler.resolve import Resolved, events_of_trigger
from engine.compiler.suggest import did_you_mean
from engine.compiler.tree import shorten
from engine.journey import codes, plan
from engine.journey.diagnostics import Problems, label
from engine.journey.duration import DAY
from engine.journey.events import EVENTS, entity_of
from engine.journey.journey import Enroll
from engine.journey.span import Span
from engine.journey.times import weekdays

ONCE_PER: Final = get_args(plan.OncePer)
_OF_AN_AUDIENCE: Final = {"every": "every", "clock": "at", "days": "days"}


def report_enrollment(resolved: Resolved, problems: Problems) -> None:
    journey = resolved.journey
    if not journey.triggers and resolved.complete:
        problems.report(codes.NO_STEPS, journey.keys["enroll"], of="enroll")
    for trigger in journey.triggers:
        _one_way_in(resolved, trigger, problems)
        _schedule(trigger, problems)
        _once(trigger, problems)


def _one_way_in(resolved: Resolved, trigger: Enroll, problems: Problems) -> None:
    if trigger.whole and ("on" in trigger.keys) == ("audience" in trigger.keys):
        whole = resolved.journey.keys.get("enroll", trigger.span)
        where = whole if len(resolved.journey.triggers) == 1 else trigger.span
        problems.report(codes.SAY_ONE_THING, where, of="enroll", choices="on and audience")
    if trigger.audience is not None and trigger.lacks("every"):
        place = trigger.keys["audience"]
        problems.report(codes.MISSING_KEY, place, of="an enroll with an audience", key="every")


def _schedule(trigger: Enroll, problems: Problems) -> None:
    every = trigger.every
    if every is not None and (every.elapsed < DAY or every.seconds or every.business):
        problems.report(codes.AUDIENCE_TOO_OFTEN, trigger.place("every"), hint="write 1d, 7d or 4w")
    if trigger.days is not None and weekdays(trigger.days) is None:
        hint = "write mon-fri, or a list of days"
        problems.report(codes.MALFORMED_PHRASE, trigger.place("days"), value=str(trigger.days), hint=hint)
    if trigger.audience is None:
        for field, key in _OF_AN_AUDIENCE.items():
            if field in trigger.keys:
                hint = "it belongs to an audience"
                problems.report(codes.UNKNOWN_KEY, trigger.keys[field], key=key, of="this enroll", hint=hint)


def _once(trigger: Enroll, problems: Problems) -> None:
    once = trigger.once_per
    if once is None:
        return
    can = ONCE_PER if once not in ONCE_PER else _countable(trigger)
    if once not in can:
        hint = did_you_mean(once, can) if can is ONCE_PER else "not everybody who comes this way is about one"
        known = ", ".join(can)
        problems.report(codes.UNKNOWN_VALUE, trigger.place("once_per"), value=once, known=known, hint=hint)


def _countable(trigger: Enroll) -> tuple[str, ...]:
    """What `once_per` can count: an audience knows people alone; an event, itself and what it is about."""
    if trigger.audience is not None:
        return ("patient",)
    about = {entity_of(event) for event in events_of_trigger(trigger) if event in EVENTS}
    if not about:
        return ONCE_PER
    return ("patient", "event", *(about - {""} if len(about) == 1 else ()))


def report_phrases(resolved: Resolved, problems: Problems) -> None:
    goal = resolved.journey.goal
    for trigger in resolved.journey.triggers:
        if parse_again(trigger.again) is None:
            hint, value = "write never, after exit, or after 30d", shorten(trigger.again)
            problems.report(codes.MALFORMED_PHRASE, trigger.place("again"), value=value, hint=hint)
    if goal is not None and goal.within is not None and parse_within(goal.within) is None:
        hint = "write 2d after appointment.start, 30d after entry or 14d after send"
        problems.report(codes.MALFORMED_PHRASE, goal.place("within"), value=shorten(goal.within), hint=hint)


def report_ways_in(resolved: Resolved, problems: Problems) -> None:
    """Several ways in count alike, so that nobody is inside twice; and none repeats another."""
    triggers = resolved.journey.triggers
    if len(triggers) < 2 or any(trigger.broken or not trigger.whole for trigger in triggers):
        return
    first = triggers[0]
    for trigger in triggers[1:]:
        once, other = trigger.once_per or "patient", first.once_per or "patient"
        if once != other:
            place = trigger.place("once_per")
            labels = [label(first.place("once_per"), f"here by {other}")]
            problems.report(codes.WAYS_IN_DIFFER, place, once=once, other=other, labels=labels)
    open_to_all: dict[str, Span] = {}
    for trigger in triggers:
        for event, place in events_named(trigger):
            if event in open_to_all:
                labels = [label(open_to_all[event], "everybody comes in here")]
                problems.report(codes.TRIGGER_REPEATED, place, name=event, labels=labels)
            elif trigger.when is None:
                open_to_all[event] = place


def events_named(trigger: Enroll) -> list[tuple[str, Span]]:
    if isinstance(trigger.on, str):
        return [(trigger.on, trigger.place("on"))]
    return [(event, trigger.place(f"on.{index}")) for index, event in enumerate(trigger.on or ())]

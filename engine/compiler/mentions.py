"""Everything a journey document says of one sort: its conditions, its time anchors, its events."""

from engine.compiler.walk import all_steps
from engine.journey.condition import Condition
from engine.journey.journey import Journey
from engine.journey.part import Part
from engine.journey.span import Span
from engine.journey.steps import Await, Branch, Call, Form, Repeat, Send, Wait
from engine.journey.steps.repeat import Until
from engine.journey.times import Anchor, Window


def conditions_of(journey: Journey) -> list[Condition]:
    """Every condition the author wrote in the journey itself."""
    found = [trigger.when for trigger in journey.triggers if trigger.when]
    for step in all_steps(journey.steps):
        if isinstance(step, Branch):
            found += [case.when for case in step.cases]
        if isinstance(step, Repeat) and step.until and step.until.when:
            found.append(step.until.when)
    return found


def anchors_of(journey: Journey) -> list[Anchor]:
    """Every time anchor the author wrote as a mapping."""
    found: list[Anchor | None] = []
    for step in all_steps(journey.steps):
        match step:
            case Send():
                found += [step.at, step.expires if isinstance(step.expires, Anchor) else None]
            case Wait():
                found.append(step.until)
            case Await():
                found.append(step.timeout if isinstance(step.timeout, Anchor) else None)
            case Form():
                found.append(step.expires if isinstance(step.expires, Anchor) else None)
            case _:
                pass
    return [anchor for anchor in found if anchor is not None]


def events_of(journey: Journey) -> list[tuple[str, Span]]:
    """Every event the author named, with its place."""
    found = [one for trigger in journey.triggers for one in _listed(trigger, "on", trigger.on)]
    found += [(one.on, one.place("on")) for one in journey.exit]
    if journey.goal is not None:
        found.append((journey.goal.on, journey.goal.place("on")))
    for step in all_steps(journey.steps):
        if isinstance(step, Await):
            found += _listed(step, "events", step.events)
        if isinstance(step, Repeat) and step.until and step.until.on:
            found.append((step.until.on, step.until.place("on")))
    return found


def _listed(part: Part, field: str, written: str | tuple[str, ...] | None) -> list[tuple[str, Span]]:
    if written is None:
        return []
    if isinstance(written, str):
        return [(written, part.place(field))]
    return [(name, part.place(f"{field}.{index}")) for index, name in enumerate(written)]


def windows_of(journey: Journey) -> list[Window]:
    found = [journey.send_window]
    found += [step.window for step in all_steps(journey.steps) if isinstance(step, Send | Wait)]
    return [window for window in found if window is not None]


def until_parts(journey: Journey) -> list[Until]:
    return [step.until for step in all_steps(journey.steps) if isinstance(step, Repeat) and step.until]


def fields_told(journey: Journey) -> list[tuple[str, Span]]:
    """Every field that leaves through a call, with its place."""
    calls = [step for step in all_steps(journey.steps) if isinstance(step, Call)]
    return [one for call in calls for one in _listed(call, "fields", call.fields)]

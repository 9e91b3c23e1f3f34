"""Events that cannot come: nothing asks for them, or they end the journey before anybody hears them."""

from engine.compiler.resolve import Resolved
from engine.journey import codes
from engine.journey.diagnostics import Problems, label
from engine.journey.events import ENDS_ALL, ENGAGEMENT_EVENTS, FORM_SUBMITTED, TASK_DONE
from engine.journey.span import Span
from engine.journey.steps import Await, Form, Repeat, Send, Step, Task


def report_events_that_never_come(resolved: Resolved, problems: Problems) -> None:
    """An answer needs a mail, a task or a form that could be answered."""
    if not resolved.complete:
        return
    everything = {type(step) for step in resolved.steps}
    journey = resolved.journey
    for one in journey.exit:
        _report(one.on, one.place("on"), everything, problems)
    if journey.goal is not None:
        _report(journey.goal.on, journey.goal.place("on"), everything, problems)
    for stop in resolved.stops:
        before = everything if stop.standing.sent else everything - {Send}
        match stop.step:
            case Await(events=events) as step:
                for index, event in enumerate(events):
                    _report(event, step.place(f"events.{index}"), before, problems)
            case Repeat(until=until, steps=steps) if until is not None and until.on is not None:
                inside = {Send} if any(isinstance(step, Send) for step in steps) else set()
                _report(until.on, until.place("on"), before | inside, problems)


def _report(event: str, place: Span, before: set[type[Step]], problems: Problems) -> None:
    needs, words = _NEEDS.get(event, (None, ""))
    if needs is not None and needs not in before:
        problems.report(codes.EVENT_NEVER_COMES, place, name=event, hint=words)


_NEEDS: dict[str, tuple[type[Step], str]] = {
    **dict.fromkeys(ENGAGEMENT_EVENTS, (Send, "it answers a mail, and none was sent before")),
    TASK_DONE: (Task, "no step of this journey is a task"),
    FORM_SUBMITTED: (Form, "no step of this journey is a form"),
}


def report_events_that_end_first(resolved: Resolved, problems: Problems) -> None:
    """What ends the journey at once is never waited for."""
    exits = {one.on: one.place("on") for one in resolved.journey.exit}
    for step in resolved.steps:
        if isinstance(step, Await):
            for index, event in enumerate(step.events):
                _report_exit(event, step.place(f"events.{index}"), step.id, exits, problems)
        elif isinstance(step, Repeat) and step.until and step.until.on:
            _report_exit(step.until.on, step.until.place("on"), step.id, exits, problems)


def _report_exit(event: str, place: Span, name: str, exits: dict[str, Span], problems: Problems) -> None:
    if event in exits:
        labels = [label(exits[event], "here it ends the journey at once")]
        problems.report(codes.EXIT_COMES_FIRST, place, id=name, name=event, labels=labels)
    elif event in ENDS_ALL:
        hint = "it ends every journey"
        problems.report(codes.EXIT_COMES_FIRST, place, id=name, name=event, hint=hint)

"""One sentence for each step, and one for how people enter: what the cards of a picture say."""

from typing import Final

from engine.compiler.drawing.words import (
    anchor_words,
    capital,
    condition_words,
    counted,
    duration_words,
    event_words,
    every_words,
    field_words,
    listed,
    tag_words,
    window_words,
)
from engine.journey.duration import Duration
from engine.journey.journey import Enroll, Journey
from engine.journey.steps import Await, Branch, Call, Form, Repeat, Send, Split, Step, Task, Update, Wait
from engine.journey.times import Anchor

NAMES: Final = {
    "send": "Email",
    "wait": "Wait",
    "await": "Wait for",
    "branch": "Decide",
    "split": "Split",
    "repeat": "Repeat",
    "update": "Update",
    "task": "Task",
    "call": "Call",
    "form": "Form",
    "exit": "Leave",
}


def sentence(step: Step) -> str:
    """What the step does, without its id."""
    match step:
        case Send():
            return _send(step)
        case Wait():
            return _wait(step)
        case Await():
            return _await(step)
        case Branch():
            return "The first of these that is true"
        case Split():
            return _split(step)
        case Repeat():
            return _repeat(step)
        case Update():
            return _update(step)
        case Task():
            return _task(step)
        case Call():
            return _call(step)
        case Form():
            return f"{step.form}, open {deadline_words(step.expires)}"
        case _:
            return step.id.replace("-", " ")


def deadline_words(written: Duration | str | Anchor) -> str:
    """ "for 3 days", "until the visit", "until 2 days after the visit"."""
    if isinstance(written, Duration):
        return f"for {duration_words(written)}"
    return f"until {field_words(written) if isinstance(written, str) else anchor_words(written)}"


def timeout_words(timeout: Duration | Anchor) -> str:
    """ "after 3 days", "2 days after the visit"."""
    return anchor_words(timeout) if isinstance(timeout, Anchor) else f"after {duration_words(timeout)}"


def _await(step: Await) -> str:
    events = listed([event_words(event) for event in step.events])
    best = " (the best of what comes)" if step.pick == "best" else ""
    return f"Until {events}{best}, or {timeout_words(step.timeout)}"


def _split(step: Split) -> str:
    winner = step.winner
    better = f"; the better one by {winner.metric} after {duration_words(winner.after)}" if winner else ""
    return f"Divide people by chance, the same way every time{better}"


def _task(step: Task) -> str:
    due = f", due in {duration_words(step.due)}" if step.due else ""
    over = f", then shown to {step.escalate}" if step.escalate else ""
    return f"{step.title} ({step.queue}{due}{over})"


def _call(step: Call) -> str:
    tells = f", telling {listed(step.fields, 'and')}" if step.fields else ""
    return f"{step.connector or step.url or ''}{tells}"


def _send(step: Send) -> str:
    when = f", {anchor_words(step.at)}" if step.at else ""
    protect = {"portal": ", in the portal only", "end-to-end": ", sealed for the reader"}
    return f"message {step.message}{when}{protect.get(step.protect, '')}"


def _wait(step: Wait) -> str:
    if step.time is not None:
        return duration_words(step.time)
    if step.until is not None:
        return f"Until {anchor_words(step.until)}"
    return f"For the window {window_words(step.window)}" if step.window else ""


def _repeat(step: Repeat) -> str:
    times = "once" if step.at_most == 1 else f"at most {counted(step.at_most, 'time')}"
    until = step.until
    what = "" if until is None else event_words(until.on) if until.on else ""
    if until is not None and until.when is not None:
        what = condition_words(until.when)
    return f"{capital(every_words(step.every))}, {times}{f', until {what}' if what else ''}"


def _update(step: Update) -> str:
    parts = [f"{field} = {value}" for field, value in step.set.items()]
    parts += [f"tag {tag}" for tag in tag_words(step.tag)]
    parts += [f"untag {tag}" for tag in tag_words(step.untag)]
    return ", ".join(parts)


def entering(journey: Journey) -> str:
    """ "When a visit is booked, if …" or "Who is in due-for-screening, every day at 09:00"."""
    return "; ".join(_way_in(enroll) for enroll in journey.triggers)


def _way_in(enroll: Enroll) -> str:
    who = _who(enroll)
    return f"{who}, if {condition_words(enroll.when)}" if enroll.when else who


def _who(enroll: Enroll) -> str:
    if enroll.audience:
        at = f" at {enroll.clock}" if enroll.clock else ""
        often = f", {every_words(enroll.every)}{at}" if enroll.every else ""
        return f"Whoever is in {enroll.audience}{often}"
    events = tag_words(enroll.on or ())
    return f"When {listed([event_words(event) for event in events])}"


def stopping(journey: Journey) -> str:
    """ "At once when …"; empty when only the built-in ends apply."""
    events = [event_words(one.on) for one in journey.exit]
    return f"Everybody leaves at once when {listed(events)}" if events else ""


def aiming(journey: Journey) -> str:
    """The goal in words; empty where there is none."""
    goal = journey.goal
    if goal is None:
        return ""
    within = f", within {goal.within}" if goal.within else ""
    return f"Goal: {event_words(goal.on)}{within}"

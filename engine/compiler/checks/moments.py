"""Moments that are past whenever somebody comes there, and mail that may come after what it is about."""

from collections.abc import Sequence
from typing import Final

import msgspec

from engine.compiler.resolve import Resolved
from engine.compiler.travel import Journeying
from engine.journey import codes, events
from engine.journey.diagnostics import Problems, label
from engine.journey.duration import DAY, Duration
from engine.journey.span import Span
from engine.journey.steps import Await, Form, Send, Step, Task, Wait
from engine.journey.times import Anchor

_OVER: Final = frozenset(  # after these the visit is no longer ahead
    (
        events.APPOINTMENT_ARRIVED,
        events.APPOINTMENT_COMPLETED,
        events.APPOINTMENT_NO_SHOW,
        events.APPOINTMENT_CANCELLED,
    )
)


class Since(msgspec.Struct, frozen=True):
    """It is at least `seconds` after a field (before it: negative), since the moment at `place`."""

    seconds: int
    place: Span


class Clock(msgspec.Struct, frozen=True):
    """`since`: by field, what the time surely is. `ahead`: fields that were surely waited towards."""

    since: dict[str, Since] = {}
    ahead: dict[str, Span] = {}


def report_moments(resolved: Resolved, problems: Problems) -> None:
    Journeying(_Time(resolved, problems)).go(resolved.journey.steps, Clock())


class _Time:
    def __init__(self, resolved: Resolved, problems: Problems) -> None:
        self.resolved = resolved
        self.problems = problems

    def enter(self, step: Step, carried: Clock) -> None:
        anchor = _anchor_of(step)
        if anchor is not None:
            self._report_past(step, anchor, carried)
        if isinstance(step, Send) and step.at is None and step.lacks("expires"):
            self._report_outliving(step, carried)

    def _report_past(self, step: Step, anchor: Anchor, carried: Clock) -> None:
        known, offset = carried.since.get(anchor.field), _offset(anchor)
        if known is None or offset is None or offset + (DAY if anchor.clock else 0) >= known.seconds:
            return
        labels = [label(known.place, "everybody has come past this moment")]
        hint = "put it before, or leave it out"
        self.problems.report(codes.ALWAYS_PAST, anchor.span, id=step.id, hint=hint, labels=labels)

    def _report_outliving(self, step: Send, carried: Clock) -> None:
        for field, place in carried.ahead.items():
            labels = [label(place, f"here people wait for what comes before {field}")]
            hint = f"add expires: {field}"
            self.problems.report(
                codes.OUTLIVES_PURPOSE, step.place("id"), id=step.id, field=field, hint=hint, labels=labels
            )

    def passed(self, step: Step, way: str, carried: Clock) -> Clock:
        match step:
            case Wait(time=Duration() as time):
                return _later(carried, time.elapsed)
            case Wait(until=Anchor() as anchor) | Send(at=Anchor() as anchor) if way in ("passed", "sent"):
                return _reached(carried, anchor)
            case Await() | Form() | Task() if way in ("timeout", "overdue"):
                return _timed_out(carried, step)
            case Await() if way in _OVER:
                return Clock(carried.since, {})
        return carried

    def meet(self, carried: Sequence[Clock]) -> Clock:
        """What is sure on every way."""
        first, *others = carried
        since, ahead = first.since, first.ahead
        for other in others:
            both = since.keys() & other.since.keys()
            since = {
                field: min(since[field], other.since[field], key=lambda one: one.seconds) for field in both
            }
            ahead = {field: place for field, place in ahead.items() if field in other.ahead}
        return Clock(since, ahead)


def _anchor_of(step: Step) -> Anchor | None:
    match step:
        case Send(at=Anchor() as anchor) | Wait(until=Anchor() as anchor) | Await(timeout=Anchor() as anchor):
            return anchor
    return None


def _offset(anchor: Anchor) -> int | None:
    """Seconds after the field; None where business days make it depend on the calendar."""
    if not anchor.field or "by" in anchor.broken or (anchor.by and anchor.by.business):
        return None
    seconds = anchor.by.elapsed if anchor.by else 0
    return -seconds if anchor.before else seconds


def _reached(clock: Clock, anchor: Anchor) -> Clock:
    offset = _offset(anchor)
    since, ahead = dict(clock.since), dict(clock.ahead)
    if offset is not None:
        least = offset - (DAY if anchor.clock else 0)
        if anchor.field not in since or since[anchor.field].seconds < least:
            since[anchor.field] = Since(least, anchor.span)
    if anchor.before:
        ahead.setdefault(anchor.field, anchor.span)
    else:
        ahead = {}
    return Clock(since, ahead)


def _later(clock: Clock, seconds: int) -> Clock:
    since = {field: Since(one.seconds + seconds, one.place) for field, one in clock.since.items()}
    over = {field for field, one in since.items() if one.seconds > 0}
    return Clock(since, {field: place for field, place in clock.ahead.items() if field not in over})


def _timed_out(clock: Clock, step: Await | Form | Task) -> Clock:
    limit = step.timeout if isinstance(step, Await) else step.due if isinstance(step, Task) else step.expires
    if isinstance(limit, Anchor):
        return _reached(clock, limit)
    return _later(clock, limit.elapsed) if isinstance(limit, Duration) else clock

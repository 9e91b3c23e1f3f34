"""Durations, moments, windows, events and fields in plain words, for pictures and comparisons.

The designer says the same things with the same words (`frontend/src/features/designer/model/words.ts`).
"""

import re
from collections.abc import Sequence
from typing import Final

from engine.journey.condition import Condition
from engine.journey.duration import Duration
from engine.journey.times import Anchor, Cap, Window

_FIELDS: Final = {
    "appointment.start": "the visit",
    "appointment.end": "the end of the visit",
    "appointment.kind": "the kind of visit",
    "patient.age": "age",
    "patient.language": "language",
}
_EVENTS: Final = {
    "appointment.booked": "a visit is booked",
    "appointment.rescheduled": "the visit is moved",
    "appointment.updated": "the visit changes",
    "appointment.cancelled": "the visit is cancelled",
    "appointment.deleted": "the visit was entered in error",
    "appointment.arrived": "they arrive",
    "appointment.completed": "the visit took place",
    "appointment.no_show": "they did not come",
    "patient.registered": "a patient is registered",
    "patient.updated": "the patient's record changes",
    "patient.merged": "the record is merged into another",
    "patient.deceased": "the patient has died",
    "care_gap.opened": "a care gap opens",
    "care_gap.closed": "the care gap closes",
    "encounter.admitted": "they are admitted",
    "encounter.discharged": "they are discharged",
    "prescription.refill_due": "a refill is due",
    "prescription.filled": "the prescription is filled",
    "prescription.stopped": "the prescription is stopped",
    "result.available": "a result is there",
    "statement.issued": "a statement is issued",
    "statement.paid": "the statement is paid",
    "authorization.expiring": "an authorization is about to expire",
    "authorization.granted": "an authorization is given",
    "authorization.revoked": "an authorization is revoked",
    "enrollment.requested": "somebody asks for it",
    "task.done": "the task is done",
    "form.submitted": "the form is filled in",
    "clicked": "they follow a link",
    "confirmed": "they confirm",
    "viewed": "they read it in the portal",
    "replied": "they reply",
    "opted_out": "they opt out",
    "bounced": "the mail bounces",
}
IF_PAST: Final = {
    "now": "at once if that has passed",
    "skip": "left out if that has passed",
    "continue": "go on if that has passed",
    "exit": "leave if that has passed",
}
_SPACE: Final = re.compile(r"\s+")


def capital(words: str) -> str:
    """The first letter large; names with dashes as words."""
    return words[:1].upper() + words[1:]


def counted(number: int, noun: str) -> str:
    """ "1 day", "3 days"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(words: Sequence[str], joint: str = "or") -> str:
    """ "a, b or c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}" if words else ""


def duration_words(duration: Duration) -> str:
    if duration.business:
        return counted(duration.business, "business day")
    if duration.days:
        return _largest(duration.days, ((7, "week"), (1, "day")))
    return _largest(duration.seconds, ((3_600, "hour"), (60, "minute"), (1, "second")))


def _largest(number: int, units: tuple[tuple[int, str], ...]) -> str:
    size, noun = next(unit for unit in units if number % unit[0] == 0)
    return counted(number // size, noun)


def every_words(duration: Duration) -> str:
    """ "every day", "every 2 weeks"."""
    return f"every {duration_words(duration).removeprefix('1 ')}"


def event_words(event: str) -> str:
    return _EVENTS.get(event, event.replace(".", " ").replace("_", " "))


def field_words(field: str) -> str:
    return _FIELDS.get(field, field.replace(".", " ").replace("_", " "))


def anchor_words(anchor: Anchor) -> str:
    """ "7 days before the visit at 10:00"."""
    side = "before" if anchor.before else "after"
    by = f"{duration_words(anchor.by)} {side} " if anchor.by else "before " if anchor.before else "at "
    at = f" at {anchor.clock}" if anchor.clock else ""
    return f"{by}{field_words(anchor.field)}{at}{' (clinic time)' if anchor.zone == 'clinic' else ''}"


def window_words(window: Window) -> str:
    """ "mon-fri, 09:00 to 17:00"."""
    days = window.days if isinstance(window.days, str) else ", ".join(window.days)
    hours = "" if (window.start, window.end) == ("00:00", "24:00") else f"{window.start} to {window.end}"
    zone = "clinic time" if window.zone == "clinic" else ""
    holidays = "not on holidays" if window.holidays == "skip" else ""
    return ", ".join(part for part in (days, hours, zone, holidays) if part)


def cap_words(cap: Cap) -> str:
    return f"at most {cap.count} in {duration_words(cap.per)}"


def condition_words(condition: Condition) -> str:
    """As it was written, on one line."""
    return _SPACE.sub(" ", condition.text.strip())


def tag_words(tags: str | tuple[str, ...]) -> tuple[str, ...]:
    return (tags,) if isinstance(tags, str) else tags

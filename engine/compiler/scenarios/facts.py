"""The facts and moments of a scenario: names checked, texts turned into the types of the dictionary."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.compiler.scalars import MISSING
from engine.compiler.suggest import did_you_mean
from engine.compiler.tree import shorten
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.forms import ANSWERS, FIELD_TYPES
from engine.journey.part import Part
from engine.journey.plan import Plan
from engine.journey.scenarios import ENTITIES, Fact, Facts, parse_moment
from engine.journey.span import Span

# What may be said of people and appointments although no journey can speak of it, or before it is declared.
_ALWAYS: Final = {
    "patient.first_name": "string",
    "patient.last_name": "string",
    "patient.birth_date": "date",
    "patient.email": "string",
    "patient.phone": "string",
    "patient.language": "string",
    "patient.zone": "string",
    "patient.tags": "list(string)",
    "patient.deceased": "bool",
    "patient.active": "bool",
    "patient.no_contact": "bool",
    "appointment.start": "timestamp",
    "appointment.end": "timestamp",
    "appointment.status": "string",
    "appointment.zone": "string",
    "care_gap.name": "string",
}
_EXPECTED: Final = {
    "string": "text",
    "int": "a whole number",
    "double": "a number",
    "bool": "true or false",
    "timestamp": "a moment such as 2026-03-10T09:00",
    "date": "a date such as 1961-07-04",
    "list(string)": "a list of texts",
}
ZONE_FIELDS: Final = ("appointment.zone", "patient.zone")


class Reading:
    """What the facts of one journey's scenarios are read by. `fields`: dotted name → type word."""

    def __init__(self, fields: Mapping[str, str], plan: Plan | None, problems: Problems) -> None:
        answers = {
            f"{ANSWERS}.{question.id}": FIELD_TYPES[question.type]
            for form in (plan.forms.values() if plan else ())
            for question in form.questions
        }
        self.forms_unknown = plan is None
        self.types = {**fields, **_ALWAYS, **answers}
        self.problems = problems

    def facts(self, part: Part, zone: ZoneInfo) -> dict[str, Any]:
        """All entities that the part describes, by dotted field; empties are kept: they take a value away."""
        found: dict[str, Any] = {}
        for entity in ("patient", *ENTITIES, ANSWERS):
            written: Facts = getattr(part, entity, {})
            local = self._zone_of(part, entity, written, zone)
            for name, value in written.items():
                field, place = f"{entity}.{name}", part.place(f"{entity}.{name}")
                typed = self._value(field, value, place, local)
                if typed is not MISSING:
                    found[field] = typed
        return found

    def moment(self, text: str, place: Span, zone: ZoneInfo) -> tuple[float, bool] | None:
        """Unix seconds, and whether seconds were written."""
        parsed = parse_moment(text)
        if parsed is None:
            self.problems.report(
                codes.MALFORMED_TEXT, place, value=shorten(text), expected=_EXPECTED["timestamp"]
            )
            return None
        return _aware(parsed[0], zone).timestamp(), parsed[1]

    def optional(self, text: str | None, place: Span, zone: ZoneInfo) -> tuple[float | None, bool]:
        """As `moment`; nothing of nothing."""
        found = self.moment(text, place, zone) if text is not None else None
        return found or (None, False)

    def zone(self, name: str, place: Span) -> ZoneInfo | None:
        try:
            return ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            hint = "write a zone such as America/New_York"
            self.problems.report(codes.UNKNOWN_ZONE, place, name=shorten(name), hint=hint)
            return None

    def _zone_of(self, part: Part, entity: str, written: Facts, zone: ZoneInfo) -> ZoneInfo:
        """Times of an entity are local to its own zone where it says one."""
        name = written.get("zone") if entity == "appointment" else None
        if not isinstance(name, str):
            return zone
        return self.zone(name, part.place(f"{entity}.zone")) or zone

    def _value(self, field: str, value: Fact, place: Span, zone: ZoneInfo) -> Any:
        kind = self.types.get(field)
        if kind is None and self.forms_unknown and field.startswith(f"{ANSWERS}."):
            return MISSING
        if kind == "unknown":  # its type could not be read, which is reported
            return MISSING
        if kind is None:
            hint = did_you_mean(field, self.types)
            self.problems.report(codes.UNKNOWN_FIELD, place, name=shorten(field), hint=hint)
            return MISSING
        typed = None if value == "" else typed_value(kind, value, zone)
        if typed is MISSING:
            found = "a list" if isinstance(value, tuple) else f'"{shorten(str(value))}"'
            self.problems.report(codes.WRONG_TYPE, place, expected=_EXPECTED[kind], found=found)
        return typed


def typed_value(kind: str, value: Fact, zone: ZoneInfo) -> Any:
    """`value` as the Python value of a dictionary type; MISSING where it cannot be one."""
    if isinstance(value, tuple):
        return value if kind == "list(string)" else MISSING
    if kind == "string":
        return str(value).lower() if isinstance(value, bool) else str(value)
    if kind == "list(string)":
        return (str(value),)
    if kind in ("int", "bool"):
        return value if type(value).__name__ == kind else MISSING
    return _parsed(kind, str(value), zone)


def _parsed(kind: str, text: str, zone: ZoneInfo) -> Any:
    try:
        if kind == "double":
            return float(text)
        if kind == "date":
            return date.fromisoformat(text)
        return _aware(datetime.fromisoformat(text), zone).astimezone(UTC)
    except (ValueError, OverflowError):  # the year 9999 has no other zone
        return MISSING


def _aware(moment: datetime, zone: ZoneInfo) -> datetime:
    """A time that occurs twice means its first occurrence, one in the gap is read by the offset before it."""
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)

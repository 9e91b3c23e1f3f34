"""A FHIR Appointment (R4, R4B, R5) → which appointment, what state, when, where and with whom.

Reasons, comments and descriptions are never read: they hold diagnoses.
"""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from engine.intake.event import AppointmentFacts, Notice
from engine.intake.fhir.instants import parse_instant
from engine.intake.fhir.references import Neighbours
from engine.intake.fhir.resources import AppointmentResource, FhirIdentifier, Reference
from engine.intake.fhir.topics import APPOINTMENT_STATUSES
from engine.intake.sender import SenderSettings
from engine.intake.text import kebab, tidy
from engine.intake.untaken import Untaken

LONGEST: Final = timedelta(days=30)
_PROVIDERS: Final = ("Practitioner", "PractitionerRole")


class AppointmentReading(NamedTuple):
    facts: AppointmentFacts
    notices: tuple[Notice, ...] = ()


def require_status(appointment: AppointmentResource, where: str) -> None:
    """Raises `Untaken` for a status outside the required value set appointmentstatus."""
    if appointment.status not in APPOINTMENT_STATUSES:
        raise Untaken("fhir-status-unknown", "The appointment's status is not a FHIR one.", f"{where}.status")


def read_appointment(
    appointment: AppointmentResource,
    neighbours: Neighbours,
    settings: SenderSettings,
    where: str,
    *,
    lenient: bool,
) -> AppointmentReading:
    """`lenient`: the visit will not happen, so its time need not be readable.

    Raises `Untaken` without an id, or when the start is not a moment.
    """
    notices: list[Notice] = []
    start = _moment(appointment.start, "start", where, settings, notices, lenient=lenient)
    facts = AppointmentFacts(
        key=appointment_key(neighbours.source, appointment.id, appointment.identifier, where),
        start=start,
        end=_end(appointment, start, where, settings, notices),
        status=appointment.status,
        kind=_kind(appointment, settings),
        service=next((tidy(service.name) for service in appointment.service_type if service.name), None),
        location=_name_of(appointment, neighbours, ("Location",)),
        provider=_name_of(appointment, neighbours, _PROVIDERS),
    )
    return AppointmentReading(facts, tuple(notices))


def appointment_key(source: str, server_id: str, identifiers: tuple[FhirIdentifier, ...], where: str) -> str:
    """`source|id`, else `system|value` of the first business identifier."""
    if server_id:
        return f"{source}|{server_id}"
    for identifier in identifiers:
        if identifier.value:
            return f"{identifier.system or source}|{tidy(identifier.value)}"
    raise Untaken(
        "fhir-appointment-id-missing", "The appointment has neither an id nor an identifier.", where
    )


def actors_of(appointment: AppointmentResource) -> tuple[Reference, ...]:
    """Everyone and everything taking part; R5's subject, who is a patient, first."""
    return (appointment.subject, *(participant.actor for participant in appointment.participant))


def _moment(
    text: str,
    element: str,
    where: str,
    settings: SenderSettings,
    notices: list[Notice],
    *,
    lenient: bool,
) -> datetime | None:
    if not text:
        return None
    parsed = parse_instant(text, settings.time_zone)
    place = f"{where}.{element}"
    if parsed is None:
        if not lenient:
            raise Untaken("fhir-bad-instant", "The time is not a date with hour, minute and offset.", place)
        notices.append(Notice(f"{element}-unreadable", place))
        return None
    if parsed[1]:
        notices.append(Notice("time-without-offset", place))
    return parsed[0]


def _end(
    appointment: AppointmentResource,
    start: datetime | None,
    where: str,
    settings: SenderSettings,
    notices: list[Notice],
) -> datetime | None:
    """The end when it is plausible, else start and duration; an end without a start is none."""
    if start is None:
        return None
    end = _moment(appointment.end, "end", where, settings, notices, lenient=True)
    if end is not None:
        if start < end <= start + LONGEST:
            return end
        notices.append(Notice("end-implausible", f"{where}.end"))
    minutes = appointment.minutes_duration
    return start + timedelta(minutes=minutes) if 0 < minutes <= LONGEST.total_seconds() / 60 else None


def _kind(appointment: AppointmentResource, settings: SenderSettings) -> str | None:
    kind = kebab(appointment.appointment_type.code)
    return settings.kinds.get(kind, kind) or None


def _name_of(appointment: AppointmentResource, neighbours: Neighbours, types: tuple[str, ...]) -> str | None:
    for participant in appointment.participant:
        name = neighbours.name_of(participant.actor, types)
        if name:
            return tidy(name)
    return None

"""The values of dictionary fields for people in journeys: what conditions and templates are filled with.

One statement a batch. A value that is not known is absent, never an empty string.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from engine.journey.organization import Organization
from engine.store import appointments, matters, people
from engine.store.appointments import AppointmentRow
from engine.store.forms import asks_for_answers, load_answers
from engine.store.matters import MatterRow
from engine.store.organization import load_organization
from engine.store.people import PatientRow
from engine.store.permissions import Permissions
from engine.store.pool import Connection
from engine.store.sealing import Unopenable, Vault


class EnrollmentRow(msgspec.Struct):
    """An enrollment without its cursor."""

    id: UUID
    journey: str
    version: str
    patient_id: UUID
    entity: str
    appointment_id: UUID | None
    event_id: UUID | None
    round: int
    cohort_id: UUID
    state: str
    entered_at: datetime


class Facts(msgspec.Struct):
    """`values`: dotted field → value, such as patient.age: 71 or appointment.start: aware datetime.

    `zone` is the patient's IANA zone, else the organisation's.
    """

    values: dict[str, Any]
    enrollment: EnrollmentRow
    patient: PatientRow
    appointment: AppointmentRow | None
    organization: Organization
    zone: str
    matter: MatterRow | None = None


class Subject(msgspec.Struct):
    """Whom the values are about; `gap` is the care gap's name or ""."""

    patient: PatientRow
    appointment: AppointmentRow | None
    organization: Organization
    now: datetime
    gap: str = ""
    matter: MatterRow | None = None
    permissions: Permissions = Permissions()


_ENROLLMENT = (
    "e.id as e_id, e.journey, e.version, e.patient_id, e.entity, e.appointment_id, e.event_id, e.round,"
    " e.cohort_id, e.state, e.entered_at, e.gap"
)
_FACTS = f"""
    select {_ENROLLMENT}, {people.COLUMNS}, {appointments.COLUMNS}, {matters.COLUMNS}
    from enrollment e
    join patient p on p.id = e.patient_id
    left join appointment a on a.id = e.appointment_id
    left join matter m on m.id = e.matter_id
    where e.id = any($1)
"""  # noqa: S608 - constants of this room alone


async def load_facts(
    connection: Connection,
    vault: Vault,
    enrollment_ids: Iterable[UUID],
    fields: Iterable[str],
    now: datetime,
) -> dict[UUID, Facts]:
    """Facts of the enrollments that exist. `now`: aware journey time, for ages.

    Raises Unavailable `nothing-applied`. An enrollment whose person does not open (erased, or moved
    by somebody in the database) is left out.
    """
    organization = await load_organization(connection)
    wanted = frozenset(fields)
    found: dict[UUID, Facts] = {}
    for row in await connection.fetch(_FACTS, list(enrollment_ids)):
        try:
            facts = _facts(vault, row, organization, wanted, now)
        except Unopenable:
            continue
        found[facts.enrollment.id] = facts
    if asks_for_answers(wanted):
        answers = await load_answers(connection, vault, {one: found[one].patient.key for one in found})
        for one, told in answers.items():
            found[one].values.update((name, value) for name, value in told.items() if name in wanted)
    return found


def _facts(
    vault: Vault, row: Any, organization: Organization, wanted: frozenset[str], now: datetime
) -> Facts:
    patient = people.read_patient(vault, row)
    appointment = None
    if row["a_id"] is not None:
        owner = patient if row["a_patient_id"] == patient.id else None
        opened = owner is not None and not wanted.isdisjoint(_SEALED_APPOINTMENT)
        appointment = appointments.read_appointment(vault, row, owner, opened=opened)
    matter = None
    if row["m_id"] is not None:
        owner = patient if row["m_patient_id"] == patient.id else None
        matter = matters.read_matter(vault, row, owner)
    subject = Subject(patient, appointment, organization, now, row["gap"], matter)
    return Facts(
        values=describe(subject, wanted),
        enrollment=EnrollmentRow(row["e_id"], *(row[name] for name in _ENROLLMENT_FIELDS)),
        patient=patient,
        appointment=appointment,
        matter=matter,
        organization=organization,
        zone=zone_of(patient, organization),
    )


_ENROLLMENT_FIELDS = EnrollmentRow.__struct_fields__[1:]


def describe(subject: Subject, fields: Iterable[str]) -> dict[str, Any]:
    """The known values of these dictionary fields. A field nobody here knows is absent."""
    values: dict[str, Any] = {}
    for field in fields:
        reader = _READERS.get(field)
        value = reader(subject) if reader else _of_matter(subject, field)
        if value is not None and value != "":
            values[field] = value
    return values


def zone_of(patient: PatientRow, organization: Organization) -> str:
    """The patient's IANA zone where it exists, else the organisation's."""
    return patient.zone if patient.zone and zone_named(patient.zone) else organization.zone


def age_on(birth_date: date, day: date) -> int:
    """Whole years lived; somebody born on 29 February is a year older on 1 March of common years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def zone_named(name: str) -> ZoneInfo | None:
    """None where there is no such zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _age(subject: Subject) -> int | None:
    born = subject.patient.person.birth_date
    zone = zone_named(zone_of(subject.patient, subject.organization))
    today = subject.now.astimezone(zone or UTC).date()
    return age_on(born, today) if born and born <= today + timedelta(days=1) else None


def _conditions(subject: Subject) -> list[str] | None:
    known = subject.patient.person.conditions
    return None if known is None else list(known)


def _of_matter(subject: Subject, field: str) -> Any:
    """Whatever its journeys declare of it."""
    entity, _, name = field.partition(".")
    matter = subject.matter
    if matter is None or matter.kind != entity:
        return None
    if field == "prescription.lapsed_days" and name not in matter.values:
        return _days_since(matter.values.get("refill_due"), subject.now)
    return matter.values.get(name)


def _days_since(moment: object, now: datetime) -> int | None:
    """Whole days; 0 while it is still ahead."""
    return max(0, (now - moment).days) if isinstance(moment, datetime) else None


def _of_appointment(name: str) -> Callable[[Subject], Any]:
    return lambda subject: getattr(subject.appointment, name) if subject.appointment else None


def _of_details(name: str) -> Callable[[Subject], Any]:
    return lambda subject: getattr(subject.appointment.details, name) if subject.appointment else None


def _of_person(name: str) -> Callable[[Subject], Any]:
    return lambda subject: getattr(subject.patient.person, name)


_READERS: dict[str, Callable[[Subject], Any]] = {
    "patient.first_name": _of_person("first_name"),
    "patient.last_name": _of_person("last_name"),
    "patient.sex": _of_person("sex"),
    "patient.age": _age,
    "patient.conditions": _conditions,
    "patient.language": lambda subject: subject.patient.language,
    "patient.zone": lambda subject: subject.patient.zone,
    "patient.tags": lambda subject: list(subject.patient.tags),
    "appointment.start": _of_appointment("starts_at"),
    "appointment.end": _of_appointment("ends_at"),
    "appointment.status": _of_appointment("status"),
    "appointment.kind": _of_details("kind"),
    "appointment.service": _of_details("service"),
    "appointment.location": _of_details("location"),
    "appointment.provider": _of_details("provider"),
    "care_gap.name": lambda subject: subject.gap,
    "organization.name": lambda subject: subject.organization.name,
    "organization.phone": lambda subject: subject.organization.phone,
    "organization.address": lambda subject: subject.organization.address,
}
KNOWN_FIELDS = frozenset(_READERS)
_SEALED_APPOINTMENT = frozenset(f"appointment.{name}" for name in ("kind", "service", "location", "provider"))

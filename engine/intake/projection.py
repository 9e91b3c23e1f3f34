"""What events make of people and appointments: a pure fold over the rows a batch touches.

Every field remembers when it was said and the newest word wins, so events may come late, twice or in any
order and the same state is reached. Nothing here reads or writes the database.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from engine.intake.event import AppointmentFacts, Identifier, MatterFacts, NormalisedEvent, PatientFacts
from engine.journey import events
from engine.store.appointments import LIVE, OVER, AppointmentRow, Details
from engine.store.ids import uuid7
from engine.store.matters import Details as MatterDetails
from engine.store.matters import MatterRow
from engine.store.people import PatientRow

_SEALED_FACTS: Final = ("first_name", "last_name", "birth_date", "sex", "email", "phone", "conditions")
_OPEN_FACTS: Final = ("language", "zone", "deceased", "active", "no_contact")
_URGENT: Final = frozenset({"email", "deceased", "active", "no_contact"})  # the last gate must see these

_STATUS_OF: Final = {
    events.APPOINTMENT_BOOKED: "booked",
    events.APPOINTMENT_RESCHEDULED: "booked",
    events.APPOINTMENT_CANCELLED: "cancelled",
    events.APPOINTMENT_DELETED: "entered-in-error",
    events.APPOINTMENT_ARRIVED: "arrived",
    events.APPOINTMENT_COMPLETED: "fulfilled",
    events.APPOINTMENT_NO_SHOW: "noshow",
}
_TYPE_OF: Final = {
    "cancelled": events.APPOINTMENT_CANCELLED,
    "entered-in-error": events.APPOINTMENT_DELETED,
    "fulfilled": events.APPOINTMENT_COMPLETED,
    "noshow": events.APPOINTMENT_NO_SHOW,
}
_KEEPS_ALIVE: Final = frozenset(
    {events.APPOINTMENT_BOOKED, events.APPOINTMENT_RESCHEDULED, events.APPOINTMENT_UPDATED}
)


class Change(msgspec.Struct):
    """What one event came to. `types`: the events journeys may hear of, none when it was stale."""

    types: tuple[str, ...] = ()
    left_behind: UUID | None = None  # the appointment is another person's now


def tell_patient(row: PatientRow, facts: PatientFacts, at: datetime) -> None:
    """Take what `facts` say wherever nothing newer is known."""
    said, moment = row.person.said, at.timestamp()
    for name in (*_SEALED_FACTS, *_OPEN_FACTS):
        value = getattr(facts, name)
        if value is not None and moment >= said.get(name, float("-inf")):
            said[name] = moment
            _set_fact(row, name, value)
    known = set(row.person.identifiers)
    row.person.identifiers += tuple(each for each in facts.identifiers if each not in known)
    row.as_of = max(row.as_of or at, at)


def join_patients(survivor: PatientRow, vanished: PatientRow) -> None:
    """The vanished record points at the survivor and leaves it whatever it knew more newly."""
    for name, moment in vanished.person.said.items():
        if moment > survivor.person.said.get(name, float("-inf")):
            survivor.person.said[name] = moment
            source = vanished.person if name in _SEALED_FACTS else vanished
            _set_fact(survivor, name, getattr(source, name))
    known = set(survivor.person.identifiers)
    survivor.person.identifiers += tuple(e for e in vanished.person.identifiers if e not in known)
    vanished.merged_into = survivor.id
    vanished.epoch += 1
    survivor.epoch += 1


def _set_fact(row: PatientRow, name: str, value: Any) -> None:
    target: Any = row.person if name in _SEALED_FACTS else row
    if getattr(target, name) != value:
        setattr(target, name, value)
        row.epoch += name in _URGENT


def new_appointment(key_index: bytes, at: datetime) -> AppointmentRow:
    return AppointmentRow(
        id=uuid7(), key_index=key_index, patient_id=None, details=Details(), as_of=at, status=""
    )


def tell_appointment(
    row: AppointmentRow, owner: PatientRow | None, event: NormalisedEvent, at: datetime
) -> Change:
    """Apply an appointment event to its row; `owner` is whose it is by this message, if it says so."""
    facts = event.appointment or AppointmentFacts(key="")
    before = (row.patient_id, row.starts_at, row.status)
    newer, row.as_of = at >= row.as_of, max(row.as_of, at)
    _take(row, facts, event.type, at.timestamp())
    change = Change()
    if owner is not None and row.patient_id != owner.id and (newer or row.patient_id is None):
        change.left_behind, row.patient_id = row.patient_id, owner.id
    change.types = _heard(row, before, event.type, newer=newer)
    if owner is not None and before != (row.patient_id, row.starts_at, row.status):
        owner.epoch += 1
    return change


def _take(row: AppointmentRow, facts: AppointmentFacts, kind: str, moment: float) -> None:
    said = row.details.said
    told: Mapping[str, Any] = {
        "starts_at": facts.start,
        "ends_at": facts.end,
        "status": _status(facts, kind),
        "kind": facts.kind,
        "service": facts.service,
        "location": facts.location,
        "provider": facts.provider,
    }
    for name, value in told.items():
        if value is not None and moment >= said.get(name, float("-inf")):
            said[name] = moment
            setattr(row if name in ("starts_at", "ends_at", "status") else row.details, name, value)
    row.status = row.status or "booked"


def _status(facts: AppointmentFacts, kind: str) -> str | None:
    """The trigger says it, except where it only says that something changed."""
    if kind in _KEEPS_ALIVE and facts.status in LIVE | OVER:
        return facts.status
    return _STATUS_OF.get(kind)


def _heard(
    row: AppointmentRow, before: tuple[UUID | None, datetime | None, str], kind: str, *, newer: bool
) -> tuple[str, ...]:
    """The event as journeys hear it: a first word is a booking, another start is a reschedule."""
    patient, start, status = before
    if kind not in _KEEPS_ALIVE:
        return (kind,) if newer else ()
    if row.status not in LIVE:
        return (_TYPE_OF[row.status],) if newer and row.status != status and row.status in _TYPE_OF else ()
    first_start = start is None and row.starts_at is not None
    if status not in LIVE or patient != row.patient_id or first_start:
        return (events.APPOINTMENT_BOOKED,)
    if start != row.starts_at:
        return (events.APPOINTMENT_RESCHEDULED,)
    if not newer:
        return ()
    return (events.APPOINTMENT_UPDATED if kind == events.APPOINTMENT_BOOKED else kind,)


_HAPPENED: Final = object()  # the event's own time
# What an event says by its name, where its message does not say it: field → value.
_IMPLIED: Final[Mapping[str, Mapping[str, Any]]] = {
    events.ENCOUNTER_ADMITTED: {"admitted_at": _HAPPENED},
    events.ENCOUNTER_DISCHARGED: {"discharged_at": _HAPPENED},
    events.PRESCRIPTION_REFILL_DUE: {"refill_due": _HAPPENED, "active": True},
    events.PRESCRIPTION_FILLED: {"filled_at": _HAPPENED, "active": True},
    events.PRESCRIPTION_STOPPED: {"active": False},
    events.RESULT_AVAILABLE: {"available_at": _HAPPENED},
    events.STATEMENT_ISSUED: {"issued_at": _HAPPENED, "paid": False},
    events.STATEMENT_PAID: {"paid_at": _HAPPENED, "paid": True},
}


def new_matter(key_index: bytes, kind: str, owner: UUID, at: datetime) -> MatterRow:
    return MatterRow(uuid7(), key_index, owner, kind, MatterDetails({}, {}), at)


def tell_matter(row: MatterRow, owner: PatientRow, kind: str, facts: MatterFacts, at: datetime) -> Change:
    """Take what a message says of a matter wherever nothing newer is known; `kind` is the event."""
    newer, row.as_of, moment = at >= row.as_of, max(row.as_of, at), at.timestamp()
    implied = {name: at if told is _HAPPENED else told for name, told in _IMPLIED.get(kind, {}).items()}
    values, said = row.details.values, row.details.said
    for name, value in (implied | facts.values).items():
        if moment >= said.get(name, float("-inf")):
            said[name] = moment
            if value is None:
                values.pop(name, None)
            else:
                values[name] = value
    change = Change((kind,) if newer else ())
    if newer and row.patient_id != owner.id:
        change.left_behind, row.patient_id = row.patient_id, owner.id
    if newer:
        owner.epoch += 1  # the last gate looks at its moments
    return change


def same_person(row: PatientRow, facts: PatientFacts) -> bool:
    """Nothing known speaks against it: no other birth date, no other number of the same kind and assigner."""
    born = row.person.birth_date
    if born and facts.birth_date and born != facts.birth_date:
        return False
    told = {(each.system, each.type): each.value for each in facts.identifiers[:1]}
    return all(told.get((e.system, e.type), e.value) == e.value for e in row.person.identifiers)


# Numbers that several people share by habit or mistake, or that name a visit rather than a person (HL7 0203).
_NOT_PERSONAL: Final = frozenset({"SS", "SSN", "DL", "PPN", "AN", "VN", "XX", "AM", "BC", "TAX", "PT"})


def personal(identifier: Identifier) -> bool:
    """Whether an identifier beside the first may be used to find somebody."""
    return bool(identifier.system) and identifier.type not in _NOT_PERSONAL

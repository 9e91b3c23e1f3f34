"""Synthetic people, appointments, enrollments and events for the bench, sealed by the store as any other.

Many rows a statement, so that seeding 100,000 people takes seconds; nothing here is measured.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID

from engine.contracts.cohort import MOST_MEMBERS
from engine.contracts.cursor import Cursor
from engine.intake.event import AppointmentFacts, Identifier, NormalisedEvent, PatientFacts
from engine.intake.receive import lane_of
from engine.store import appointments, people
from engine.store.appointments import AppointmentRow, Details
from engine.store.enrollments import NewEnrollment, insert_enrollments
from engine.store.events import CHANNEL, NewEvent, insert_events
from engine.store.ids import uuid7
from engine.store.people import PatientRow, Person
from engine.store.pool import Connection
from infra.bench.installation import Installation

_CHUNK: Final = 2_000
_SYSTEM: Final = "BENCH"
_SOURCE: Final = "hl7v2:BENCH|CLINIC"
_NAMES: Final = ("Ada", "Ben", "Cora", "Dale", "Edith", "Frank", "Grace", "Henry", "Iris", "Jack")
_AHEAD: Final = timedelta(days=10)  # from now to an appointment
_Item = TypeVar("_Item")


def address(number: int) -> str:
    """example.org can never receive mail."""
    return f"bench.{number}@example.org"


async def seed_people(house: Installation, count: int, *, older_every: int = 3) -> list[PatientRow]:
    """`count` people with an address and a consent; every `older_every`-th is over 65, the others are 40."""
    made: list[PatientRow] = []
    now = house.now()
    async with house.pool.acquire() as connection:
        for numbers in _chunks(range(count)):
            rows = [_person(house, number, number % older_every == 0) for number in numbers]
            async with connection.transaction():
                await people.save_patients(connection, house.vault, rows, now)
                await people.save_identifiers(
                    connection, house.vault, [(row.person.identifiers[0], row.id) for row in rows]
                )
                await _consent(connection, rows, now)
            made += rows
        await connection.execute("analyze")
    return made


async def seed_enrollments(
    house: Installation, rows: Sequence[PatientRow], journey: str, together: int = MOST_MEMBERS
) -> list[NewEnrollment]:
    """Everybody with an appointment and inside `journey`, in cohorts of `together` that nobody starts."""
    made: list[NewEnrollment] = []
    owners = {row.id: row for row in rows}
    async with house.pool.acquire() as connection:
        for some in _chunks(rows):
            visits = [_appointment(house, row) for row in some]
            async with connection.transaction():
                await appointments.save_appointments(connection, house.vault, visits, owners, house.now())
                entered = list(_enrolled(house, journey, visits, together))
                await insert_enrollments(connection, entered)
                ids = list({each.cohort_id for each in entered})
                # Closed, so that no router or watcher takes them for its own.
                await connection.execute("update cohort set state = 'closed' where id = any($1)", ids)
            made += entered
        await connection.execute("analyze")
    return made


async def put_events(house: Installation, rows: Sequence[PatientRow], kind: str) -> None:
    """One event of `kind` about an appointment of each, committed together and announced to the routers."""
    async with house.pool.acquire() as connection, connection.transaction():
        for some in _chunks(rows):
            told = [_event(house, row, kind) for row in some]
            fresh = [NewEvent(uuid7(), event, lane_of(house.vault, event), None) for event in told]
            await insert_events(connection, house.vault, fresh, house.now())
        await connection.execute("select pg_notify($1, '')", CHANNEL)


async def put_gap(house: Installation, row: PatientRow, gap: str) -> None:
    """A care gap of this person opened."""
    event = NormalisedEvent(
        source=_SOURCE,
        message_id=str(uuid7()),
        type="care_gap.opened",
        occurred_at=house.now(),
        patient=PatientFacts(identifiers=row.person.identifiers),
        care_gap=gap,
    )
    async with house.pool.acquire() as connection, connection.transaction():
        fresh = NewEvent(uuid7(), event, lane_of(house.vault, event), None)
        await insert_events(connection, house.vault, [fresh], house.now())
        await connection.execute("select pg_notify($1, '')", CHANNEL)


def _person(house: Installation, number: int, older: bool) -> PatientRow:
    row = people.new_patient(house.vault, uuid7())
    row.language, row.zone = "en", "America/New_York"
    row.person = Person(
        first_name=_NAMES[number % len(_NAMES)],
        last_name=f"Bench-{number}",
        birth_date=date(house.now().year - (70 if older else 40), 1, 1),
        sex="female" if number % 2 else "male",
        email=address(number),
        identifiers=(Identifier(value=f"{number:08d}", system=_SYSTEM, type="MR"),),
    )
    return row


async def _consent(connection: Connection, rows: Sequence[PatientRow], now: datetime) -> None:
    records = [(uuid7(), row.id, "visits", "email", True, "1", "front-desk", now) for row in rows]
    columns = ["id", "patient_id", "topic", "channel", "granted", "text_version", "evidence", "at"]
    await connection.copy_records_to_table("consent", records=records, columns=columns)


def _appointment(house: Installation, row: PatientRow) -> AppointmentRow:
    start = house.now() + _AHEAD
    return AppointmentRow(
        id=uuid7(),
        key_index=appointments.index_of(house.vault, f"seeded|{row.id}"),
        patient_id=row.id,
        details=Details(kind="office-visit"),
        as_of=house.now(),
        starts_at=start,
        ends_at=start + timedelta(minutes=30),
    )


def _enrolled(
    house: Installation, journey: str, visits: Sequence[AppointmentRow], together: int
) -> Iterator[NewEnrollment]:
    now = house.now()
    for cohort_of in _chunks(visits, together):
        cohort = uuid7()
        for visit in cohort_of:
            yield NewEnrollment(
                id=uuid7(),
                journey=journey,
                version=house.versions[journey],
                patient_id=_owner(visit),
                entity=str(visit.id),
                appointment_id=visit.id,
                event_id=None,
                round=1,
                cohort_id=cohort,
                cursor=Cursor(node=0, entered=now.timestamp()),
                entered_at=now,
                step="which-way",
            )


def _owner(visit: AppointmentRow) -> UUID:
    assert visit.patient_id is not None  # noqa: S101 - made a few lines above with one
    return visit.patient_id


def _event(house: Installation, row: PatientRow, kind: str) -> NormalisedEvent:
    start = house.now() + _AHEAD
    person = row.person
    return NormalisedEvent(
        source=_SOURCE,
        message_id=str(uuid7()),
        type=kind,
        occurred_at=house.now(),
        patient=PatientFacts(
            identifiers=person.identifiers,
            first_name=person.first_name,
            last_name=person.last_name,
            birth_date=person.birth_date,
            sex=person.sex,
            email=person.email,
        ),
        appointment=AppointmentFacts(
            key=f"BENCH|CLINIC|{row.id}",
            start=start,
            end=start + timedelta(minutes=30),
            status="fulfilled" if kind == "appointment.completed" else "booked",
            kind="office-visit",
        ),
    )


def _chunks(items: Sequence[_Item], size: int = _CHUNK) -> Iterator[Sequence[_Item]]:
    return (items[at : at + size] for at in range(0, len(items), size))

"""What conditions and templates are filled with."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import asyncpg
import msgspec
import pytest
import pytest_asyncio

from engine.journey.plan import Plan, version_of
from engine.settings import Settings
from engine.store import appointments, people
from engine.store.enrollments import NewEnrollment, first_cursor, insert_enrollments
from engine.store.facts import KNOWN_FIELDS, age_on, load_facts
from engine.store.ids import uuid7
from engine.store.journeys import publish
from engine.store.organization import save_organization
from engine.store.pool import create_pool, open_vault
from engine.store.sealing import Vault
from tests.intake_router.house import NOW, ORGANIZATION, START, reminder

PLAN: Plan = reminder()


class Seen:
    def __init__(self, connection: asyncpg.pool.PoolConnectionProxy, vault: Vault, ids: list[UUID]) -> None:
        self.connection, self.vault, self.ids = connection, vault, ids

    async def values(self, who: int, now: datetime = NOW) -> dict[str, object]:
        found = await load_facts(self.connection, self.vault, self.ids, KNOWN_FIELDS, now)
        return found[self.ids[who]].values


@pytest_asyncio.fixture
async def seen(database_url: str, make_settings: Callable[..., Settings]) -> AsyncIterator[Seen]:
    """Ana, of whom everything is known, and somebody of whom nothing is."""
    settings = make_settings(database_url=database_url)
    vault = open_vault(settings)
    async with await create_pool(settings) as pool, pool.acquire() as connection:
        transaction = connection.transaction()
        await transaction.start()
        body = {"organization": msgspec.to_builtins(ORGANIZATION)}
        await save_organization(connection, "test", body, NOW)
        await publish(connection, PLAN, "", (), by="test", now=NOW)
        ana, nobody = (people.new_patient(vault, uuid7()) for _ in range(2))
        ana.person = people.Person(
            first_name="Ana",
            last_name="Example",
            birth_date=date(1950, 3, 2),
            conditions=("E11.9",),
            sex="female",
        )
        ana.language, ana.zone = "es", "America/Los_Angeles"
        await people.save_patients(connection, vault, [ana, nobody], NOW)
        visit = appointments.AppointmentRow(
            uuid7(),
            b"key",
            ana.id,
            appointments.Details(kind="office-visit"),
            NOW,
            START,
            START + timedelta(hours=1),
        )
        await appointments.save_appointments(connection, vault, [visit], {ana.id: ana}, NOW)
        rows = [
            NewEnrollment(
                uuid7(), PLAN.journey, version_of(PLAN), owner, entity, booked, None, 1, uuid7(),
                first_cursor(PLAN, NOW), NOW, "day-before", None, entity,
            )
            for owner, entity, booked in ((ana.id, "colorectal", visit.id), (nobody.id, "", None))
        ]  # fmt: skip
        await connection.execute(
            "insert into care_gap (id, patient_id, name, as_of) values ($1, $2, 'colorectal', $3)",
            uuid7(),
            ana.id,
            NOW,
        )
        await insert_enrollments(connection, rows)
        yield Seen(connection, vault, [row.id for row in rows])
        await transaction.rollback()


async def test_everything_known_is_there_under_its_dotted_name(seen: Seen) -> None:
    assert await seen.values(0, datetime(2026, 6, 1, tzinfo=UTC)) == {
        "patient.first_name": "Ana",
        "patient.last_name": "Example",
        "patient.sex": "female",
        "patient.age": 76,
        "patient.conditions": ["E11.9"],
        "patient.language": "es",
        "patient.zone": "America/Los_Angeles",
        "patient.tags": [],
        "appointment.start": START,
        "appointment.end": START + timedelta(hours=1),
        "appointment.status": "booked",
        "appointment.kind": "office-visit",
        "care_gap.name": "colorectal",
        "organization.name": ORGANIZATION.name,
        "organization.phone": ORGANIZATION.phone,
        "organization.address": ORGANIZATION.address,
    }


async def test_what_nobody_said_is_absent(seen: Seen) -> None:
    assert (await seen.values(1)).keys() == {
        "patient.tags", "organization.name", "organization.phone", "organization.address",
    }  # fmt: skip


async def test_a_birthday_comes_when_it_comes_where_the_patient_lives(seen: Seen) -> None:
    before = datetime(2026, 3, 2, 7, 59, tzinfo=UTC)  # 23:59 on 1 March in Los Angeles
    assert (await seen.values(0, before))["patient.age"] == 75
    assert (await seen.values(0, before + timedelta(minutes=1)))["patient.age"] == 76


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [("1952-02-29", "2026-02-28", 73), ("1952-02-29", "2026-03-01", 74), ("2026-01-01", "2026-01-01", 0)],
)
def test_ages_on_leap_days(born: str, day: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(day)) == age


async def test_a_ciphertext_put_in_another_persons_row_leaves_that_person_out(seen: Seen) -> None:
    await seen.connection.execute(
        "update patient set sealed = (select sealed from patient where language = 'es') where language = ''"
    )
    found = await load_facts(seen.connection, seen.vault, seen.ids, KNOWN_FIELDS, NOW)
    assert set(found) == {seen.ids[0]}

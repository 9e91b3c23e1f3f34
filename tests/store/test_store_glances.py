"""What an audience sees of people: the same as everybody else who asks, only faster."""

from collections.abc import AsyncIterator, Callable
from datetime import date, timedelta
from uuid import UUID

import asyncpg
import pytest_asyncio

from engine.settings import Settings
from engine.store import people
from engine.store.facts import KNOWN_FIELDS, Subject, describe
from engine.store.glances import Glances
from engine.store.ids import uuid7
from engine.store.people import PatientRow, Person
from engine.store.pool import create_pool, open_vault
from engine.store.sealing import Vault
from tests.intake_router.house import NOW, ORGANIZATION

FIELDS = (*sorted(KNOWN_FIELDS), "patient.nobody_knows_this")
_FIRST = UUID(int=0)


class Town:
    def __init__(self, connection: asyncpg.pool.PoolConnectionProxy, vault: Vault) -> None:
        self.connection, self.vault = connection, vault

    async def look(self, fields: tuple[str, ...] = FIELDS) -> dict[UUID, dict[str, object]]:
        glances = Glances(self.vault, ORGANIZATION, fields)
        found, after = dict[UUID, dict[str, object]](), _FIRST
        while True:
            page, last = await glances.page(self.connection, after, 3, NOW)
            found |= {who: dict(zip(fields, values, strict=True)) for who, values in page}
            if last is None:
                return found
            after = last


def _people(vault: Vault) -> list[PatientRow]:
    written = (
        Person(first_name="Ana", last_name="Example", birth_date=date(1950, 2, 28), sex="female"),
        Person(first_name="Ben", birth_date=date(2008, 2, 29), conditions=("E11.9", "I10")),
        Person(conditions=()),
        Person(),
        Person(birth_date=NOW.date() + timedelta(days=1), said={"birth_date": 1.0}),
        Person(birth_date=NOW.date() + timedelta(days=400)),
    )
    rows = [people.new_patient(vault, uuid7()) for _ in written]
    zones = ("America/Los_Angeles", "Pacific/Kiritimati", "", "Nowhere/Town", "Asia/Tokyo", "")
    for row, person, zone in zip(rows, written, zones, strict=True):
        row.person, row.zone, row.language = person, zone, "es" if zone else ""
    return rows


@pytest_asyncio.fixture
async def town(database_url: str, make_settings: Callable[..., Settings]) -> AsyncIterator[Town]:
    settings = make_settings(database_url=database_url)
    vault = open_vault(settings)
    async with await create_pool(settings) as pool, pool.acquire() as connection:
        transaction = connection.transaction()
        await transaction.start()
        rows = _people(vault)
        await people.save_patients(connection, vault, rows, NOW)
        await connection.execute("update patient set tags = array['asked', 'vip'] where id = $1", rows[0].id)
        yield Town(connection, vault)
        await transaction.rollback()


async def _described(town: Town) -> dict[UUID, dict[str, object]]:
    page, _ = await people.load_page(town.connection, town.vault, _FIRST, 100)
    return {row.id: describe(Subject(row, None, ORGANIZATION, NOW), FIELDS) for row in page}


async def test_every_field_says_what_it_says_elsewhere(town: Town) -> None:
    seen, described = await town.look(), await _described(town)
    assert len(seen) == 6
    assert seen.keys() == described.keys()
    for who, values in seen.items():
        known = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
        assert {name: value for name, value in known.items() if value is not None} == described[who]


async def test_a_field_says_the_same_when_it_is_asked_for_alone(town: Town) -> None:
    everything = await town.look()
    for name in FIELDS:
        alone = await town.look((name,))
        assert {who: values[name] for who, values in everything.items()} == {
            who: values[name] for who, values in alone.items()
        }


async def test_who_left_or_does_not_open_is_not_seen(town: Town) -> None:
    ids = list(await town.look())
    await town.connection.execute("update patient set deceased = true where id = $1", ids[0])
    await town.connection.execute("update patient set active = false where id = $1", ids[1])
    await town.connection.execute("update patient set merged_into = $2 where id = $1", ids[2], ids[3])
    await town.connection.execute("update patient set wrapped_key = '\\x01' where id = $1", ids[4])
    assert list(await town.look()) == [ids[3], ids[5]]
    assert list(await town.look(("patient.language",))) == [ids[3], ids[5]]

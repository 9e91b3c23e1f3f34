"""How many people a second an audience looks through: from the database, sealed fields opened, by CEL."""

import contextlib
import shutil
import time
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

import asyncpg
import psutil

from engine.contracts.cohort import MOST_MEMBERS
from engine.intake.looking import Looking
from engine.intake.matching import ready
from engine.journey.organization import Organization, Sender
from engine.journey.plan import Enroll, Exit, Plan, Schedule
from engine.store import migrate, people
from engine.store.ids import uuid7
from engine.store.people import PatientRow, Person
from engine.store.pool import prepare
from engine.store.sealing import Vault
from infra.bench.installation import temporary_folder
from infra.local.ports import free_port
from infra.local.postgres import Postgres
from infra.local.processes import Processes

_CHUNK: Final = 2_000
_RUNS: Final = 3  # the best counts: the least disturbed by others
_ZONES: Final = ("America/New_York", "America/Chicago", "America/Denver", "")
_FIELDS: Final = {
    "patient.first_name": "string",
    "patient.age": "int",
    "patient.tags": "list(string)",
    "patient.conditions": "list(string)",
}
# `alike`: many people of whom the same is known. `distinct`: no two are alike, so that CEL is asked of each.
_SEGMENTS: Final = {
    "alike": "patient.age >= 45 && patient.age <= 75 && !('screening-done' in patient.tags)",
    "distinct": "patient.age >= 45 && patient.conditions.exists(code, code.startsWith('E11'))"
    " && patient.first_name != 'Nobody'",
}
_ORGANIZATION: Final = Organization(
    id="bench", name="Bench Clinic", phone="+1 555 0100", address="1 Measure Street", zone="America/New_York",
    language="en", languages=("en",), sender=Sender("Bench Clinic", "care@bench.example.org", ""),
    domains=("bench.example.org",),
)  # fmt: skip


async def measure(count: int) -> dict[str, Any]:
    """`per_core`: people a second of this process's own processor time; the database has its own core."""
    vault = Vault({"bench": b"m" * 32}, b"i" * 32)
    async with _database() as connection:
        await _settle(connection, vault, count)
        before = psutil.Process().memory_info().rss
        found: dict[str, Any] = {"people": count}
        for name in _SEGMENTS:
            runs = [await _look(connection, vault, name, count) for _ in range(_RUNS)]
            found[name] = max(runs, key=lambda one: float(one["per_core"]))
        grown = psutil.Process().memory_info().rss - before
    return {
        **found,
        "patients_per_second": found["distinct"]["per_core"],
        "patients_alike_per_second": found["alike"]["per_core"],
        "grown_mb": round(max(0, grown) / 2**20, 1),
    }


async def _look(connection: asyncpg.Connection, vault: Vault, segment: str, count: int) -> dict[str, Any]:
    looking = _looking(segment, vault)
    chosen, after = 0, UUID(int=0)
    cpu, wall = time.process_time(), time.monotonic()
    while True:
        some, last = await looking.page(connection, after, MOST_MEMBERS, datetime.now(UTC))
        chosen += len(some)
        if last is None:
            break
        after = last
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    return {"chosen": chosen, "per_core": round(count / cpu), "wall": round(count / wall)}


def _looking(segment: str, vault: Vault) -> Looking:
    enroll = Enroll(audience=segment, schedule=Schedule(every=86_400, clock="09:00"))
    plan = Plan(
        journey="bench", title="Bench", purpose="treatment", start=0, nodes=(Exit(id="done"),), enroll=enroll,
        fields=_FIELDS, segments=_SEGMENTS,
    )  # fmt: skip
    return Looking(ready(plan, "bench"), enroll, _ORGANIZATION, vault)


async def _settle(connection: asyncpg.Connection, vault: Vault, count: int) -> None:
    """`count` synthetic people, sealed like any other."""
    now = datetime.now(UTC)
    for at in range(0, count, _CHUNK):
        rows = [_person(vault, number) for number in range(at, min(at + _CHUNK, count))]
        await people.save_patients(connection, vault, rows, now)
    await connection.execute("vacuum analyze patient")


def _person(vault: Vault, number: int) -> PatientRow:
    row = people.new_patient(vault, uuid7())
    row.language, row.zone = "en", _ZONES[number % len(_ZONES)]
    row.person = Person(
        first_name=f"Bench{number}",
        last_name="Example",
        birth_date=date(1930 + number % 80, 1 + number % 12, 1 + number % 28),
        sex="female" if number % 2 else "male",
        email=f"bench.{number}@example.org",
        phone="+15550100",
        conditions=("E11.9", "I10") if number % 3 else None,
        said={"first_name": 1.7e9, "birth_date": 1.7e9, "email": 1.7e9},
    )
    return row


@contextlib.asynccontextmanager
async def _database() -> AsyncIterator[asyncpg.Connection]:
    """A migrated PostgreSQL of its own, gone afterwards."""
    folder = temporary_folder()
    processes = Processes(folder / "logs")
    postgres = Postgres(folder / "postgres", free_port(), "bench")
    try:
        postgres.prepare()
        await processes.start(postgres.part(), postgres.ready)
        await postgres.create_database()
        await migrate.upgrade(postgres.url())
        connection = await asyncpg.connect(postgres.url())
        try:
            await prepare(connection)
            yield connection
        finally:
            await connection.close()
    finally:
        await processes.stop_all()
        shutil.rmtree(folder, ignore_errors=True)

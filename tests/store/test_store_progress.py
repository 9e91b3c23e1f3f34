"""Cursors and visits are written so that repeating, reordering and lateness do no harm."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import msgspec
import pytest_asyncio

from engine.contracts.activities import Progress, ProgressBatch
from engine.contracts.cursor import Cursor, Visit
from engine.journey.plan import Enroll, Exit, Plan, Wait, version_of
from engine.settings import Settings
from engine.store import people
from engine.store.cohorts import load_members, mark_started
from engine.store.enrollments import NewEnrollment, first_cursor, insert_enrollments
from engine.store.ids import uuid7
from engine.store.journeys import publish
from engine.store.pool import create_pool, open_vault
from engine.store.progress import record_progress

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
PLAN = Plan(
    journey="waiting",
    title="Waiting",
    purpose="treatment",
    start=0,
    nodes=(Wait(id="a-while", next=1, seconds=60), Exit(id="done")),
    enroll=Enroll(on=("appointment.booked",)),
)
VERSION = version_of(PLAN)
Connection = asyncpg.pool.PoolConnectionProxy


class Inside:
    """Two people in one started cohort."""

    def __init__(self, connection: Connection, cohort: UUID, ids: list[UUID]) -> None:
        self.connection, self.cohort, self.ids = connection, cohort, ids

    async def record(self, *items: Progress) -> int:
        return await record_progress(
            self.connection, ProgressBatch(str(self.cohort), VERSION, list(items)), NOW
        )

    def at(self, who: int, seq: int, *visits: Visit, **cursor: object) -> Progress:
        told = {"node": 0, "phase": "waiting", **cursor}
        return Progress(str(self.ids[who]), Cursor(seq=seq, **told), list(visits))  # type: ignore[arg-type]


@pytest_asyncio.fixture
async def inside(database_url: str, make_settings: Callable[..., Settings]) -> AsyncIterator[Inside]:
    settings = make_settings(database_url=database_url)
    vault = open_vault(settings)
    async with await create_pool(settings) as pool, pool.acquire() as connection:
        transaction = connection.transaction()
        await transaction.start()
        await publish(connection, PLAN, "", (), by="test", now=NOW)
        patients = [people.new_patient(vault, uuid7()) for _ in range(2)]
        await people.save_patients(connection, vault, patients, NOW)
        cohort = uuid7()
        rows = [
            NewEnrollment(
                uuid7(), PLAN.journey, VERSION, each.id, "", None, None, 1, cohort,
                first_cursor(PLAN, NOW), NOW, "a-while",
            )
            for each in patients
        ]  # fmt: skip
        assert await insert_enrollments(connection, rows) == {row.id for row in rows}
        await mark_started(connection, [cohort])
        yield Inside(connection, cohort, [row.id for row in rows])
        await transaction.rollback()


async def _row(inside: Inside, who: int) -> tuple[object, ...]:
    row = await inside.connection.fetchrow(
        "select seq, step, phase, state, outcome, left_at from enrollment where id = $1", inside.ids[who]
    )
    return tuple(row or ())


async def test_a_newer_cursor_is_stored_and_an_older_one_changes_nothing(inside: Inside) -> None:
    assert await inside.record(inside.at(0, 5, due=NOW.timestamp() + 60)) == 1
    assert await inside.record(inside.at(0, 4, phase="ready"), inside.at(0, 5, phase="ready")) == 0
    assert await _row(inside, 0) == (5, "a-while", "waiting", "active", "", None)
    members = {each.enrollment: each.cursor for each in await load_members(inside.connection, inside.cohort)}
    assert members[str(inside.ids[0])].due == NOW.timestamp() + 60
    assert members[str(inside.ids[1])] == msgspec.structs.replace(first_cursor(PLAN, NOW))


async def test_of_two_cursors_in_one_batch_the_newer_counts(inside: Inside) -> None:
    await inside.record(inside.at(0, 2, phase="waiting"), inside.at(0, 1, phase="planning"))
    assert (await _row(inside, 0))[:3] == (2, "a-while", "waiting")


async def test_who_has_left_is_never_brought_back(inside: Inside) -> None:
    await inside.record(inside.at(0, 3, phase="left", outcome="done", node=1))
    assert await inside.record(inside.at(0, 9, phase="waiting")) == 0
    assert await _row(inside, 0) == (3, "done", "left", "left", "done", NOW)


async def test_a_cohort_closes_with_the_last_one_inside(inside: Inside) -> None:
    state = "select state from cohort where id = $1"
    await inside.record(inside.at(0, 1, phase="left", outcome="done"))
    assert await inside.connection.fetchval(state, inside.cohort) == "running"
    await inside.record(inside.at(1, 1, phase="left", outcome="done"))
    assert await inside.connection.fetchval(state, inside.cohort) == "closed"


async def test_visits_may_be_told_twice_and_the_last_word_counts(inside: Inside) -> None:
    begun, ended = NOW.timestamp(), NOW.timestamp() + 60
    first = Visit("a-while", 1, begun, begun, "begun")
    last = Visit("a-while", 1, begun, ended, "passed")
    await inside.record(inside.at(0, 1, first, last), inside.at(1, 1, last))
    await inside.record(inside.at(0, 1, last))
    rows = await inside.connection.fetch("select enrollment_id, outcome from step_visit order by 1")
    assert [tuple(row) for row in rows] == [(each, "passed") for each in sorted(inside.ids)]


async def test_a_visit_after_leaving_is_still_written(inside: Inside) -> None:
    await inside.record(inside.at(0, 1, phase="left", outcome="exit:appointment.cancelled"))
    late = Visit("week-ahead", 1, NOW.timestamp(), NOW.timestamp(), "sent:tls")
    await inside.record(inside.at(0, 2, late, phase="left", outcome="exit:appointment.cancelled"))
    assert await inside.connection.fetchval("select outcome from step_visit") == "sent:tls"


async def test_progress_of_somebody_unknown_is_ignored(inside: Inside) -> None:
    stranger = Progress(str(uuid7()), Cursor(node=0, seq=1), [Visit("a-while", 1, 0.0, 0.0, "passed")])
    assert await inside.record(stranger, inside.at(0, 1)) == 1
    assert await inside.connection.fetchval("select count(*) from step_visit") == 0

"""Numbers over all the years: who left long ago is counted seldom, and still nobody twice or not at all."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import pytest
import pytest_asyncio

from designer_api.journeys import past
from designer_api.journeys.numbers import PEOPLE, VISITS, LiveNumbers
from designer_api.journeys.past import EVERYBODY, PastCounts, ask, later_than
from designer_api.runs.watching import Filter, Watched, count_watched
from tests.activities.clinic import Clinic, make_plan, open_clinic
from tests.designer_api.conftest import Api

SLUG = "for-years"
ALL = (PEOPLE, VISITS)
WHICH = (SLUG, "")
DAY = timedelta(days=1)
EPOCH = datetime.fromtimestamp(0, UTC)


@pytest_asyncio.fixture
async def clinic(api: Api) -> AsyncIterator[Clinic]:
    made = await open_clinic(api.settings)
    await made.publish(make_plan(journey=SLUG))
    yield made
    await made.smtp.close()
    await made.pool.close()


@pytest.fixture(autouse=True)
def everything_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "LONG", -1.0)
    monkeypatch.setattr(past, "_SELDOM", 1e9)


async def _entered(clinic: Clinic, ago: timedelta, journey: str = SLUG) -> UUID:
    """Somebody who came so long ago; their id was made then."""
    made, at = UUID(await clinic.enroll(await clinic.add_person())), datetime.now(UTC) - ago
    one = UUID(int=int(at.timestamp() * 1000) << 80 | made.int % (1 << 80))
    async with clinic.pool.acquire() as conn:
        await conn.execute(
            "update enrollment set id = $2, journey = $3, entered_at = $4 where id = $1",
            made,
            one,
            journey,
            at,
        )
    return one


async def _left(conn: asyncpg.Connection, one: UUID, ago: timedelta, outcome: str = "completed") -> None:
    await conn.execute(
        "update enrollment set state = 'left', left_at = $2, outcome = $3 where id = $1",
        one,
        datetime.now(UTC) - ago,
        outcome,
    )


async def _counted(kept: PastCounts) -> None:
    """Until no past is counted any more."""
    await asyncio.gather(*kept.looking.values())


async def _visited(conn: asyncpg.Connection, one: UUID, step: str) -> None:
    await conn.execute("insert into step_visit values ($1, $2, 1, now(), now(), 'done')", one, step)


@pytest.mark.parametrize("crowd", [30_000, 1])  # of more people than that no list is kept
async def test_what_happens_after_the_past_was_counted_is_told_as_if_all_were_counted_anew(
    clinic: Clinic, conn: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch, crowd: int
) -> None:
    monkeypatch.setattr(past, "_CROWD", crowd)
    slug = f"exactly-these-{crowd}"
    long_gone, gone, inside = [await _entered(clinic, 9 * DAY, slug) for _ in range(3)]
    await _left(conn, long_gone, 3 * DAY)
    await _left(conn, gone, timedelta(hours=1))
    for one in (long_gone, gone, inside):
        await _visited(conn, one, "week-ahead")
    kept = PastCounts(clinic.pool)

    async def told() -> tuple[list[Any], list[Any]]:
        now = datetime.now(UTC)
        return await kept.count(conn, ALL, (slug, ""), now), await ask(conn, ALL, (slug, ""), EVERYBODY)

    for _ in range(3):
        ours, whole = await told()
        assert ours == whole
        await _counted(kept)
    assert whole[0] == {(slug, "left", "completed"): (2, 0), (slug, "active", ""): (1, 0)}
    await _visited(conn, inside, "nudge")
    await _left(conn, inside, timedelta(), "exit:appointment.cancelled")
    await conn.execute("update enrollment set goal_at = now() where id = $1", gone)
    newcomer = await _entered(clinic, timedelta(), slug)
    await _visited(conn, newcomer, "week-ahead")
    ours, whole = await told()
    assert ours == whole
    assert whole[0][slug, "left", "completed"] == (2, 1)
    assert whole[1] == {("week-ahead", "done"): (4,), ("nudge", "done"): (1,)}


async def test_who_is_moved_to_another_version_is_counted_there_from_then_on(
    clinic: Clinic, conn: asyncpg.Connection
) -> None:
    slug = "moved-over"
    to = await clinic.publish(make_plan(journey=slug, title="The version to come"))
    await clinic.publish(make_plan(journey=slug))
    gone, inside = [await _entered(clinic, 9 * DAY, slug) for _ in range(2)]
    await _left(conn, gone, 3 * DAY)
    for one in (gone, inside):
        await _visited(conn, one, "week-ahead")
    kept = PastCounts(clinic.pool)

    async def watched(past_counts: PastCounts) -> Watched:
        asked = Filter(slug, to)
        found = await count_watched(conn, past_counts, asked, datetime.now(UTC))
        return msgspec.structs.replace(found, live=msgspec.structs.replace(found.live, at=EPOCH))

    for _ in range(2):
        assert (await watched(kept)).live.totals.entered == 0
        await _counted(kept)
    await conn.execute("update enrollment set version = $2 where id = $1", inside, to)
    moved = await watched(kept)
    anew = PastCounts(clinic.pool)
    assert moved == await watched(anew)
    await _counted(anew)
    assert (moved.live.totals.inside, moved.live.steps["week-ahead"].done) == (1, 1)


async def test_what_is_late_about_people_long_gone_is_told_when_the_past_is_counted_again(
    clinic: Clinic, conn: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await _entered(clinic, 9 * DAY)
    await _left(conn, one, 3 * DAY, "late-goal")
    kept = PastCounts(clinic.pool)

    async def goals() -> int:
        (people,) = await kept.count(conn, [PEOPLE], WHICH, datetime.now(UTC))
        return people[SLUG, "left", "late-goal"][1]

    monkeypatch.setattr(past, "_SELDOM", 0.0)
    assert await goals() == 0
    await _counted(kept)
    await conn.execute("update enrollment set goal_at = now() where id = $1", one)
    assert await goals() == 0  # nobody waits for the past: it is counted again beside
    await _counted(kept)
    assert await goals() == 1
    await conn.execute("update enrollment set goal_at = null where id = $1", one)
    much_later = time.monotonic() + 1e6
    monkeypatch.setattr(past, "time", SimpleNamespace(monotonic=lambda: much_later))
    assert await goals() == 0  # what was counted so long ago is told no more
    await _counted(kept)


async def test_a_past_that_could_not_be_counted_is_counted_at_the_next_look(
    clinic: Clinic, conn: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, inside = PastCounts(clinic.pool), past._INSIDE
    monkeypatch.setattr(past, "_INSIDE", "select 1 / 0 where $1 = '' and $2 = $3 and $4 = 0")
    before = await kept.count(conn, ALL, WHICH, datetime.now(UTC))
    await _counted(kept)
    monkeypatch.setattr(past, "_INSIDE", inside)
    for _ in range(2):
        assert await kept.count(conn, ALL, WHICH, datetime.now(UTC)) == before
        await _counted(kept)


async def test_totals_and_live_numbers_stay_the_same_once_the_past_is_kept(
    api: Api, clinic: Clinic, conn: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("designer_api.journeys.answers.FRESH", -1.0)
    monkeypatch.setattr("designer_api.journeys.answers.PATIENCE", 0.0)
    for ago in (timedelta(), 9 * DAY):
        await _left(conn, await _entered(clinic, ago), ago / 3)
    numbers = LiveNumbers(clinic.pool, api.settings)
    live, totals = [], []
    for _ in range(3):
        live.append(await numbers.of(SLUG))
        totals.append(await numbers.totals(conn))
        await _counted(numbers.past)
    assert live[0].totals.entered > 1
    assert [(each.totals, each.steps, each.outcomes, each.rate_per_minute) for each in live[1:]] == [
        (live[0].totals, live[0].steps, live[0].outcomes, live[0].rate_per_minute)
    ] * 2
    assert totals == [totals[0]] * 3
    assert totals[0][SLUG] == live[0].totals


async def test_who_entered_before_the_moment_asked_for_is_not_counted(
    clinic: Clinic, conn: asyncpg.Connection
) -> None:
    before, after = await _entered(clinic, 3 * DAY), await _entered(clinic, 2 * DAY)
    for one, outcome in ((before, "before"), (after, "after")):
        await _left(conn, one, DAY, outcome)
    (people,) = await ask(conn, [PEOPLE], WHICH, later_than(datetime.now(UTC) - 2 * DAY - timedelta(hours=1)))
    assert (SLUG, "left", "after") in people
    assert (SLUG, "left", "before") not in people

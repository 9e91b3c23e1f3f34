"""Experiments from visits and clicks to the path that newcomers take."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import msgspec
import pytest_asyncio

from activities.decide_branches import DecideBranches
from engine.contracts.activities import Batch, Item
from engine.intake.experiments import decide_winners
from engine.journey.events import CLICKED
from engine.journey.plan import Exit, Path, Split, Winner
from engine.policy.choices import path_of
from engine.store.engagement import record_engagement
from engine.store.ids import uuid7
from tests.activities.clinic import SEND, Clinic, make_plan, run

PATHS = (Path("short", 45, 1), Path("long", 45, 1), Path("none", 10, 1, holdout=True))
SPLIT = Split("offer", 1, PATHS, winner=Winner("clicked", after=86_400, confidence=95, least=20))


class Trial:
    """People on the paths of one split, in a journey of its own."""

    def __init__(self, clinic: Clinic, split: Split = SPLIT) -> None:
        self.clinic, self.split = clinic, split
        self.slug = f"trial-{uuid4().hex[:8]}"

    async def publish(self, split: Split | None = None, title: str = "Trial") -> None:
        self.split = split or self.split
        nodes = (self.split, SEND, Exit("done"))
        await self.clinic.publish(make_plan(journey=self.slug, title=title, nodes=nodes))

    async def newcomer(self) -> tuple[str, UUID]:
        patient = await self.clinic.add_person(f"{uuid4().hex}@example.org")
        return await self.clinic.enroll(patient), patient

    async def came(self, path: str, people: int, clicks: int, days: float = 2) -> list[str]:
        """So many took `path`, and of them some clicked afterwards."""
        at = self.clinic.parts.moment() - timedelta(days=days)
        found = []
        for number in range(people):
            enrollment, _ = await self.newcomer()
            await self.clinic.pool.execute(
                "insert into step_visit values ($1, 'offer', 1, $2, $2, $3)", UUID(enrollment), at, path
            )
            if number < clicks:
                await self._click(enrollment, at + timedelta(hours=1))
            found.append(enrollment)
        return found

    async def _click(self, enrollment: str, at: object) -> None:
        one = uuid7()
        await self.clinic.pool.execute(
            "insert into message (id, enrollment_id, step, visit, journey, version, patient_id, template,"
            " language, purpose, data_class, rfc_message_id, sealed, created_at)"
            " select $1, id, 'week-ahead', 1, journey, version, patient_id, 't', 'en', 'treatment', 'x', $3,"
            " '', now() from enrollment where id = $2",
            one, UUID(enrollment), str(one),
        )  # fmt: skip
        async with self.clinic.pool.acquire() as conn:
            await record_engagement(conn, one, CLICKED, at)

    async def decide(self) -> str:
        await decide_winners(self.clinic.pool, self.clinic.parts.moment())
        found = await self.clinic.pool.fetchval(
            "select winner from split_winner where journey = $1", self.slug
        )
        return "not looked" if found is None else str(found)

    async def ways(self, enrollments: Sequence[str], visit: int = 1) -> list[str]:
        batch = Batch(self.clinic.version, 0, [Item(one, visit) for one in enrollments])
        answers = await run(DecideBranches(self.clinic.parts).decide_branches, batch)
        return [self.split.paths[index].name for index in answers.items]


@pytest_asyncio.fixture
async def trial(clinic: Clinic) -> AsyncIterator[Trial]:
    before = (clinic.plan, clinic.version)
    made = Trial(clinic)
    await made.publish()
    yield made
    clinic.plan, clinic.version = before


async def test_newcomers_take_the_path_that_won_and_the_held_out_do_not(trial: Trial) -> None:
    await trial.came("short", 60, 40)
    await trial.came("long", 60, 10)
    await trial.came("none", 10, 0)
    people = [await trial.newcomer() for _ in range(40)]
    hashed = [trial.split.paths[path_of(trial.split, patient)].name for _, patient in people]
    assert await trial.ways([one for one, _ in people]) == hashed
    assert await trial.decide() == "short"
    after = await trial.ways([one for one, _ in people])
    assert after == ["none" if path == "none" else "short" for path in hashed]
    assert {"none", "short"} == set(after)
    row = await trial.clinic.pool.fetchrow("select * from split_winner where journey = $1", trial.slug)
    assert row["numbers"]["paths"] == {"short": [60, 40], "long": [60, 10]}
    assert row["decided_at"] is not None and row["numbers"]["p"] < row["numbers"]["alpha"]


async def test_who_has_been_here_before_stays_on_their_path(trial: Trial) -> None:
    losers = await trial.came("long", 60, 10)
    await trial.came("short", 60, 40)
    assert await trial.decide() == "short"
    assert set(await trial.ways(losers, visit=2)) == {"long"}


async def test_nothing_is_decided_without_people_time_or_difference(trial: Trial) -> None:
    await trial.came("short", 30, 15, days=0.5)
    await trial.came("long", 30, 15, days=0.5)
    assert await trial.decide() == "not looked"  # the first came half a day ago
    await trial.came("short", 5, 2)
    assert await trial.decide() == ""  # looked, and both are the same
    await trial.came("short", 10, 10)
    assert await trial.decide() == ""  # the smallest path has not grown by half since
    looks = await trial.clinic.pool.fetchval("select looks from split_winner where journey = $1", trial.slug)
    assert looks == 1


async def test_versions_with_the_same_split_count_together_and_others_apart(trial: Trial) -> None:
    await trial.came("short", 30, 20)
    await trial.came("long", 30, 5)
    await trial.publish(title="The same, published again")
    await trial.came("short", 30, 20)
    assert await trial.decide() == "short"
    numbers = await trial.clinic.pool.fetchval(
        "select numbers from split_winner where journey = $1", trial.slug
    )
    assert numbers["paths"] == {"short": [60, 40], "long": [30, 5]}
    other = (Path("short", 50, 1), Path("letter", 50, 1))
    await trial.publish(msgspec.structs.replace(trial.split, paths=other))
    people = [await trial.newcomer() for _ in range(20)]
    assert set(await trial.ways([one for one, _ in people])) == {"short", "letter"}


async def test_the_goal_counts_where_it_is_the_metric(trial: Trial) -> None:
    await trial.publish(
        msgspec.structs.replace(SPLIT, winner=Winner("goal", after=86_400, confidence=90, least=20))
    )
    good = await trial.came("long", 40, 0)
    await trial.came("short", 40, 40)  # clicks are not what is asked for
    await trial.clinic.pool.execute(
        "update enrollment set goal_at = now() where id = any($1)", [UUID(one) for one in good[:30]]
    )
    assert await trial.decide() == "long"

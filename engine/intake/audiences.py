"""Journeys that start by schedule: looks through everybody for a segment, a page of people at a time.

Each page is a transaction and a cohort of its own, started while the next page is read. Where a run stands is
kept with the page, so that one that breaks off, or finds no more room, goes on behind it.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import msgspec
from temporalio.client import Client

from engine.contracts.cohort import MOST_MEMBERS, Member
from engine.intake.deciding import Door
from engine.intake.dispatch import Dispatcher
from engine.intake.looking import Looking
from engine.intake.matching import Journey, may_enter, ready
from engine.intake.rooms import Rooms
from engine.intake.schedules import due_run
from engine.journey.organization import Organization
from engine.journey.plan import Enroll
from engine.policy.times import zone_of
from engine.settings import Settings
from engine.store import audience_runs, enrollments
from engine.store.audience_runs import AudienceRun
from engine.store.cohorts import Waiting
from engine.store.enrollments import NewEnrollment, first_cursor
from engine.store.ids import uuid7
from engine.store.journeys import first_published, load_heads, load_plan
from engine.store.organization import load_organization
from engine.store.pool import Connection, Pool, open_vault

_LOG = logging.getLogger(__name__)
_STARTING: Final = 4  # cohorts being started while pages are read
_FIRST: Final = UUID(int=0)


class _Audience(msgspec.Struct):
    """One way into one journey that is a schedule, in the version in force."""

    journey: Journey
    way: int
    organization: Organization
    run: AudienceRun | None

    @property
    def door(self) -> Door:
        return self.journey.plan.journey, self.way

    @property
    def trigger(self) -> Enroll:
        return self.journey.plan.triggers[self.way]


class _Page(msgspec.Struct):
    """What became of one page: its cohort, and whether there is room for more."""

    waiting: Waiting | None = None
    full: bool = False


class Audiences:
    def __init__(self, pool: Pool, client: Client, settings: Settings) -> None:
        self._pool, self._clock = pool, settings.clock
        self._vault = open_vault(settings)
        self._dispatcher = Dispatcher(pool, client, settings)
        self._starting = asyncio.Semaphore(_STARTING)
        self._journeys: dict[str, Journey] = {}

    async def run_due(self) -> int:
        """Run every schedule whose time has come, and go on with what broke off; how many enrolled.

        What another router is running is left to it.
        """
        enrolled = 0
        for audience in await self._audiences():
            if await self._is_due(audience):
                async with self._alone(audience) as held:
                    if held and await self._begin_if_due(audience):
                        enrolled += await self._go_on(audience)
        return enrolled

    async def run_now(self, slug: str) -> int:
        """Run one journey's audiences at once, whatever their schedules; how many enrolled."""
        enrolled = 0
        for audience in await self._audiences(paused=True):
            if audience.journey.plan.journey == slug:
                await self._begin(audience, self._now())
                enrolled += await self._go_on(audience)
        return enrolled

    async def _audiences(self, *, paused: bool = False) -> list[_Audience]:
        async with self._pool.acquire() as connection:
            heads = [each for each in await load_heads(connection) if paused or not each.paused]
            plans = {each.slug: await load_plan(connection, each.version) for each in heads}
            ways = [
                (head, way)
                for head in heads
                for way, trigger in enumerate(plans[head.slug].triggers)
                if trigger.schedule
            ]
            if not ways:
                return []
            organization = await load_organization(connection)
            runs = await audience_runs.load_runs(connection, [head.slug for head, _ in ways])
        for head, _ in ways:
            if head.version not in self._journeys:
                self._journeys[head.version] = ready(plans[head.slug], head.version)
        return [
            _Audience(self._journeys[head.version], way, organization, runs.get((head.slug, way)))
            for head, way in ways
        ]

    async def _is_due(self, audience: _Audience) -> bool:
        if audience.run is not None and audience.run.finished_at is None:
            async with self._pool.acquire() as connection:
                return await self._has_room(connection, audience)
        return await self._slot(audience) is not None

    async def _has_room(self, connection: Connection, audience: _Audience) -> bool:
        rooms = Rooms({audience.door: audience.trigger}, audience.organization, self._now())
        return (await rooms.peek(connection)).get(audience.door, 1) > 0

    async def _slot(self, audience: _Audience) -> datetime | None:
        """The moment of the schedule that is to be served now."""
        schedule = audience.trigger.schedule
        if schedule is None:
            return None
        async with self._pool.acquire() as connection:
            since = await first_published(connection, audience.door[0])
        served = audience.run.slot if audience.run else None
        return due_run(schedule, served, since, zone_of(audience.organization.zone), self._now())

    @contextlib.asynccontextmanager
    async def _alone(self, audience: _Audience) -> AsyncIterator[bool]:
        """Whether we are the one router that runs this audience; held over many transactions."""
        async with self._pool.acquire() as connection:
            held = await audience_runs.hold_audience(connection, *audience.door)
            try:
                if held:
                    runs = await audience_runs.load_runs(connection, [audience.door[0]])
                    audience.run = runs.get(audience.door)
                yield held
            finally:
                if held:
                    await audience_runs.let_go_of_audience(connection, *audience.door)

    async def _begin_if_due(self, audience: _Audience) -> bool:
        """Asked again under the lock: another router may have run it meanwhile."""
        if audience.run is not None and audience.run.finished_at is None:
            return True
        slot = await self._slot(audience)
        if slot is not None:
            await self._begin(audience, slot)
        return slot is not None

    async def _begin(self, audience: _Audience, slot: datetime) -> None:
        audience.run = AudienceRun(*audience.door, slot=slot, began_at=self._now())
        async with self._pool.acquire() as connection:
            await audience_runs.begin_run(connection, audience.run)

    async def _go_on(self, audience: _Audience) -> int:
        """From where the run stands to its end, or until there is no more room; how many enrolled."""
        eyes = Looking(audience.journey, audience.trigger, audience.organization, self._vault)
        run, page = _run_of(audience), _Page()
        before = run.enrolled
        async with asyncio.TaskGroup() as group:
            looking = group.create_task(self._look(eyes, run.cursor or _FIRST))
            while not page.full:
                chosen, last = await looking
                if last is not None:  # the next page is looked through while this one is written
                    looking = group.create_task(self._look(eyes, last))
                page = await self._enroll(audience, chosen, last)
                if page.waiting is not None:
                    await self._starting.acquire()
                    group.create_task(self._start(page.waiting))
                if last is None:
                    break
            looking.cancel()
        if page.full and not run.waiting:
            await self._count_waiting(audience, eyes)
        return run.enrolled - before

    async def _look(self, eyes: Looking, after: UUID) -> tuple[list[UUID], UUID | None]:
        """Who of the people behind `after` belongs, and the last id looked at: None when there is no more."""
        async with self._pool.acquire() as connection:
            return await eyes.page(connection, after, MOST_MEMBERS, self._now())

    async def _enroll(self, audience: _Audience, chosen: Sequence[UUID], last: UUID | None) -> _Page:
        """Those who may enter, as one cohort, and where the run stands now, in one transaction."""
        now, run, door = self._now(), _run_of(audience), audience.door
        rooms = Rooms({door: audience.trigger}, audience.organization, now)
        async with self._pool.acquire() as connection, connection.transaction():
            free = (await rooms.hold(connection)).get(door, MOST_MEMBERS)
            able = await self._able(connection, audience, chosen, now)
            rows = _rows(audience.journey, able[:free], now)
            entered = await enrollments.insert_enrollments(connection, rows) if rows else set()
            await rooms.note(connection, [door] * len(entered))
            full = len(able) > free
            standing = _behind(run.cursor, able, free, chosen) if full else last or run.cursor
            run.cursor = standing
            run.enrolled += len(entered)
            run.waiting = max(0, run.waiting - len(entered))
            if last is None and not full:
                run.finished_at, run.waiting = now, 0
            await audience_runs.save_run(connection, run)
        members = [Member(str(row.id), row.cursor) for row in rows if row.id in entered]
        waiting = Waiting(rows[0].cohort_id, audience.journey.version, members) if members else None
        return _Page(waiting, full)

    async def _able(
        self, connection: Connection, audience: _Audience, chosen: Sequence[UUID], now: datetime
    ) -> list[tuple[UUID, int]]:
        """Those whom the re-entry rule lets in, and how often they have been in."""
        slug = audience.journey.plan.journey
        standings = [(slug, each, "") for each in chosen]
        history = await enrollments.load_history(connection, standings) if chosen else {}
        before = {each: history.get((slug, each, "")) for each in chosen}
        return [
            (each, known.rounds if known else 0)
            for each, known in before.items()
            if not may_enter(audience.trigger, known, now)
        ]

    async def _count_waiting(self, audience: _Audience, eyes: Looking) -> None:
        """Once a run: for how many more there would have to be room."""
        run, after, counted = _run_of(audience), _run_of(audience).cursor or _FIRST, 0
        while True:
            chosen, last = await self._look(eyes, after)
            async with self._pool.acquire() as connection:
                counted += len(await self._able(connection, audience, chosen, self._now()))
            if last is None:
                break
            after = last
        run.waiting = counted
        async with self._pool.acquire() as connection:
            await audience_runs.save_run(connection, run)

    async def _start(self, waiting: Waiting) -> None:
        try:
            await self._dispatcher.start([waiting])
        except Exception as error:  # the cohort is committed as new: the router starts it later
            _LOG.warning("a cohort is started later: %s", type(error).__name__)
        finally:
            self._starting.release()

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.at(time.time()), UTC)


def _run_of(audience: _Audience) -> AudienceRun:
    assert audience.run is not None  # noqa: S101 - it was begun
    return audience.run


def _behind(
    cursor: UUID | None, able: Sequence[tuple[UUID, int]], free: int, chosen: Sequence[UUID]
) -> UUID | None:
    """Just before the first for whom there was no room: the run goes on with them."""
    place = chosen.index(able[free][0])
    return chosen[place - 1] if place else cursor


def _rows(journey: Journey, able: Sequence[tuple[UUID, int]], now: datetime) -> list[NewEnrollment]:
    plan, cohort = journey.plan, uuid7()
    return [
        NewEnrollment(
            id=uuid7(),
            journey=plan.journey,
            version=journey.version,
            patient_id=patient,
            entity="",
            appointment_id=None,
            event_id=None,
            round=1 + rounds,
            cohort_id=cohort,
            cursor=first_cursor(plan, now),
            entered_at=now,
            step=plan.nodes[plan.start].id if plan.start >= 0 else "",
        )
        for patient, rounds in able
    ]

"""Journeys that start by schedule: looks through everybody for a segment, a page of people at a time.

Each page is a transaction and a cohort of its own, started while the next page is read. A run that breaks off
is done again from the beginning; the re-entry rule keeps out whom it had already enrolled.
"""

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from temporalio.client import Client

from engine.contracts.cohort import MOST_MEMBERS, Member
from engine.intake.dispatch import Dispatcher
from engine.intake.looking import Looking
from engine.intake.matching import Journey, may_enter, ready
from engine.intake.schedules import next_run
from engine.journey.organization import Organization
from engine.journey.plan import Plan
from engine.policy.times import zone_of
from engine.settings import Settings
from engine.store import enrollments
from engine.store.cohorts import Waiting
from engine.store.enrollments import NewEnrollment, first_cursor
from engine.store.ids import uuid7
from engine.store.journeys import JourneyHead, first_published, load_heads, load_plan, mark_audience_run
from engine.store.organization import load_organization
from engine.store.pool import Pool, open_vault

_LOG = logging.getLogger(__name__)
_STARTING: Final = 4  # cohorts being started while pages are read
_FIRST: Final = UUID(int=0)


class Audiences:
    def __init__(self, pool: Pool, client: Client, settings: Settings) -> None:
        self._pool, self._clock = pool, settings.clock
        self._vault = open_vault(settings)
        self._dispatcher = Dispatcher(pool, client, settings)
        self._starting = asyncio.Semaphore(_STARTING)

    async def run_due(self) -> int:
        """Run every schedule whose time has come and that no other router is running; how many enrolled."""
        async with self._pool.acquire() as connection:
            heads = [each for each in await load_heads(connection) if not each.paused]
            plans = {each.slug: await load_plan(connection, each.version) for each in heads}
            scheduled = [each for each in heads if plans[each.slug].enroll.schedule]
            organization = await load_organization(connection) if scheduled else None
        enrolled = 0
        for head in scheduled:
            if organization is not None:
                enrolled += await self._run_if_due(head, plans[head.slug], organization)
        return enrolled

    async def run_now(self, slug: str) -> int:
        """Run one journey's audience at once, whatever its schedule; how many enrolled."""
        async with self._pool.acquire() as connection:
            organization = await load_organization(connection)
            head = next(each for each in await load_heads(connection) if each.slug == slug)
            plan = await load_plan(connection, head.version)
        return await self._run(head, plan, organization)

    async def _run_if_due(self, head: JourneyHead, plan: Plan, organization: Organization) -> int:
        schedule = plan.enroll.schedule
        async with self._pool.acquire() as connection:
            since = await first_published(connection, head.slug)
            zone = zone_of(organization.zone)
            if schedule is None or self._now() < next_run(schedule, head.audience_ran_at, since, zone):
                return 0
            # Held over many transactions, so it belongs to the session and ends with it if we die.
            if not await connection.fetchval(
                "select pg_try_advisory_lock(hashtextextended($1, 11))", head.slug
            ):
                return 0
            try:
                if await self._ran_meanwhile(head):
                    return 0
                return await self._run(head, plan, organization)
            finally:
                await connection.execute("select pg_advisory_unlock(hashtextextended($1, 11))", head.slug)

    async def _ran_meanwhile(self, head: JourneyHead) -> bool:
        async with self._pool.acquire() as connection:
            fresh = {each.slug: each.audience_ran_at for each in await load_heads(connection)}
        return fresh.get(head.slug) != head.audience_ran_at

    async def _run(self, head: JourneyHead, plan: Plan, organization: Organization) -> int:
        journey, began, enrolled = ready(plan, head.version), self._now(), 0
        eyes = Looking(journey, plan.enroll, organization, self._vault)
        async with asyncio.TaskGroup() as group:
            looking = group.create_task(self._look(eyes, _FIRST))
            while True:
                chosen, last = await looking
                if last is not None:  # the next page is looked through while this one is written
                    looking = group.create_task(self._look(eyes, last))
                waiting = await self._enroll(journey, chosen) if chosen else None
                if waiting is not None:
                    enrolled += len(waiting.members)
                    await self._starting.acquire()
                    group.create_task(self._start(waiting))
                if last is None:
                    break
        async with self._pool.acquire() as connection:
            await mark_audience_run(connection, head.slug, began)
        return enrolled

    async def _look(self, eyes: Looking, after: UUID) -> tuple[list[UUID], UUID | None]:
        """Who of the people behind `after` belongs, and the last id looked at: None when there is no more."""
        async with self._pool.acquire() as connection:
            return await eyes.page(connection, after, MOST_MEMBERS, self._now())

    async def _enroll(self, journey: Journey, chosen: Sequence[UUID]) -> Waiting | None:
        """Those who may enter, as one cohort; None when nobody may."""
        now = self._now()
        async with self._pool.acquire() as connection, connection.transaction():
            standings = [(journey.plan.journey, each, "") for each in chosen]
            history = await enrollments.load_history(connection, standings)
            rows = _rows(journey, chosen, history, now)
            entered = await enrollments.insert_enrollments(connection, rows) if rows else set()
        members = [Member(str(row.id), row.cursor) for row in rows if row.id in entered]
        return Waiting(rows[0].cohort_id, journey.version, members) if members else None

    async def _start(self, waiting: Waiting) -> None:
        try:
            await self._dispatcher.start([waiting])
        except Exception as error:  # the cohort is committed as new: the router starts it later
            _LOG.warning("a cohort is started later: %s", type(error).__name__)
        finally:
            self._starting.release()

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.at(time.time()), UTC)


def _rows(
    journey: Journey,
    chosen: Sequence[UUID],
    history: Mapping[enrollments.Standing, enrollments.History],
    now: datetime,
) -> list[NewEnrollment]:
    plan, cohort = journey.plan, uuid7()
    rows = []
    for patient in chosen:
        before = history.get((plan.journey, patient, ""))
        if not may_enter(plan, before, now):
            rows.append(
                NewEnrollment(
                    id=uuid7(),
                    journey=plan.journey,
                    version=journey.version,
                    patient_id=patient,
                    entity="",
                    appointment_id=None,
                    event_id=None,
                    round=1 + (before.rounds if before else 0),
                    cohort_id=cohort,
                    cursor=first_cursor(plan, now),
                    entered_at=now,
                    step=plan.nodes[plan.start].id if plan.start >= 0 else "",
                )
            )
    return rows

"""Notices what stopped: cohorts with people inside whose workflow is not running, and what was never begun.

It describes workflows by id and reads PostgreSQL; it never asks Temporal's index, which lags. Whoever it
brings back goes on from the stored cursor, so nothing that was recorded happens again.
"""

import asyncio
import logging
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode

from engine.intake.braking import EVERY, Braking
from engine.intake.dispatch import Dispatcher, workflow_id
from engine.intake.experiments import decide_winners
from engine.intake.patience import keep, note, patiently
from engine.journey.events import MOVES_TIME
from engine.settings import Settings
from engine.store import cohorts, moves, outbox
from engine.store.cohorts import Running
from engine.store.journeys import load_plan
from engine.store.own_events import retell_own_events
from engine.store.permissions_told import tell_expiring
from engine.store.pool import Pool, create_pool

_LOG = logging.getLogger(__name__)
_EVERY: Final = 15.0  # seconds
_EVERY_EMBEDDED: Final = 5.0
_AT_ONCE: Final = 8
_PAGE: Final = 500
_STARTED: Final = (WorkflowExecutionStatus.RUNNING, WorkflowExecutionStatus.CONTINUED_AS_NEW)
_ORPHANED: Final = timedelta(seconds=10)
_EXPERIMENTS_EVERY: Final = 60.0
_EXPIRING_EVERY: Final = 60.0  # a paced clock may play a day in that


async def run(settings: Settings, client: Client, stop: asyncio.Event) -> None:
    """Look round until `stop` is set."""
    every = _EVERY_EMBEDDED if settings.embedded else _EVERY
    async with await patiently(lambda: create_pool(settings), stop) as pool:
        watcher = Watcher(pool, client, settings, every)
        braking = Braking(pool, settings)
        async with asyncio.TaskGroup() as group:
            group.create_task(keep(watcher.look_round, asyncio.Event(), stop, poll=every))
            group.create_task(keep(braking.look, asyncio.Event(), stop, poll=EVERY))
            group.create_task(keep(watcher.tell_expiring, asyncio.Event(), stop, poll=_EXPIRING_EVERY))


class Watcher:
    def __init__(self, pool: Pool, client: Client, settings: Settings, every: float = _EVERY) -> None:
        self._pool, self._client, self._clock = pool, client, settings.clock
        self._dispatcher = Dispatcher(pool, client, settings)
        self._unwatched = timedelta(seconds=every * 0.9)
        self._calls = asyncio.Semaphore(_AT_ONCE)
        self._experiments_at = 0.0  # monotonic: when experiments are looked at next

    async def look_round(self) -> int:
        """One round over everything that runs; how many cohorts were started again."""
        await self._dispatcher.start_orphans(_ORPHANED)
        restarted = 0
        while page := await self._unchecked():
            looks = [self._look_at(each) for each in page]
            found = await asyncio.gather(*looks, return_exceptions=True)
            restarted += sum(each is True for each in found)
            for error in found:
                if isinstance(error, Exception):
                    note(error)  # one that cannot be brought back must not hide the others
            async with self._pool.acquire() as connection:
                await cohorts.mark_checked(connection, [each.id for each in page])
            if len(page) < _PAGE:
                break
        while await self._dispatcher.send():
            pass
        await self._look_at_experiments()
        return restarted

    async def _look_at_experiments(self) -> None:
        if time.monotonic() >= self._experiments_at:
            self._experiments_at = time.monotonic() + _EXPERIMENTS_EVERY
            await decide_winners(self._pool, self._now())

    async def tell_expiring(self) -> int:
        """Written authorizations that end within thirty days; how many were told for the first time."""
        async with self._pool.acquire() as connection:
            return await tell_expiring(connection, self._now())

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.at(time.time()), UTC)

    async def _unchecked(self) -> Sequence[Running]:
        async with self._pool.acquire() as connection:
            return await cohorts.load_unchecked(connection, younger_than=self._unwatched, limit=_PAGE)

    async def _look_at(self, cohort: Running) -> bool:
        async with self._calls:
            if await self._is_running(cohort.id):
                return False
        async with self._pool.acquire() as connection:
            await cohorts.close_empty(connection, [cohort.id])
            plan = await load_plan(connection, cohort.version)
        if not await self._dispatcher.restart(cohort.id, cohort.version):
            return False
        async with self._pool.acquire() as connection, connection.transaction():
            await cohorts.mark_restarted(connection, cohort.id)
            types = sorted({*plan.exits, *MOVES_TIME})
            retold = await outbox.post_state(connection, cohort.id, types, self._now())
            retold += await retell_own_events(connection, cohort.id, self._now())
            await moves.ask_again(connection, cohort.id, self._now())
        _LOG.warning(
            "cohort %s was not running and was started again; %d people told how things stand",
            cohort.id,
            retold,
        )
        return True

    async def _is_running(self, cohort: UUID) -> bool:
        try:
            description = await self._client.get_workflow_handle(workflow_id(cohort)).describe()
        except RPCError as error:
            if error.status == RPCStatusCode.NOT_FOUND:
                return False
            raise
        return description.status in _STARTED

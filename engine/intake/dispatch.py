"""Brings what is committed to Temporal: starts cohorts, empties the outbox. All of it may be repeated.

A start has the cohort's own id, so it happens once; a signal's row goes only after Temporal has it. While
Temporal is away nothing is lost, everything waits.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from temporalio.client import Client
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from engine.contracts import cohort as contract
from engine.contracts.activities import JOURNEY_QUEUE
from engine.contracts.cohort import CohortInput, Departure, EventBatch, EventItem, Hold, Move
from engine.journey.plan import Plan
from engine.settings import Settings
from engine.store import cohorts, outbox
from engine.store.cohorts import Waiting
from engine.store.journeys import load_plan
from engine.store.moves import AT_ONCE
from engine.store.outbox import Posted
from engine.store.pool import Pool

_AT_ONCE: Final = 16  # calls to Temporal at a time
_ADDRESSEES: Final = 64  # cohorts told in one transaction
_EACH: Final = 1_000  # signals one cohort gets in one go, about 120 kB
_ABSENCE: Final = 5.0  # seconds before a cohort whose workflow is gone is tried again
_ORPHANED: Final = timedelta(seconds=5)  # a cohort not started by then was left by a dead router
Letter = EventBatch | Hold | Departure | Move


class Dispatcher:
    def __init__(self, pool: Pool, client: Client, settings: Settings) -> None:
        self._pool, self._client, self._settings = pool, client, settings
        self._calls = asyncio.Semaphore(_AT_ONCE)
        self._gone_until: dict[UUID, float] = {}

    async def start(self, waiting: Sequence[Waiting]) -> None:
        """Start these cohorts' workflows and note it. Raises RPCError while Temporal is away."""
        async with self._pool.acquire() as connection:
            plans = {
                version: await load_plan(connection, version) for version in {e.version for e in waiting}
            }
        calls = [self._start(each, plans[each.version]) for each in waiting]
        done = await asyncio.gather(*calls, return_exceptions=True)
        started = [
            each.id for each, error in zip(waiting, done, strict=True) if not isinstance(error, BaseException)
        ]
        if started:
            async with self._pool.acquire() as connection:
                await cohorts.mark_started(connection, started)
        for error in done:
            if isinstance(error, BaseException):
                raise error

    async def start_orphans(self, older_than: timedelta = _ORPHANED) -> int:
        """Start what was committed and then forgotten by a router that died."""
        async with self._pool.acquire() as connection:
            waiting = await cohorts.load_waiting(connection, older_than=older_than)
        if waiting:
            await self.start(waiting)
        return len(waiting)

    async def restart(self, cohort: UUID, version: str) -> bool:
        """A new run from the stored cursors; False when somebody was faster or nobody is left inside."""
        async with self._pool.acquire() as connection:
            members = await cohorts.load_members(connection, cohort)
            plan = await load_plan(connection, version)
        if not members:
            return False
        return await self._start(
            Waiting(cohort, version, members), plan, reuse=WorkflowIDReusePolicy.ALLOW_DUPLICATE
        )

    async def send(self) -> int:
        """One round through the outbox; how many signals Temporal took. Raises RPCError while it is away."""
        async with self._pool.acquire() as connection:
            addressees = await outbox.load_addressees(connection, _ADDRESSEES, self._absent())
            if not addressees:
                return 0
            async with connection.transaction():
                posted = await outbox.claim_signals(connection, addressees, _EACH)
                by_cohort: defaultdict[UUID, list[Posted]] = defaultdict(list)
                for each in posted:
                    by_cohort[each.cohort_id].append(each)
                calls = [self._tell(cohort, batch) for cohort, batch in by_cohort.items()]
                told = await asyncio.gather(*calls, return_exceptions=True)
                gone = [cohort for cohort, error in zip(by_cohort, told, strict=True) if _is_gone(error)]
                unheard = [each.id for cohort in gone for each in by_cohort[cohort]]
                elsewhere = await outbox.redirect(connection, unheard, gone) if gone else set()
                deaf = await outbox.without_active(connection, gone) if gone else set()
                self._gone_until |= dict.fromkeys(set(gone) - deaf, time.monotonic() + _ABSENCE)
                taken = [
                    each.id
                    for (cohort, batch), error in zip(by_cohort.items(), told, strict=True)
                    if error is None or cohort in deaf
                    for each in batch
                    if each.id not in elsewhere
                ]
                await outbox.delete_signals(connection, taken)
        for error in told:
            if error is not None and not _is_gone(error):
                raise error
        return len(taken)

    def _absent(self) -> list[UUID]:
        """Cohorts that have active people and no workflow: the watcher brings them back."""
        now = time.monotonic()
        self._gone_until = {cohort: until for cohort, until in self._gone_until.items() if until > now}
        return list(self._gone_until)

    async def _start(
        self,
        waiting: Waiting,
        plan: Plan,
        reuse: WorkflowIDReusePolicy = WorkflowIDReusePolicy.REJECT_DUPLICATE,
    ) -> bool:
        clock = self._settings.clock
        argument = CohortInput(
            cohort=str(waiting.id),
            version=waiting.version,
            plan=plan,
            members=waiting.members,
            clock=clock,
            tick=0.25 if clock.paced else 1.0,
            heartbeat=self._settings.heartbeat_seconds,
        )
        async with self._calls:
            try:
                await self._client.start_workflow(
                    contract.COHORT,
                    argument,
                    id=workflow_id(waiting.id),
                    task_queue=JOURNEY_QUEUE,
                    id_reuse_policy=reuse,
                )
            except WorkflowAlreadyStartedError:
                return False
        return True

    async def _tell(self, cohort: UUID, batch: Sequence[Posted]) -> None:
        """All of it in order: neighbours of one kind travel in one signal, nearly always all of them."""
        handle = self._client.get_workflow_handle(workflow_id(cohort))
        async with self._calls:
            for name, argument in _letters(batch):
                await handle.signal(name, argument)


def workflow_id(cohort: UUID) -> str:
    return f"cohort-{cohort}"


def _letters(batch: Sequence[Posted]) -> list[tuple[str, Letter]]:
    runs: list[list[Posted]] = []
    for each in batch:
        if runs and _together(runs[-1][-1], each):
            runs[-1].append(each)
        else:
            runs.append([each])
    return [_letter(run) for run in runs]


def _together(last: Posted, each: Posted) -> bool:
    return last.kind == each.kind and (each.kind not in ("leave", "move") or last.type == each.type)


def _letter(run: Sequence[Posted]) -> tuple[str, Letter]:
    people = [str(each.enrollment_id) for each in run]
    match run[0].kind:
        case "pause":
            return contract.PAUSE, Hold(people)
        case "resume":
            return contract.RESUME, Hold(people)
        case "leave":
            return contract.LEAVE, Departure(people, run[0].type)
        case "move":
            return contract.MOVE, Move(people, at_once=run[0].type == AT_ONCE)
        case _:
            return contract.EVENTS, EventBatch([_item(each) for each in run])


def _item(each: Posted) -> EventItem:
    """The row's number is the item's id: it is the same each time it is sent, and no other row has it."""
    return EventItem(f"s{each.id}", str(each.enrollment_id), each.type, each.at.timestamp(), each.step)


def _is_gone(error: BaseException | None) -> bool:
    """The workflow is over or was never there: not Temporal's fault, and waiting does not help."""
    return isinstance(error, RPCError) and error.status == RPCStatusCode.NOT_FOUND

"""Tells an approved host about enrollments, signed, each until it was taken, refused, or a day is over.

Safe to try again at any time: what was taken answers so, and every try bears the same id. A call may reach
the host twice where an answer was lost; receivers know it again by `webhook-id`.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.failing import told_by_code
from activities.parts import Parts, enrollments_of, step_of, wrong_kind
from activities.webhooks.round import Caller, Told
from activities.webhooks.target import Forbidden, Target, target_of
from engine.contracts.activities import CALL_WEBHOOKS, Batch, Calls, Rendering
from engine.journey.plan import Call, Plan
from engine.store.facts import Facts, load_facts
from engine.store.pool import Connection
from engine.store.webhooks import CallRow, begin_calls, give_up

_AT_ONCE: Final = 4  # of these activities in one process: mail, on the same queue, must not wait for them
_SOON: Final = 2.0
_BEAT: Final = 2.0
_Place = tuple[UUID, int]  # enrollment, visit


class CallWebhooks:
    def __init__(self, parts: Parts, caller: Caller) -> None:
        self._parts = parts
        self._caller = caller
        self._running = 0

    @activity.defn(name=CALL_WEBHOOKS)
    @told_by_code
    async def call_webhooks(self, batch: Batch) -> Calls:
        """Raises `webhook-pending`, to be tried again after a while. And `webhooks-apart` for a batch of
        which some are finished: it is taken apart, so that nobody waits for another's call.
        """
        if self._running >= _AT_ONCE:
            raise _pending(_SOON)
        self._running += 1
        try:
            async with _beating():
                return await self._call(batch)
        finally:
            self._running -= 1

    async def _call(self, batch: Batch) -> Calls:
        places = list(zip(enrollments_of(batch.items), (item.visit for item in batch.items), strict=True))
        async with self._parts.pool.acquire() as conn:
            plan, step = await step_of(conn, batch)
            if not isinstance(step, Call):
                raise wrong_kind()
            target, rows = await self._begin(conn, step, places)
            due = _pending_of(rows)
            facts = await self._facts(conn, step, due) if due else {}
            await _drop_unreadable(conn, [row for row in due if row.enrollment not in facts])
        calls = [
            (row, _told(plan, step, row, facts[row.enrollment])) for row in due if row.enrollment in facts
        ]
        if calls and isinstance(target, Target):
            await self._caller.round(target, calls, self._parts.moment())
        async with self._parts.pool.acquire() as conn:
            _, rows = await self._begin(conn, step, places)
        return self._answers(places, rows, target)

    async def _begin(
        self, conn: Connection, step: Call, places: Sequence[_Place]
    ) -> tuple[Target | Forbidden, dict[_Place, CallRow]]:
        """How every call stands, after giving up those that may not be made, or not any more."""
        organization = (await self._parts.house(conn)).organization
        secrets, now = self._parts.settings.webhook_secrets, datetime.now(UTC)
        target = target_of(step, organization, secrets, now.date())
        host = target.host if isinstance(target, Target) else ""
        rows = await begin_calls(conn, step.id, host, places, now)
        left = [row.id for row in rows.values() if row.left and row.state == "pending"]
        if isinstance(target, Forbidden):
            await give_up(conn, [row.id for row in rows.values()], target.reason, now)
        elif left:
            await give_up(conn, left, "left-journey", now)
        else:
            return target, rows
        return target, await begin_calls(conn, step.id, host, places, now)

    async def _facts(self, conn: Connection, step: Call, due: Sequence[CallRow]) -> dict[UUID, Facts]:
        ids = [row.enrollment for row in due]
        return await load_facts(conn, self._parts.vault, ids, step.fields, self._parts.moment())

    def _answers(
        self, places: Sequence[_Place], rows: dict[_Place, CallRow], target: Target | Forbidden
    ) -> Calls:
        waiting = _pending_of(rows)
        if not waiting:
            return Calls([_answer(rows.get(place)) for place in places])
        if len(waiting) < len(places):
            raise ApplicationError("webhooks-apart", type="webhooks-apart", non_retryable=True)
        rest = self._caller.breaker.rest(target.host) if isinstance(target, Target) else 0.0
        raise _pending(max(rest, _earliest(waiting)))


def _pending_of(rows: dict[_Place, CallRow]) -> list[CallRow]:
    return [row for row in rows.values() if row.state == "pending"]


def _earliest(waiting: Sequence[CallRow]) -> float:
    """Seconds until the first of them is due."""
    now = datetime.now(UTC)
    return min((row.next_at - now).total_seconds() if row.next_at else _SOON for row in waiting)


def _answer(row: CallRow | None) -> Rendering:
    if row is None:
        return Rendering(ok=False, reason="enrollment-unknown")
    return Rendering(ok=row.state == "called", reason="" if row.state == "called" else row.reason)


def _told(plan: Plan, step: Call, row: CallRow, facts: Facts) -> Told:
    fields = {name: facts.values.get(name) for name in step.fields}
    return Told(plan.journey, step.id, str(row.enrollment), row.visit, fields)


async def _drop_unreadable(conn: Connection, rows: Sequence[CallRow]) -> None:
    """People whose record does not open: erased meanwhile."""
    if rows:
        await give_up(conn, [row.id for row in rows], "enrollment-unknown", datetime.now(UTC))


def _pending(seconds: float) -> ApplicationError:
    return ApplicationError(
        "webhook-pending",
        type="webhook-pending",
        next_retry_delay=timedelta(seconds=max(0.1, seconds)),
    )


@asynccontextmanager
async def _beating() -> AsyncIterator[None]:
    """Says that this worker lives while hosts take their time."""

    async def beat() -> None:
        while True:
            activity.heartbeat()
            await asyncio.sleep(_BEAT)

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)

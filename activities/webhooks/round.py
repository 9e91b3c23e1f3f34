"""One round over the calls of a batch: what is due is tried, what came of it is written down.

A round is at most a minute or two long; what must wait longer waits in Temporal, not here.
"""

import asyncio
import hashlib
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import httpx
import msgspec

from activities.webhooks.pauses import LONGEST, PAUSES, Breaker, pause_before
from activities.webhooks.posting import MOST_BODY, Tried, post
from activities.webhooks.signing import sign
from activities.webhooks.target import Target
from engine.store.pool import Pool
from engine.store.webhooks import CallRow, Try, record_try

_TOGETHER: Final = 8  # calls to one host at a time
_LENGTH: Final = 60.0  # seconds after which nothing new is begun
_ENCODER: Final = msgspec.json.Encoder(order="deterministic")


class Told(msgspec.Struct, frozen=True):
    """What the host is told about one enrollment, read just now. `fields`: those asked for, None unknown."""

    journey: str
    step: str
    enrollment: str
    visit: int
    fields: Mapping[str, Any]

    def body(self, at: datetime) -> bytes:
        """The form that Standard Webhooks recommends. `at`: journey time."""
        data = msgspec.structs.asdict(self)
        return _ENCODER.encode({"type": "journey.call", "timestamp": at, "data": data})


class Caller:
    """Makes calls for one process."""

    def __init__(
        self,
        pool: Pool,
        client: httpx.AsyncClient,
        *,
        private: bool,
        pauses: tuple[float, ...] = PAUSES,
        longest: float = LONGEST,
    ) -> None:
        self._pool, self._client, self._private = pool, client, private
        self._pauses, self._longest = pauses, longest
        self.breaker = Breaker()

    async def round(self, target: Target, calls: Sequence[tuple[CallRow, Told]], at: datetime) -> None:
        """Try what is due. Afterwards the rows say how each call stands."""
        lanes = asyncio.Semaphore(_TOGETHER)
        ends = time.monotonic() + _LENGTH
        now = datetime.now(UTC)
        due = [pair for pair in calls if pair[0].next_at is None or pair[0].next_at <= now]

        async def one(row: CallRow, told: Told) -> None:
            async with lanes:
                if time.monotonic() < ends and not self.breaker.rest(target.host):
                    await self._try(target, row, told.body(at))

        async with asyncio.TaskGroup() as group:
            for row, told in due:
                group.create_task(one(row, told))

    async def _try(self, target: Target, row: CallRow, body: bytes) -> None:
        tried = await self._answer(target, row, body)
        self.breaker.note(target.host, answered=not tried.again or tried.status == 429)
        done = self._judge(row, tried, hashlib.sha256(body).hexdigest(), datetime.now(UTC))
        async with self._pool.acquire() as conn:
            await record_try(conn, row.id, done)

    async def _answer(self, target: Target, row: CallRow, body: bytes) -> Tried:
        if len(body) > MOST_BODY:
            return Tried("body-too-large")
        if not target.keys:
            return Tried("secret-missing", again=True)  # an operator can still bring it
        headers = sign(target.keys, f"call_{row.id.hex}", int(time.time()), body)
        return await post(self._client, target, headers, body, private=self._private)

    def _judge(self, row: CallRow, tried: Tried, digest: str, now: datetime) -> Try:
        state, next_at = ("failed" if tried.reason else "called"), None
        if tried.again:
            pause = pause_before(row.id, row.tries + 1, tried.pause, self._pauses)
            next_at = now + timedelta(seconds=pause)
            if (next_at - row.first_at).total_seconds() <= self._longest:
                state = "pending"
        return Try(
            state=state,
            reason=tried.reason,
            status=tried.status,
            milliseconds=tried.milliseconds,
            body_sha256=digest,
            at=now,
            next_at=next_at if state == "pending" else None,
        )

"""Keeps an attempt's claims while it lives, and tells it when it has lost them.

A claim is held on the database's clock. An attempt that slept past its lease (a stopped process, a database
that was away) must not send any more: another one may have taken its mails over and found out about them.
"""

import asyncio
import time
from collections.abc import Callable, Iterable
from typing import Final
from uuid import UUID, uuid4

import asyncpg

from engine.store.ledger import LEASE_SECONDS, renew_leases
from engine.store.pool import Pool

_RENEW_SECONDS: Final = 5.0
_MARGIN: Final = 10.0  # seconds of lease that must be left when a mail is handed over


class Lease:
    """`keep` runs beside the attempt; `alive` is called on every round (Temporal's heartbeat)."""

    def __init__(self, pool: Pool, alive: Callable[[], None]) -> None:
        self.token = uuid4()
        self.seconds = LEASE_SECONDS
        self._pool = pool
        self._alive = alive
        self._claimed: set[UUID] = set()
        self._overslept = False
        self._until = time.monotonic() + self.seconds

    def add(self, ids: Iterable[UUID]) -> None:
        self._claimed.update(ids)

    def drop(self, one: UUID) -> None:
        self._claimed.discard(one)

    def may_send(self) -> bool:
        return not self._overslept and time.monotonic() < self._until - _MARGIN

    async def keep(self) -> None:
        """Renews until cancelled; ends by itself when the lease was lost."""
        while True:
            self._alive()
            asked = time.monotonic()
            if asked > self._until:
                self._overslept = True  # for good: renewing now could not bring back what others took
                return
            try:
                await self._renew()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await asyncio.sleep(1.0)
                continue
            self._until = asked + self.seconds
            await asyncio.sleep(_RENEW_SECONDS)

    async def _renew(self) -> None:
        if self._claimed:
            async with self._pool.acquire() as conn:
                await renew_leases(conn, list(self._claimed), self.token)

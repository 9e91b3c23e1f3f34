"""The router: from stored events to people in journeys. Any number may run at once.

Woken by NOTIFY, and by a poll in case one was missed. Routing is one transaction a batch; what follows in
Temporal is dispatched afterwards and apart, so a slow or absent Temporal never holds up the intake.
"""

import asyncio
import contextlib
import logging
import time
from datetime import UTC, datetime
from typing import Final

from temporalio.client import Client

from engine.errors import Unavailable
from engine.intake.audiences import Audiences
from engine.intake.dispatch import Dispatcher
from engine.intake.letting_in import LettingIn
from engine.intake.patience import keep, listen, patiently
from engine.intake.poison import AGAIN, route_singly
from engine.intake.routing import Batch, Routed
from engine.settings import Settings
from engine.store.cohorts import Waiting
from engine.store.events import CHANNEL, claim_events
from engine.store.pool import Pool, create_pool, is_away, open_vault

_LOG = logging.getLogger(__name__)
_MOST: Final = 500  # events in one transaction
_ROUNDS: Final = 50  # before a loop looks up whether it is to stop
_MANY: Final = 100  # below this, what comes next is waited for: a batch costs more than an event
_GATHER: Final = 0.03  # seconds; the first of a busy stretch never waits
_HELD_UP: Final = 0.02  # seconds until another router has probably finished the older events of a lane


async def run(settings: Settings, client: Client, stop: asyncio.Event) -> None:
    """Route until `stop` is set. Outages of PostgreSQL and Temporal are waited out."""
    async with await patiently(lambda: create_pool(settings, least=2), stop) as pool:
        router = Router(pool, client, settings)
        async with asyncio.TaskGroup() as group:
            group.create_task(listen(settings.database_url, CHANNEL, router.wake, stop))
            group.create_task(keep(router.route_all, router.woken, stop))
            group.create_task(keep(router.start_all, router.committed, stop))
            group.create_task(keep(router.send_all, router.posted, stop))
            group.create_task(keep(router.let_in, asyncio.Event(), stop))
            group.create_task(keep(Audiences(pool, client, settings).run_due, asyncio.Event(), stop))


class Router:
    """The loops' work, each to be called when its event is set. Tests drive it directly."""

    def __init__(self, pool: Pool, client: Client, settings: Settings) -> None:
        self._pool, self._clock = pool, settings.clock
        self._batch = Batch(open_vault(settings))
        self._dispatcher = Dispatcher(pool, client, settings)
        self._letting_in = LettingIn(pool, settings)
        self._starting: list[Waiting] = []
        self.woken, self.committed, self.posted = asyncio.Event(), asyncio.Event(), asyncio.Event()

    def wake(self) -> None:
        """Somebody stored events, or put a pause or a leave straight into the outbox."""
        self.woken.set()
        self.posted.set()

    async def route_all(self) -> None:
        """Route until nothing is left that may be routed now."""
        for _ in range(_ROUNDS):
            routed = await self.route_batch()
            if routed is None:
                return
            if routed.count < _MANY:
                await asyncio.sleep(_GATHER)
        self.woken.set()

    async def route_batch(self) -> Routed | None:
        """One transaction. None when there was nothing; count 0 when others hold what comes first."""
        for _ in range(20):
            with contextlib.suppress(*AGAIN):
                return await self._route_batch()
            await asyncio.sleep(_HELD_UP)
        raise Unavailable("intake-contended", "Routers keep meeting on the same people.")

    async def _route_batch(self) -> Routed | None:
        now = datetime.fromtimestamp(self._clock.at(time.time()), UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            claimed, held_up = await claim_events(connection, _MOST)
            if not claimed:
                return Routed(0) if held_up else None
            try:
                async with connection.transaction():
                    routed = await self._batch.route(connection, claimed, now)
            except (*AGAIN, Unavailable):
                raise
            except Exception as error:
                if is_away(error):
                    raise
                _LOG.warning("a batch of %d events failed and is routed one by one", len(claimed))
                routed = await route_singly(connection, self._batch, claimed, now)
        self._after(routed)
        return routed

    async def let_in(self) -> None:
        """Whoever waits in line and finds room now."""
        self._after(Routed(0, await self._letting_in.let_in()))

    def _after(self, routed: Routed) -> None:
        if routed.cohorts:
            self._starting += routed.cohorts
            self.committed.set()
        if routed.signals:
            self.posted.set()

    async def start_all(self) -> None:
        while self._starting:
            batch, self._starting = self._starting, []
            await self._dispatcher.start(batch)  # what fails stays `new` in the database and is found below
            self.posted.set()
        while await self._dispatcher.start_orphans():
            self.posted.set()

    async def send_all(self) -> None:
        for _ in range(_ROUNDS):
            taken = await self._dispatcher.send()
            if not taken:
                return
            if taken < _MANY:
                await asyncio.sleep(_GATHER)
        self.posted.set()

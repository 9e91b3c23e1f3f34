"""Routers that die, a database that drops connections, a Temporal that is away: nobody lost or doubled."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest_asyncio
from temporalio.client import Client

from engine.intake import router as router_loop
from engine.runtime.connection import connect
from engine.store.pool import is_away
from infra.local.ports import free_port
from infra.local.processes import Processes
from infra.local.temporal import Temporal
from tests import stack
from tests.intake_router.house import House, booked, reminder

_SETTLED = (
    "select count(*) = $1 from enrollment e join cohort c on c.id = e.cohort_id where c.state = 'running'"
)


async def _until(asked: Callable[[], Awaitable[object]], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not await asked():
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.05)


async def _everybody_once(house: House, people: int) -> None:
    assert await house.one("select count(*) from event where routed_at is null") == 0
    assert await house.one("select count(distinct patient_id) from enrollment") == people
    assert await house.one("select count(*) from enrollment") == people
    assert await house.one("select count(*) from dead_letter") == 0
    assert await house.rows("select distinct starts from cohort") == [(1,)]


@pytest_asyncio.fixture
async def parts(tmp_path: Path) -> AsyncIterator[tuple[Processes, Temporal]]:
    """A Temporal server of this test's own, to be stopped and started."""
    kept = Processes(tmp_path / "logs")
    yield kept, Temporal(tmp_path / "temporal.sqlite", free_port(), free_port(), stack.NAMESPACE)
    await kept.stop_all()


async def test_while_temporal_is_away_events_are_routed_and_later_everybody_starts_once(
    house: House, parts: tuple[Processes, Temporal]
) -> None:
    processes, temporal = parts

    async def ready() -> bool:
        return temporal.ready()

    await processes.start(temporal.part(), ready)
    client = await connect(temporal.address, namespace=stack.NAMESPACE, keys=house.settings.payload_keys)
    await processes.stop(temporal.part().name)
    await house.open(reminder())
    stop = asyncio.Event()
    running = asyncio.create_task(router_loop.run(house.settings, client, stop))
    for number in range(30):
        await house.hear(booked(number))
    await _until(lambda: house.one("select count(*) = 30 from event where outcome = 'enrolled'"))
    assert await house.one("select count(*) from cohort where state <> 'new'") == 0
    await processes.start(temporal.part(), ready)
    await _until(lambda: house.one(_SETTLED, 30))
    await _everybody_once(house, 30)
    stop.set()
    await running


async def test_routers_killed_again_and_again_lose_and_double_nothing(house: House, client: Client) -> None:
    await house.open(reminder())
    chance = random.Random(7)
    hearing = asyncio.create_task(house.hear_each([booked(number % 60) for number in range(120)]))
    for _ in range(12):
        doomed = [
            asyncio.create_task(router_loop.run(house.settings, client, asyncio.Event())) for _ in range(2)
        ]
        await asyncio.sleep(chance.uniform(0.05, 0.4))
        for each in doomed:
            each.cancel()
        await asyncio.gather(*doomed, return_exceptions=True)
    await hearing
    stop = asyncio.Event()
    running = asyncio.create_task(router_loop.run(house.settings, client, stop))
    await _until(lambda: house.one("select count(*) = 0 from event where routed_at is null"))
    await _until(lambda: house.one(_SETTLED, 60))
    await _everybody_once(house, 60)
    stop.set()
    await running


async def test_connections_dropped_by_the_database_are_made_again(house: House, routing: None) -> None:
    await house.open(reminder())
    other = await asyncpg.connect(house.settings.database_url)
    for number in range(40):
        await _hear(house, number)
        if number % 10 == 5:
            await other.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
    await other.close()
    await _until(lambda: house.one(_SETTLED, 40))
    await _everybody_once(house, 40)


async def _hear(house: House, number: int) -> None:
    """As a sender would: again until it is taken."""
    event = booked(number)
    for _ in range(20):
        try:
            await house.hear(event)
        except Exception as error:
            assert is_away(error), error
            await asyncio.sleep(0.05)
        else:
            return
    raise AssertionError("the message was never taken")

"""One worker process from start to stop."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from engine import worker
from engine.contracts.activities import DELIVER_MESSAGES
from engine.errors import Refused
from engine.settings import Settings
from tests.runtime.office import KEYS, NAMESPACE, Office
from tests.runtime.test_cohort import FOUR_STEPS, FULL_STORY, finished

BOTH = frozenset({"journeys", "delivery"})


def settings_of(office: Office) -> Settings:
    address = office.client.service_client.config.target_host
    return Settings(temporal_address=address, temporal_namespace=NAMESPACE, payload_keys=KEYS)


async def test_a_worker_opens_its_activities_works_and_closes_them_when_stopped(office: Office):
    lived: list[str] = []

    @contextlib.asynccontextmanager
    async def make(settings: Settings) -> AsyncIterator[worker.Activities]:
        lived.append("opened")
        yield office.desk.activities()
        lived.append("closed")

    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(settings_of(office), BOTH, make, stop))
    await finished(await office.start(FOUR_STEPS))
    stop.set()
    await asyncio.wait_for(running, 30)
    assert office.desk.visits["e0"] == FULL_STORY
    assert lived == ["opened", "closed"]


async def test_a_worker_that_is_stopped_lets_a_delivery_under_way_come_to_its_end(office: Office):
    gate = office.desk.gates[DELIVER_MESSAGES] = asyncio.Event()

    @contextlib.asynccontextmanager
    async def make(settings: Settings) -> AsyncIterator[worker.Activities]:
        yield office.desk.activities()

    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(settings_of(office), BOTH, make, stop))
    handle = await office.start(FOUR_STEPS)
    await office.desk.reached.wait()
    stop.set()
    await asyncio.sleep(0.5)
    gate.set()
    await asyncio.wait_for(running, 30)
    async with office.working():
        await finished(handle)
    assert office.desk.batches[DELIVER_MESSAGES] == 1


async def test_an_unknown_role_is_refused(office: Office):
    with pytest.raises(Refused) as refused:
        await worker.run(settings_of(office), frozenset({"janitor"}), lambda _: contextlib.nullcontext({}))
    assert refused.value.code == "unknown-role"


def test_a_stopping_worker_waits_long_enough_for_a_batch_but_not_for_ever():
    assert timedelta(seconds=30) <= worker.GRACE <= timedelta(seconds=120)

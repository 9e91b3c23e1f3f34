"""A migrated database of each test's own, a client with its keys, and a router to be driven by hand."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import pytest_asyncio
from temporalio.client import Client
from temporalio.service import RPCError

from engine.intake import router as router_loop
from engine.intake.router import Router
from engine.runtime.connection import connect
from engine.settings import Settings
from engine.store.pool import create_pool, open_vault
from infra.local.postgres import Postgres
from tests import stack
from tests.intake_router.house import House


@pytest_asyncio.fixture
async def house(
    postgres: Postgres, temporal_address: str, make_settings: Callable[..., Settings]
) -> AsyncIterator[House]:
    async with stack.fresh_database(postgres) as url:
        settings = make_settings(database_url=url, database_pool=12, temporal_address=temporal_address)
        async with await create_pool(settings) as pool:
            yield House(pool, open_vault(settings), settings)


@pytest_asyncio.fixture
async def client(house: House) -> AsyncIterator[Client]:
    """Ends the workflows of its test: the next one has other keys and could not read them."""
    settings = house.settings
    address, keys = settings.temporal_address, settings.payload_keys
    client = await connect(address, namespace=stack.NAMESPACE, keys=keys, identity="careloom-test")
    yield client
    for (cohort,) in await house.rows("select id from cohort where state <> 'closed'"):
        with contextlib.suppress(RPCError):
            await client.get_workflow_handle(f"cohort-{cohort}").terminate()


@pytest_asyncio.fixture
async def router(house: House, client: Client) -> Router:
    return Router(house.pool, client, house.settings)


@pytest_asyncio.fixture
async def routing(house: House, client: Client) -> AsyncIterator[None]:
    stop = asyncio.Event()
    running = asyncio.create_task(router_loop.run(house.settings, client, stop))
    yield
    stop.set()
    await running

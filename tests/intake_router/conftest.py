"""A migrated database of each test's own, and a client that the routing tests do not need to answer."""

from collections.abc import AsyncIterator, Callable

import pytest_asyncio
from temporalio.client import Client

from engine.intake.router import Router
from engine.runtime.connection import connect
from engine.settings import Settings
from engine.store.pool import create_pool, open_vault
from infra.local.postgres import Postgres
from tests import stack
from tests.intake_router.house import House


@pytest_asyncio.fixture
async def house(postgres: Postgres, make_settings: Callable[..., Settings]) -> AsyncIterator[House]:
    async with stack.fresh_database(postgres) as url:
        settings = make_settings(database_url=url, database_pool=12)
        async with await create_pool(settings) as pool:
            yield House(pool, open_vault(settings), settings)


@pytest_asyncio.fixture
async def client(temporal_address: str, house: House) -> Client:
    return await connect(
        temporal_address,
        namespace=stack.NAMESPACE,
        keys=house.settings.payload_keys,
        identity="careloom-test",
    )


@pytest_asyncio.fixture
async def router(house: House, client: Client) -> Router:
    return Router(house.pool, client, house.settings)

"""The connection of a request: one transaction, committed before the answer leaves."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import Final, TypeAlias

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from litestar.types import Scope

from designer_api.once.kept import Claim, lay_claim
from designer_api.once.middleware import CLAIM
from engine.contracts.courier import Courier, OpenCourier
from engine.settings import Settings
from engine.store.pool import Connection, Pool, create_pool, open_vault
from engine.store.sealing import Vault

Conn: TypeAlias = NamedDependency[SkipValidation[Connection]]
ThePool: TypeAlias = NamedDependency[SkipValidation[Pool]]
ThePlans: TypeAlias = NamedDependency[SkipValidation[Pool]]
TheVault: TypeAlias = NamedDependency[SkipValidation[Vault]]
TheCourier: TypeAlias = NamedDependency[SkipValidation[Courier | None]]
TheSettings: TypeAlias = NamedDependency[SkipValidation[Settings]]

_PLANS: Final = 2  # connections of one process that plans are made over


@asynccontextmanager
async def open_database(app: Litestar) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    app.state.vault = open_vault(settings)
    async with AsyncExitStack() as opened:
        opener: OpenCourier | None = app.state.open_courier
        app.state.courier = await opened.enter_async_context(opener()) if opener else None
        app.state.pool = await opened.enter_async_context(await create_pool(settings))
        few = replace(settings, database_pool=_PLANS)
        app.state.plans = await opened.enter_async_context(await create_pool(few, least=0))
        yield


async def provide_conn(state: State, scope: Scope) -> AsyncGenerator[Connection, None]:
    """Where the request names an Idempotency-Key, what it does and that it was done are one transaction."""
    pool: Pool = state.pool
    claim: Claim | None = scope["state"].get(CLAIM)
    async with pool.acquire() as conn, conn.transaction():
        if claim is not None:
            await lay_claim(conn, claim)
        yield conn


def provide_pool(state: State) -> Pool:
    """For routes that must not hold a connection while they work (streams)."""
    pool: Pool = state.pool
    return pool


def provide_plans(state: State) -> Pool:
    """For plans made while the request holds a connection: were they of one pool, enough requests at once
    would each hold one and wait for another, for ever."""
    plans: Pool = state.plans
    return plans


def provide_courier(state: State) -> Courier | None:
    courier: Courier | None = state.courier
    return courier


def provide_vault(state: State) -> Vault:
    vault: Vault = state.vault
    return vault


def provide_settings(state: State) -> Settings:
    settings: Settings = state.settings
    return settings

"""The pool of database connections, and the vault beside it. Opens both from the settings, nothing else."""

import asyncpg
import msgspec

from engine.settings import Settings
from engine.store.sealing import Vault

Pool = asyncpg.Pool
_AWAY = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # shutting down, starting up, a query cancelled by an operator
    asyncpg.InsufficientResourcesError,  # disk full, too many connections
    asyncpg.PostgresSystemError,
    asyncpg.InternalClientError,  # how asyncpg tells that a connection broke in the middle of a statement
)
Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy


async def create_pool(settings: Settings, *, least: int = 1) -> Pool:
    """Connections that speak jsonb as Python values. Raises asyncpg errors when the database is away."""
    return await asyncpg.create_pool(
        settings.database_url,
        min_size=min(least, settings.database_pool),
        max_size=settings.database_pool,
        init=prepare,
        command_timeout=60,
    )


async def prepare(connection: asyncpg.Connection) -> None:
    """What every connection of ours knows, also one opened outside the pool."""
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=_to_text, decoder=msgspec.json.decode, format="text"
    )


def is_away(error: BaseException) -> bool:
    """The database is not there, or not now. Anything else is the fault of what was asked of it."""
    return isinstance(error, _AWAY) or (
        isinstance(error, asyncpg.InterfaceError) and not isinstance(error, ValueError)
    )


def open_vault(settings: Settings) -> Vault:
    return Vault(settings.master_keys, settings.index_key)


def _to_text(value: object) -> str:
    return msgspec.json.encode(value).decode()

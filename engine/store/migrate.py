"""Brings a database to the newest revision, in one transaction and under a lock.

Alembic writes the SQL, asyncpg runs it: several processes may start at once, one migrates, the others wait.
"""

from io import StringIO
from pathlib import Path

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

_LOCK = 0x43617265  # "Care": one migration at a time in this database


async def upgrade(database_url: str) -> None:
    """Apply what is missing. Raises asyncpg errors; on any error nothing was changed."""
    connection = await asyncpg.connect(database_url)
    try:
        async with connection.transaction():
            await connection.execute("select pg_advisory_xact_lock($1)", _LOCK)
            standing = await _standing(connection)
            if standing != newest():
                await connection.execute(_statements(standing))
    finally:
        await connection.close()


async def current(database_url: str) -> str | None:
    """The revision of the database, or None where nothing was migrated yet."""
    connection = await asyncpg.connect(database_url)
    try:
        return await _standing(connection)
    finally:
        await connection.close()


def newest() -> str | None:
    """The revision this build of the engine needs."""
    return ScriptDirectory.from_config(_config()).get_current_head()


async def _standing(connection: asyncpg.Connection) -> str | None:
    if await connection.fetchval("select to_regclass('alembic_version')") is None:
        return None
    found: str | None = await connection.fetchval("select version_num from alembic_version")
    return found


def _statements(standing: str | None) -> str:
    script = StringIO()
    span = f"{standing}:heads" if standing else "heads"
    command.upgrade(_config(script), span, sql=True)
    return script.getvalue()


def _config(output: StringIO | None = None) -> Config:
    config = Config(output_buffer=output or StringIO())
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config

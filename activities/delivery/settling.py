"""Writes down what the relay did with claimed mails. What it took must be written, so a database that is
away for a moment is waited for.
"""

import asyncio
from collections.abc import Sequence
from typing import Final
from uuid import UUID

import asyncpg

from activities.parts import Parts
from engine.store.engagement import Failure, record_bounces
from engine.store.ledger import Entry, Settlement, let_go_when_frozen, settle_entries
from engine.store.pool import Connection

_TRIES: Final = 20
_LONGEST_PAUSE: Final = 5.0


async def write_settlements(
    parts: Parts, token: UUID, settlements: list[Settlement], bounced: Sequence[Entry] = ()
) -> None:
    """One transaction; rows that `token` does not hold any more are left as they are.

    `bounced` addresses are suppressed and their journeys told. Raises what the database raised last.
    """
    tries = 0
    while settlements:
        try:
            async with parts.pool.acquire() as conn, conn.transaction():
                await _write(conn, parts, token, settlements, bounced)
            break
        except (OSError, TimeoutError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError):
            tries += 1
            if tries == _TRIES:
                raise
            await asyncio.sleep(min(_LONGEST_PAUSE, 0.2 * 2**tries))


async def _write(
    conn: Connection, parts: Parts, token: UUID, settlements: list[Settlement], bounced: Sequence[Entry]
) -> None:
    await let_go_when_frozen(conn)
    done = await settle_entries(conn, settlements, token)
    failures = [Failure(entry.id, parts.moment()) for entry in bounced if entry.id in done]
    if failures:
        await record_bounces(conn, failures)

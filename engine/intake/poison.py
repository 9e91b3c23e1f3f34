"""One bad event must not hold up its neighbours: routes a failed batch singly, buries what fails thrice."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import asyncpg

from engine.intake.routing import Batch, Routed
from engine.intake.scene import Raced
from engine.store import events
from engine.store.events import Claimed, Finished
from engine.store.ids import uuid7
from engine.store.pool import Connection, is_away

_LOG = logging.getLogger(__name__)
ATTEMPTS: Final = 3
AGAIN: Final = (Raced, asyncpg.DeadlockDetectedError, asyncpg.SerializationError)


async def route_singly(
    connection: Connection, batch: Batch, claimed: Sequence[Claimed], now: datetime
) -> Routed:
    """In order. What is behind a failed event in its lane is left for later."""
    whole, waiting = Routed(0), set[bytes | None]()
    for each in claimed:
        if each.lane is not None and each.lane in waiting:
            continue
        try:
            async with connection.transaction():
                routed = await batch.route(connection, [each], now)
        except AGAIN:
            raise
        except Exception as error:
            if is_away(error):
                raise
            _LOG.warning("event %s failed (%s), attempt %d", each.id, type(error).__name__, each.attempts + 1)
            await _fail(connection, each, type(error).__name__, now)
            if each.attempts + 1 < ATTEMPTS:
                waiting.add(each.lane)
        else:
            whole.count += routed.count
            whole.cohorts += routed.cohorts
            whole.signals += routed.signals
    return whole


async def _fail(connection: Connection, each: Claimed, kind: str, now: datetime) -> None:
    await connection.execute("update event set attempts = attempts + 1 where id = $1", each.id)
    if each.attempts + 1 < ATTEMPTS:
        return
    await events.finish_events(connection, [Finished(each.id, "dead-letter")], now)
    await connection.execute(
        """
        insert into dead_letter (id, raw_id, event_id, source, kind, code, reason, received_at)
        values ($1, $2, $3, $4, 'event', 'event-not-routable', $5, $6)
        """,
        uuid7(),
        each.raw_id,
        each.id,
        each.source,
        f"Routing failed {ATTEMPTS} times ({kind}). Correct the message and send it under a new number.",
        now,
    )

"""Engagement under load: people answer their mails, each sign is recorded and moves the journey that waits.

Everybody in `listening` has a mail and waits for two signs: seen in the portal, then confirmed.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain
from typing import Any, Final
from uuid import UUID

from engine.journey.events import CONFIRMED, VIEWED
from engine.store.engagement import record_engagement
from infra.bench import histories, seeding
from infra.bench.installation import Installation, Tell, open_installation
from infra.bench.machine import Surroundings, cpu_seconds, used
from infra.bench.whole import PARTS

_WRITERS: Final = 10  # as many as one API process has connections


async def measure(tell: Tell, count: int) -> dict[str, Any]:
    """`count` signs, two for each person."""
    people_count = max(1, count // 2)
    async with open_installation(tell) as house:
        tell(f"seeding {people_count:,} people and sending them a mail")
        people = await seeding.seed_people(house, people_count)
        await house.start_product()
        await seeding.put_events(house, people, "appointment.completed")
        await house.until("waiting", lambda: _waiting(house), people_count)
        mails = [row["id"] for row in await house.pool.fetch("select id from message order by id")]
        surroundings, before = Surroundings(), cpu_seconds(house.pids(PARTS))
        tell(f"{2 * len(mails):,} signs")
        began = time.monotonic()
        await _record(house, mails)
        recorded = time.monotonic()
        acted = await house.until("acted upon", lambda: _over(house), people_count)
        signs = 2 * len(mails)
        return {
            "events": signs,
            "recorded_seconds": round(recorded - began, 2),
            "recorded_per_second": round(signs / (recorded - began), 1),
            "acted_seconds": round(acted - began, 2),
            "events_per_second": round(signs / (acted - began), 1),
            "cpu_seconds": used(before, cpu_seconds(house.pids(PARTS))),
            "surroundings": surroundings.told(),
            "activities": await histories.by_activity(await house.connect(), await _workflows(house)),
        }


async def _record(house: Installation, mails: Sequence[UUID]) -> None:
    """Each sign is a transaction of its own, as when people click."""
    now = house.now()
    todo = chain(((one, VIEWED) for one in mails), ((one, CONFIRMED) for one in mails))

    async def write(signs: Iterator[tuple[UUID, str]]) -> None:
        async with house.pool.acquire() as connection:
            for mail, kind in signs:
                at = now if kind == VIEWED else now + timedelta(microseconds=1)
                await record_engagement(connection, mail, kind, at)

    await asyncio.gather(*(write(todo) for _ in range(_WRITERS)))


async def _waiting(house: Installation) -> int:
    found: int = await house.pool.fetchval("select count(*) from enrollment where phase = 'awaiting'")
    return found


async def _over(house: Installation) -> int:
    found: int = await house.pool.fetchval("select count(*) from enrollment where outcome = 'heard'")
    return found


async def _workflows(house: Installation) -> list[str]:
    rows = await house.pool.fetch("select id from cohort order by id limit 200")
    return [f"cohort-{row['id']}" for row in rows]

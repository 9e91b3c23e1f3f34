"""Very many at once: an audience enters a journey, waits in it, and goes on after the workers were killed.

The audience is evaluated and enrolled whole; every fiftieth person is written to at once, the others wait for
an event, so that the journey holds them all when memory and restart are measured.
"""

import os
import signal
import time
from datetime import timedelta
from typing import Any, Final

from engine.store.audience_runs import make_due
from engine.store.people import PatientRow
from infra.bench import seeding
from infra.bench.installation import WORKERS, Installation, Tell, open_installation
from infra.bench.machine import Surroundings, cpu_seconds, rss_mb, used
from infra.bench.whole import PARTS
from infra.bench.workspace import CROWD, NEWS

_FIRST_WAVE: Final = 50  # of how many one is written to at once


async def measure(tell: Tell, count: int) -> dict[str, Any]:
    async with open_installation(tell) as house:
        tell(f"seeding {count:,} people")
        people = await seeding.seed_people(house, count, older_every=_FIRST_WAVE)
        await house.start_product()
        surroundings, before = Surroundings(), cpu_seconds(house.pids(PARTS))
        audience = await _audience(house, count)
        waiting = {
            "enrollments": count,
            "rss_mb": rss_mb(house.pids()),
            "stack_rss_mb": rss_mb(house.pids(("postgres", "temporal"))),
            "cohorts": await house.pool.fetchval("select count(*) from cohort"),
        }
        waiting["worker_rss_mb"] = round(sum(waiting["rss_mb"].values()), 1)
        cpu = used(before, cpu_seconds(house.pids(PARTS)))
        waiting |= await _restart(house, people[-1])
        return {
            "audience": audience,
            "waiting": waiting,
            "cpu_seconds": cpu,
            "surroundings": surroundings.told(),
        }


async def _audience(house: Installation, count: int) -> dict[str, Any]:
    first_wave = len(range(0, count, _FIRST_WAVE))
    house.tell(f"an audience of {count:,}")
    began = time.monotonic()
    async with house.pool.acquire() as connection:
        # As if it had run the day before yesterday: the schedule is due now, and a router will notice.
        await make_due(connection, CROWD, house.now() - timedelta(days=2))
    enrolled = await house.until("enrolled", lambda: _count(house, "true"), count)
    waiting = await house.until("waiting", lambda: _count(house, "phase = 'awaiting'"), count)
    await house.until("first wave", house.mail_count, first_wave)
    mails = await house.mails()
    return {
        "people": count,
        "first_wave": first_wave,
        "first_mail_seconds": round(mails[0][0] - began, 2),
        "enrolled_seconds": round(enrolled - began, 2),
        "first_wave_seconds": round(max(at for at, *_ in mails) - began, 2),
        "all_waiting_seconds": round(waiting - began, 2),
    }


async def _restart(house: Installation, person: PatientRow) -> dict[str, Any]:
    """Kill every worker process; an event comes while none runs; until the mail that it leads to."""
    house.tell("killing the workers")
    before = await house.mail_count()
    began = time.monotonic()
    for pid in house.pids().values():
        os.kill(pid, signal.SIGKILL)
    await seeding.put_gap(house, person, NEWS)
    await house.until("first action", house.mail_count, before + 1)
    accepted = (await house.mails())[before][0]
    return {
        "restart_to_first_action_seconds": round(accepted - began, 2),
        "rss_after_restart_mb": rss_mb(house.pids()),
        "workers_killed": len(WORKERS),
    }


async def _count(house: Installation, condition: str) -> int:
    found: int = await house.pool.fetchval(f"select count(*) from enrollment where {condition}")  # noqa: S608 (ours)
    return found

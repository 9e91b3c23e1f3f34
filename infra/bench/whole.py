"""The whole product: from events in the store to mails accepted and journeys over, nothing switched off."""

import time
from typing import Any

from infra.bench import histories, seeding
from infra.bench.installation import Installation, Tell, open_installation
from infra.bench.machine import Surroundings, cpu_seconds, used

PARTS = ("journeys", "delivery", "postgres", "temporal", "sink")


async def measure(tell: Tell, count: int) -> dict[str, Any]:
    """`count` booked appointments become `count` journeys of four steps with one mail each."""
    async with open_installation(tell) as house:
        tell(f"seeding {count:,} people")
        people = await seeding.seed_people(house, count)
        await house.start_product()
        surroundings, before = Surroundings(), cpu_seconds(house.pids(PARTS))
        tell(f"{count:,} journeys")
        began = time.monotonic()
        await seeding.put_events(house, people, "appointment.booked")
        stored = time.monotonic()
        await house.until("mails", house.mail_count, count)
        over = await house.until("journeys", lambda: _over(house), count)
        mails = await house.mails()
        accepted = max(at for at, *_ in mails)
        return {
            "patients": count,
            "storing_events_seconds": round(stored - began, 2),
            "first_mail_seconds": round(mails[0][0] - stored, 3),
            "all_mails_seconds": round(accepted - stored, 2),
            "all_journeys_seconds": round(over - stored, 2),
            "mails_per_second": round(count / (accepted - stored), 1),
            "journeys_per_second": round(count / (over - stored), 1),
            "mail_bytes": sum(size for *_, size in mails) // max(1, len(mails)),
            "doubled": len(mails) - len({name for _, _, name, _ in mails}),
            "cpu_seconds": used(before, cpu_seconds(house.pids(PARTS))),
            "surroundings": surroundings.told(),
            "activities": await histories.by_activity(await house.connect(), await _workflows(house)),
        }


async def _over(house: Installation) -> int:
    found: int = await house.pool.fetchval("select count(*) from enrollment where state = 'left'")
    return found


async def _workflows(house: Installation) -> list[str]:
    rows = await house.pool.fetch("select id from cohort order by id limit 200")
    return [f"cohort-{row['id']}" for row in rows]

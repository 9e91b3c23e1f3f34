"""Two routers on one installation, one of them killed again and again: each person's order is kept."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from infra.local.processes import Part
from tests.e2e.installation import Installation, until
from tests.faults.crowd import Crowd, kill, restarted

_PEOPLE, _MOVES = 40, 8


@asynccontextmanager
async def second_router(careloom: Installation) -> AsyncIterator[str]:
    """Its name. Started again when it dies, like every part."""
    part = Part(
        name="router",
        argv=(sys.executable, "-m", "infra.cli.main", "worker", "--roles", "router"),
        env={"CARELOOM_DATA_DIR": str(careloom.settings.data_dir)},
        grace=10.0,
    )
    await careloom.stack.run(part, lambda: _routes(careloom))
    try:
        yield part.name
    finally:
        await careloom.stack.processes.stop(part.name)


async def _routes(careloom: Installation) -> bool:
    """Both listen for new events."""
    listening = await careloom.query("select 1 from pg_stat_activity where query ilike 'listen %'")
    return len(listening) >= 2


async def test_two_routers_keep_the_order_of_each_person_though_one_dies(careloom: Installation) -> None:
    """Everybody's visit moves eight times, then half are cancelled; a move too late would bring them back."""
    crowd = Crowd(careloom, "routed", _PEOPLE)
    async with second_router(careloom) as router:
        telling = asyncio.gather(*(_tell(careloom, crowd, n) for n in range(_PEOPLE)))
        for times in (1, 2):
            await asyncio.sleep(0.3)
            kill(careloom, router)
            await restarted(careloom, router, times)
        ends = await telling
        await until(lambda: _routed(careloom), "not everything was routed")
    for n, who in enumerate(crowd.people):
        patient = await careloom.patient_of(who["email"])
        visits = (await careloom.get(f"/api/patients/{patient}"))["appointments"]
        assert [datetime.fromisoformat(each["starts_at"]) for each in visits] == [ends[n]]
        assert [each["status"] for each in visits] == ["cancelled" if n % 2 else "booked"]
    order = await careloom.query(
        "select lane, array_agg(seq order by routed_at, seq) as seqs from event group by lane"
    )
    assert all(row["seqs"] == sorted(row["seqs"]) for row in order)


async def _tell(careloom: Installation, crowd: Crowd, number: int) -> datetime:
    """As one interface does: the next message after the last was acknowledged. The last start told."""
    who, start = crowd.people[number], crowd.start
    await careloom.send(careloom.siu("S12", who, start))
    for _ in range(_MOVES):
        start += timedelta(hours=1)
        await careloom.send(careloom.siu("S13", who, start))
    if number % 2:
        await careloom.send(careloom.siu("S15", who, start, status="Cancelled"))
    return start


async def _routed(careloom: Installation) -> bool | None:
    waiting = await careloom.query("select count(*) as n from event where routed_at is null")
    return waiting[0]["n"] == 0 or None

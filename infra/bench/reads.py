"""What open windows ask for every few seconds, where a clinic has been running for a year.

Each is asked of the API as a browser asks, and not again before what others were told may be told once more
(`designer_api.journeys.answers`), so that every answer is counted anew.
"""

import asyncio
import time
from datetime import timedelta
from statistics import median
from typing import Any, Final

import httpx

from designer_api.access.service import ensure_account, make_link
from infra.bench import seeding, years
from infra.bench.installation import Installation, Tell, open_installation
from infra.bench.machine import Surroundings, cpu_seconds, used
from infra.bench.workspace import FOUR_STEPS

_PEOPLE: Final = 2_000
_ROUNDS: Final = 9
_WARM: Final = 3  # rounds after which the past is known
_PAUSE: Final = 5.0  # seconds: how often a window asks
_PARTS: Final = ("api", "postgres")


async def measure(tell: Tell, count: int) -> dict[str, Any]:
    """`count` enrollments in a year."""
    async with open_installation(tell) as house:
        tell(f"writing a year with {count:,} enrollments")
        await seeding.seed_people(house, min(count, _PEOPLE))
        await years.fill(house, count)
        await house.start_api()
        async with httpx.AsyncClient(base_url=house.address, timeout=120) as http:
            await _sign_in(house, http)
            tell(f"asking for {len(_asked(house))} things, {_ROUNDS} times")
            return {"enrollments": count} | await _rounds(house, http)


async def _rounds(house: Installation, http: httpx.AsyncClient) -> dict[str, Any]:
    taken: dict[str, list[float]] = {}
    surroundings = Surroundings()
    before = cpu_seconds(house.pids(_PARTS))
    for number in range(_ROUNDS):
        if number == _WARM:
            before = cpu_seconds(house.pids(_PARTS))
        began = time.monotonic()
        for name, (path, query) in _asked(house).items():
            taken.setdefault(name, []).append(await _ask(http, path, query))
        await asyncio.sleep(max(0.0, _PAUSE + began - time.monotonic()))
    later = {name: round(median(each[_WARM:]) * 1000, 1) for name, each in taken.items()}
    return {
        "first_ms": {name: round(each[0] * 1000, 1) for name, each in taken.items()},
        "later_ms": later,
        "slowest_ms": max(later.values()),
        "cpu_seconds": used(before, cpu_seconds(house.pids(_PARTS))),
        "surroundings": surroundings.told(),
    }


def _asked(house: Installation) -> dict[str, tuple[str, dict[str, str]]]:
    journey = f"/api/journeys/{FOUR_STEPS}"
    week = (house.now() - timedelta(days=7)).replace(second=0, microsecond=0).isoformat()
    return {
        "journeys": ("/api/journeys", {}),
        "journey": (journey, {}),
        "numbers": (f"{journey}/counts", {}),
        "watched": (f"{journey}/watch", {}),
        "watched, a week": (f"{journey}/watch", {"since": week}),
        "overview": ("/api/overview", {}),
        "needs": ("/api/overview/needs", {}),
        "map": ("/api/map", {}),
        "queues": ("/api/tasks/queues", {}),
        "mails": ("/api/messages", {}),
        "mails that failed": ("/api/messages", {"state": "failed"}),
        "events": ("/api/events", {}),
        "events of a seldom type": ("/api/events", {"type": years.SELDOM}),
    }


async def _ask(http: httpx.AsyncClient, path: str, query: dict[str, str]) -> float:
    began = time.monotonic()
    answer = await http.get(path, params=query)
    answer.raise_for_status()
    return time.monotonic() - began


async def _sign_in(house: Installation, http: httpx.AsyncClient) -> None:
    async with house.pool.acquire() as conn:
        account = await ensure_account(conn, "bench@example.org", "Bench", "operator")
        token = await make_link(conn, account)
    (await http.post("/api/session/link", json={"token": token})).raise_for_status()

"""Live numbers: counted once however many look on, and never small ones to whom may not open them."""

import asyncio
from datetime import UTC, datetime

import pytest

from designer_api.journeys.answers import SharedAnswers
from designer_api.journeys.coarse import coarse_live, sees_few
from designer_api.journeys.schemas import Live, StepNumbers, Totals


async def test_whoever_looks_meanwhile_gets_the_same_answer_and_nobody_asks_twice() -> None:
    shared: SharedAnswers[str, int] = SharedAnswers()
    asked = 0

    async def ask() -> int:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0.01)
        return asked

    assert await asyncio.gather(*(shared.of("a", ask) for _ in range(5))) == [1] * 5
    assert await shared.of("b", ask) == 2


async def test_an_answer_that_took_long_is_asked_for_again_that_much_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 100.0
    monkeypatch.setattr("designer_api.journeys.answers.time.monotonic", lambda: now)
    shared: SharedAnswers[str, float] = SharedAnswers()

    async def ask() -> float:
        nonlocal now
        now += 3.0
        return now

    first = await shared.of("a", ask)
    now += 14.0  # less than five times three seconds
    assert await shared.of("a", ask) == first
    now += 2.0
    assert await shared.of("a", ask) != first


def test_people_and_mails_are_told_in_tens() -> None:
    step = StepNumbers(entered=3, waiting=1, done=12, skipped={"opted-out": 2}, outcomes={"passed": 40})
    live = Live(datetime.now(UTC), Totals(13, 1, 12, 0, 7), {"a": step}, {"completed": 2}, 0.0)
    told = coarse_live(live)
    assert told.coarse
    assert told.totals == Totals(20, 10, 20, 0, 10)
    assert told.steps["a"] == StepNumbers(10, 10, 20, {}, {"opted-out": 10}, {}, {"passed": 40})
    assert told.outcomes == {"completed": 10}


def test_only_who_may_open_a_number_sees_it_exactly() -> None:
    assert [sees_few(role) for role in ("viewer", "author", "operator", "admin", "")] == [
        False,
        False,
        True,
        True,
        False,
    ]

"""Journeys by schedule: who is enrolled, when, and never twice."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from temporalio.client import Client

from engine.intake.audiences import Audiences
from engine.intake.router import Router
from engine.intake.schedules import due_run, next_run
from engine.journey import events
from engine.journey.plan import Cap, Enroll, Exit, Plan, Schedule
from engine.store.audience_runs import make_due
from tests.intake_router.house import NOW, House, person, said

NEW_YORK = ZoneInfo("America/New_York")


def screening(again: int = -1, **more: Any) -> Plan:
    return Plan(
        journey="screening",
        title="Screening",
        purpose="treatment",
        start=0,
        nodes=(Exit(id="done"),),
        enroll=Enroll(audience="older", schedule=Schedule(every=86400, clock="09:00"), again=again, **more),
        fields={"patient.age": "int"},
        segments={"older": "patient.age >= 45"},
        exits=tuple(sorted(events.ENDS_ALL)),
    )


async def _register(house: House, router: Router) -> None:
    told = [
        said(events.PATIENT_REGISTERED, person(number, birth_date=f"{1950 + number % 60}-01-01"))
        for number in range(120)
    ]
    told += [
        said(events.PATIENT_REGISTERED, person(500)),  # nobody knows their age
        said(events.PATIENT_DECEASED, person(501, birth_date="1940-01-01")),
    ]
    await house.hear_each(told)
    await house.route(router)


async def test_an_audience_enrolls_those_certainly_in_its_segment_and_each_once(
    house: House, router: Router, client: Client
) -> None:
    await house.open(screening())
    await _register(house, router)
    audiences = Audiences(house.pool, client, house.settings)
    expected = sum(datetime.now(UTC).year - (1950 + number % 60) >= 45 for number in range(120))
    assert await audiences.run_now("screening") == expected
    assert await audiences.run_now("screening") == 0
    assert await house.one("select count(distinct patient_id) from enrollment") == expected
    assert await house.one("select count(*) from cohort where state <> 'running'") == 0


async def test_a_schedule_runs_when_due_and_not_again_the_same_day(
    house: House, router: Router, client: Client
) -> None:
    await house.open(screening(again=0))
    await _register(house, router)
    audiences = Audiences(house.pool, client, house.settings)
    await make_due(house.pool, "screening", NOW - timedelta(days=2))
    assert await audiences.run_due() > 0
    await house.pool.execute("update enrollment set state = 'left', left_at = now()")
    assert await audiences.run_due() == 0


async def _ids(house: House) -> list[object]:
    return [who for (who,) in await house.rows("select patient_id from enrollment")]


async def test_where_the_room_ends_a_run_stops_counts_who_waits_and_goes_on_behind(
    house: House, router: Router, client: Client
) -> None:
    await house.open(screening(cap=Cap(30, 3600)))
    await _register(house, router)
    audiences = Audiences(house.pool, client, house.settings)
    everybody = sum(datetime.now(UTC).year - (1950 + number % 60) >= 45 for number in range(120))
    entered = [await audiences.run_now("screening")]
    while not await house.one("select finished_at from audience_run"):
        waiting = await house.one("select waiting from audience_run")
        assert waiting == everybody - sum(entered)
        assert await audiences.run_due() == 0  # no room yet
        await house.pool.execute("update entry_moment set at = at - interval '1 hour'")
        entered.append(await audiences.run_due())
    assert sum(entered) == everybody and set(entered[:-1]) == {30}
    assert len(set(await _ids(house))) == everybody
    assert await house.one("select waiting from audience_run") == 0


async def test_a_run_that_breaks_off_anywhere_is_finished_by_another_router_and_nobody_is_enrolled_twice(
    house: House, router: Router, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`again: after exit` would let somebody who left at once in a second time, were the page done again."""
    await house.open(screening(again=0))
    await _register(house, router)
    monkeypatch.setattr("engine.intake.audiences.MOST_MEMBERS", 20)
    everybody = sum(datetime.now(UTC).year - (1950 + number % 60) >= 45 for number in range(120))
    await make_due(house.pool, "screening", NOW - timedelta(days=2))
    for pages in (1, 2):
        with contextlib.suppress(asyncio.CancelledError):
            await _cancelled_after(Audiences(house.pool, client, house.settings), pages)
        await house.pool.execute("update enrollment set state = 'left', left_at = now()")
    assert 0 < len(await _ids(house)) < everybody
    assert await house.one("select finished_at from audience_run") is None
    await Audiences(house.pool, client, house.settings).run_due()
    found = await _ids(house)
    assert (len(found), len(set(found))) == (everybody, everybody)


async def _cancelled_after(audiences: Audiences, pages: int) -> None:
    """Dies between two pages, as by kill -9: what was committed stays, nothing else does."""
    enroll, left = audiences._enroll, pages

    async def dying(*told: Any) -> Any:
        nonlocal left
        if not left:
            raise asyncio.CancelledError
        left -= 1
        return await enroll(*told)

    audiences._enroll = dying  # type: ignore[method-assign]
    await audiences.run_due()


async def test_two_audiences_of_one_journey_run_each_on_its_own_schedule(
    house: House, router: Router, client: Client
) -> None:
    plan = screening()
    young = Enroll(audience="younger", schedule=Schedule(every=7 * 86400, clock="09:00"))
    segments = {**plan.segments, "younger": "patient.age < 45"}
    await house.open(msgspec.structs.replace(plan, also=(young,), segments=segments))
    await _register(house, router)
    audiences = Audiences(house.pool, client, house.settings)
    await make_due(house.pool, "screening", NOW - timedelta(days=2), way=0)
    await make_due(house.pool, "screening", NOW - timedelta(days=2), way=1)
    first = await audiences.run_due()
    assert 0 < first < 120
    await make_due(house.pool, "screening", NOW - timedelta(days=9), way=1)
    assert await audiences.run_due() == 120 - first


async def test_two_routers_at_once_run_an_audience_once(house: House, router: Router, client: Client) -> None:
    await house.open(screening(again=0))
    await _register(house, router)
    await make_due(house.pool, "screening", NOW - timedelta(days=2))
    both = [Audiences(house.pool, client, house.settings) for _ in range(2)]
    enrolled = await asyncio.gather(*(each.run_due() for each in both))
    assert sorted(enrolled)[0] == 0 and sum(enrolled) == len(await _ids(house))


@pytest.mark.parametrize(
    ("served", "now", "due"),
    [
        ("2026-03-02T09:00", "2026-03-03T08:59", None),
        ("2026-03-02T09:00", "2026-03-03T09:00", "2026-03-03T09:00"),
        ("2026-03-02T09:00", "2026-03-09T17:00", "2026-03-09T09:00"),  # a week asleep: once, the latest
        ("2026-03-06T09:00", "2026-03-07T12:00", None),  # Saturday
        ("2026-03-06T09:00", "2026-03-09T09:00", "2026-03-09T09:00"),  # over the clock change, and Monday
    ],
)
def test_a_schedule_on_weekdays_does_what_was_missed_once(served: str, now: str, due: str | None) -> None:
    def local(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)

    schedule = Schedule(every=86400, clock="09:00", days=(1, 2, 3, 4, 5))
    found = due_run(schedule, local(served), local("2026-01-01T00:00"), NEW_YORK, local(now))
    assert found == (local(due) if due else None)


def test_a_late_run_does_not_move_the_days_of_a_weekly_schedule() -> None:
    monday = datetime(2026, 3, 2, 9, tzinfo=NEW_YORK)
    late = monday + timedelta(days=9)
    served = due_run(Schedule(every=7 * 86400), monday, monday, NEW_YORK, late)
    assert served == monday + timedelta(days=7)
    assert next_run(Schedule(every=7 * 86400), served, monday, NEW_YORK) == monday + timedelta(days=14)


@pytest.mark.parametrize(
    ("ran_at", "since", "due"),
    [
        (None, "2026-03-05T08:00", "2026-03-05T09:00"),
        (None, "2026-03-05T09:30", "2026-03-06T09:00"),
        ("2026-03-05T09:00", "2026-01-01T00:00", "2026-03-06T09:00"),
        ("2026-03-07T17:00", "2026-01-01T00:00", "2026-03-08T09:00"),  # the clocks go forward that night
    ],
)
def test_a_schedule_keeps_to_its_wall_clock(ran_at: str | None, since: str, due: str) -> None:
    def local(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)

    schedule = Schedule(every=86400, clock="09:00")
    found = next_run(schedule, local(ran_at).astimezone(UTC) if ran_at else None, local(since), NEW_YORK)
    assert found == local(due)

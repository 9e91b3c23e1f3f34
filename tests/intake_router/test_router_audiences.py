"""Journeys by schedule: who is enrolled, when, and never twice."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from temporalio.client import Client

from engine.intake.audiences import Audiences
from engine.intake.router import Router
from engine.intake.schedules import next_run
from engine.journey import events
from engine.journey.plan import Enroll, Exit, Plan, Schedule
from engine.store.audience_runs import make_due
from tests.intake_router.house import NOW, House, person, said

NEW_YORK = ZoneInfo("America/New_York")


def screening(again: int = -1) -> Plan:
    return Plan(
        journey="screening",
        title="Screening",
        purpose="treatment",
        start=0,
        nodes=(Exit(id="done"),),
        enroll=Enroll(audience="older", schedule=Schedule(every=86400, clock="09:00"), again=again),
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

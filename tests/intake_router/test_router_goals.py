"""Goals: attributed by when things happened, once, also for those who left, told in whatever order."""

import itertools
from datetime import datetime, timedelta

import pytest

from engine.intake.router import Router
from engine.journey import events
from engine.journey.plan import NOW as MOMENT
from engine.journey.plan import Anchor, Enroll, Goal
from engine.store.ids import uuid7
from engine.store.outcomes import read_split_numbers
from tests.intake_router.house import NOW, START, House, booked, person, said
from tests.intake_router.ways import journey

REGISTERED = Enroll(on=(events.PATIENT_REGISTERED,))
ENTERED = NOW - timedelta(days=20)


def _after(days: int) -> Anchor:
    return Anchor(field=MOMENT, days=days)


async def _enter(house: House, router: Router, goal: Goal, *people: int) -> None:
    """Entered twenty days ago."""
    await house.open(journey(REGISTERED, goal=goal))
    await house.hear_each([said(events.PATIENT_REGISTERED, person(number)) for number in people])
    await house.route(router)
    await house.pool.execute("update enrollment set entered_at = $1", ENTERED)


async def _completed(house: House, router: Router, number: int, at: datetime) -> None:
    key = f"A{number}-{at.timestamp()}"
    await house.hear(said(events.APPOINTMENT_COMPLETED, person(number), key, at=at, start=at))
    await house.route(router)


async def _goal(house: House) -> object:
    return await house.one("select goal_at from enrollment")


async def _mail(house: House, sent_at: datetime) -> None:
    enrollment, patient, version = (await house.rows("select id, patient_id, version from enrollment"))[0]
    await house.pool.execute(
        "insert into message (id, enrollment_id, step, visit, journey, version, patient_id, template,"
        " language, purpose, data_class, state, rfc_message_id, sealed, created_at, sent_at)"
        " values ($1, $2, 'm', $3, 'ways', $4, $5, 't', 'en', 'treatment', 'operational', 'sent', $6, '',"
        " $7, $7)",
        uuid7(), enrollment, int(sent_at.timestamp()) % 10**9, version, patient, str(uuid7()), sent_at,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "counts"), [(-1, False), (0, True), (13.99, True), (14, True), (14.01, False)]
)
async def test_since_entry_the_window_is_exact_and_counted_in_event_time(
    house: House, router: Router, days: float, counts: bool
) -> None:
    await _enter(house, router, Goal(events.APPOINTMENT_COMPLETED, _after(14), "entry"), 1)
    at = ENTERED + timedelta(days=days)
    await _completed(house, router, 1, at)
    assert await _goal(house) == (at if counts else None)


async def test_since_the_latest_send_before_it_counts_and_none_sent_means_no_goal(
    house: House, router: Router
) -> None:
    await _enter(house, router, Goal(events.APPOINTMENT_COMPLETED, _after(2), "send"), 1)
    await _completed(house, router, 1, ENTERED + timedelta(days=1))
    assert await _goal(house) is None
    for days in (3, 8, 15):
        await _mail(house, ENTERED + timedelta(days=days))
    await _completed(house, router, 1, ENTERED + timedelta(days=7))  # four days after the first
    assert await _goal(house) is None
    await _completed(house, router, 1, ENTERED + timedelta(days=9))  # one day after the second
    assert await _goal(house) == ENTERED + timedelta(days=9)


async def test_a_goal_that_hangs_on_a_field_is_measured_by_the_enrollments_own_appointment(
    house: House, router: Router
) -> None:
    """Another kind of event brings no appointment along; the enrollment has its own."""
    goal = Goal(events.CARE_GAP_CLOSED, Anchor(field="appointment.start", days=2))
    await house.open(journey(Enroll(on=(events.APPOINTMENT_BOOKED,), once_per="appointment"), goal=goal))
    started = NOW - timedelta(days=1)
    await house.hear_each(
        [booked(1, start=started, at=ENTERED), booked(2, start=started - timedelta(days=3), at=ENTERED)]
    )
    await house.route(router)
    await house.pool.execute("update enrollment set entered_at = $1", ENTERED)
    for number in (1, 2):
        await house.hear(said(events.CARE_GAP_OPENED, person(number), care_gap="colon", at=ENTERED))
        await house.hear(said(events.CARE_GAP_CLOSED, person(number), care_gap="colon", at=NOW))
    await house.route(router)
    reached = (
        "select goal_at from enrollment e join appointment a on a.id = e.appointment_id order by a.starts_at"
    )
    assert await house.rows(reached) == [(None,), (NOW,)]


@pytest.mark.parametrize("order", list(itertools.permutations((3, 5, 30))))
async def test_the_earliest_counts_in_whatever_order_they_are_told_also_after_leaving(
    house: House, router: Router, order: tuple[int, ...]
) -> None:
    await _enter(house, router, Goal(events.APPOINTMENT_COMPLETED, _after(14), "entry"), 1)
    await house.pool.execute(
        "update enrollment set state = 'left', left_at = $1", ENTERED + timedelta(days=1)
    )
    for days in order:
        await _completed(house, router, 1, ENTERED + timedelta(days=min(days, 19)))
    assert await _goal(house) == ENTERED + timedelta(days=3)


async def test_without_a_window_a_goal_counts_until_ninety_days_after_leaving(
    house: House, router: Router
) -> None:
    await _enter(house, router, Goal(events.APPOINTMENT_COMPLETED), 1)
    entered = NOW - timedelta(days=200)
    await house.pool.execute("update enrollment set entered_at = $1, state = 'left', left_at = $1", entered)
    await _completed(house, router, 1, entered + timedelta(days=91))
    assert await _goal(house) is None
    await _completed(house, router, 1, entered + timedelta(days=89))
    assert await _goal(house) == entered + timedelta(days=89)


async def test_the_same_event_again_changes_nothing(house: House, router: Router) -> None:
    await _enter(house, router, Goal(events.APPOINTMENT_BOOKED), 1)
    for _ in range(3):
        await house.hear(said(events.APPOINTMENT_BOOKED, person(1), "A1", at=NOW, start=START))
    await house.route(router)
    assert await _goal(house) == NOW


async def test_goals_are_counted_by_the_path_that_people_took(house: House, router: Router) -> None:
    await _enter(house, router, Goal(events.APPOINTMENT_COMPLETED), *range(6))
    ids = [one for (one,) in await house.rows("select id from enrollment order by id")]
    for place, one in enumerate(ids):
        await house.pool.execute(
            "insert into step_visit (enrollment_id, step, visit, entered_at, ended_at, outcome)"
            " values ($1, 'letter', 1, now(), now(), $2)",
            one,
            "none" if place < 2 else "with",
        )
    await house.pool.execute("update enrollment set goal_at = now() where id = any($1)", ids[1:5])
    async with house.pool.acquire() as connection:
        found = await read_split_numbers(connection, "ways", ["letter"])
    assert {path: (told.people, told.goals) for path, told in found["letter"].items()} == {
        "none": (2, 1),
        "with": (4, 3),
    }

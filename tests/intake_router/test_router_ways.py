"""Several ways into one journey: each with its own condition, re-entry rule, cap and ramp."""

import asyncio
from datetime import timedelta

from engine.intake.letting_in import LettingIn
from engine.intake.router import Router
from engine.journey import events
from engine.journey.plan import Cap, Enroll
from engine.store.journeys import publish, set_paused
from tests.intake_router.house import NOW, House, booked, person, said
from tests.intake_router.ways import journey

BOOKED = Enroll(on=(events.APPOINTMENT_BOOKED,))
REGISTERED = Enroll(on=(events.PATIENT_REGISTERED,))


def capped(count: int = 2, seconds: int = 3600, **more: object) -> Enroll:
    return Enroll(on=(events.APPOINTMENT_BOOKED,), cap=Cap(count, seconds), **more)  # type: ignore[arg-type]


async def _inside(house: House) -> object:
    return await house.one("select count(*) from enrollment")


async def _outcomes(house: House) -> list[object]:
    return [word for (word,) in await house.rows("select outcome from event order by seq")]


async def test_whoever_comes_by_two_ways_at_once_enters_once(house: House, router: Router) -> None:
    await house.open(journey(REGISTERED, BOOKED))
    await house.hear(said(events.PATIENT_REGISTERED, person(1)))
    await house.hear(booked(1))
    others = [Router(house.pool, router._dispatcher._client, house.settings) for _ in range(2)]
    await asyncio.gather(*(house.route(each) for each in (router, *others)))
    assert await _outcomes(house) == ["enrolled", "already-inside"]
    assert await _inside(house) == 1


async def test_each_way_asks_its_own_condition_and_the_first_that_fits_lets_in(
    house: House, router: Router
) -> None:
    old = Enroll(on=(events.APPOINTMENT_BOOKED,), when="patient.age >= 65", once_per="appointment")
    young = Enroll(on=(events.APPOINTMENT_BOOKED,), when="patient.age < 65")
    await house.open(journey(old, young))
    for number, born in ((1, "1940-01-01"), (2, "1990-01-01")):
        await house.hear(
            said(events.APPOINTMENT_BOOKED, person(number, birth_date=born), f"A{number}", start=NOW)
        )
    await house.hear(booked(3))
    await house.route(router)
    assert await _outcomes(house) == ["enrolled", "enrolled", "not-matching"]
    per_visit = "select entity <> '' from enrollment e join event v on v.id = e.event_id order by v.seq"
    assert await house.rows(per_visit) == [(True,), (False,)]


async def test_each_way_has_its_own_rule_of_coming_again(house: House, router: Router) -> None:
    await house.open(journey(REGISTERED, Enroll(on=(events.APPOINTMENT_BOOKED,), again=0)))
    await house.hear(said(events.PATIENT_REGISTERED, person(1)))
    await house.route(router)
    await house.pool.execute("update enrollment set state = 'left', left_at = now()")
    await house.hear(booked(1))
    await house.route(router)
    assert await house.rows("select round from enrollment order by round") == [(1,), (2,)]


async def test_over_the_cap_people_wait_in_the_order_in_which_they_came(house: House, router: Router) -> None:
    await house.open(journey(capped(2)))
    await house.hear_each([booked(number) for number in range(1, 6)])
    await house.route(router)
    assert await _outcomes(house) == ["enrolled", "enrolled", "waiting", "waiting", "waiting"]
    letting = LettingIn(house.pool, house.settings)
    assert await letting.let_in() == []
    await house.pool.execute("update entry_moment set at = at - interval '1 hour'")
    assert len(await letting.let_in()) == 1
    assert await _outcomes(house) == ["enrolled"] * 4 + ["waiting"]
    assert await house.one("select count(*) from waiting_entry") == 1


async def test_two_routers_together_never_let_in_more_than_the_cap(house: House, router: Router) -> None:
    await house.open(journey(capped(7, once_per="appointment")))
    await house.hear_each([booked(number) for number in range(60)])
    routers = [router, *(Router(house.pool, router._dispatcher._client, house.settings) for _ in range(3))]
    lines = [LettingIn(house.pool, house.settings) for _ in range(2)]
    await asyncio.gather(*(house.route(each) for each in routers), *(each.let_in() for each in lines))
    assert await _inside(house) == 7
    assert await house.one("select count(*) from waiting_entry") == 53


async def test_nobody_overtakes_those_who_wait(house: House, router: Router) -> None:
    await house.open(journey(capped(1)))
    await house.hear_each([booked(1), booked(2)])
    await house.route(router)
    await house.pool.execute("update entry_moment set at = at - interval '1 hour'")
    await house.hear(booked(3))
    await house.route(router)
    assert await _outcomes(house) == ["enrolled", "waiting", "waiting"]
    await LettingIn(house.pool, house.settings).let_in()
    assert await _outcomes(house) == ["enrolled", "enrolled", "waiting"]


async def test_the_condition_is_asked_again_when_there_is_room(house: House, router: Router) -> None:
    await house.open(journey(capped(1, when="patient.age >= 18")))
    for number in (1, 2, 3):
        grown = person(number, birth_date="1960-01-01")
        await house.hear(said(events.APPOINTMENT_BOOKED, grown, f"A{number}", start=NOW))
    await house.route(router)
    younger = person(2, birth_date="2020-01-01")
    await house.hear(said(events.PATIENT_UPDATED, younger, at=NOW + timedelta(minutes=1)))
    await house.route(router)
    await house.pool.execute("update entry_moment set at = at - interval '1 hour'")
    await LettingIn(house.pool, house.settings).let_in()
    assert (await _outcomes(house))[:3] == ["enrolled", "not-matching", "enrolled"]


async def test_who_waits_is_kept_out_by_what_would_end_the_journey(house: House, router: Router) -> None:
    await house.open(journey(capped(1)))
    await house.hear_each([booked(number) for number in (1, 2, 3)])
    await house.route(router)
    await house.hear(said(events.APPOINTMENT_CANCELLED, person(2), "A2", at=NOW + timedelta(minutes=1)))
    await house.hear(said(events.PATIENT_DECEASED, person(3), at=NOW + timedelta(minutes=1)))
    await house.route(router)
    assert await house.one("select count(*) from waiting_entry") == 0
    assert (await _outcomes(house))[1:3] == ["exit:appointment.cancelled", "exit:patient.deceased"]


async def test_a_booking_and_its_cancellation_in_one_batch_leave_nobody_in_line(
    house: House, router: Router
) -> None:
    await house.open(journey(capped(1)))
    await house.hear_each([booked(1), booked(2)])
    await house.hear(said(events.APPOINTMENT_CANCELLED, person(2), "A2", at=NOW + timedelta(minutes=1)))
    await house.route(router)
    assert await house.one("select count(*) from waiting_entry") == 0


async def test_a_ramp_grows_day_by_day_of_the_organisation(house: House, router: Router) -> None:
    await house.open(journey(Enroll(on=(events.APPOINTMENT_BOOKED,), ramp=(1, 2))))
    await house.hear_each([booked(number) for number in range(1, 7)])
    await house.route(router)
    letting, counts = LettingIn(house.pool, house.settings), [await _inside(house)]
    for _ in range(2):
        await house.pool.execute("update entry_day set day = day - 1")
        await letting.let_in()
        await letting.let_in()
        counts.append(await _inside(house))
    assert counts == [1, 3, 6]


async def test_a_paused_journey_lets_nobody_out_of_the_line_and_a_closed_one_sends_them_home(
    house: House, router: Router
) -> None:
    await house.open(journey(capped(1)))
    await house.hear_each([booked(1), booked(2)])
    await house.route(router)
    await house.pool.execute("update entry_moment set at = at - interval '1 hour'")
    letting = LettingIn(house.pool, house.settings)
    async with house.pool.acquire() as connection:
        await set_paused(connection, "ways", True, at=NOW)
    await letting.let_in()
    assert (await _outcomes(house))[1] == "waiting"
    await house.pool.execute("update journey set paused = false, closed_at = now()")
    await letting.let_in()
    assert (await _outcomes(house))[1] == "closed"


async def test_a_new_version_lets_those_in_line_come_by_whichever_way_takes_their_event(
    house: House, router: Router
) -> None:
    await house.open(journey(capped(1)))
    await house.hear_each([booked(1), booked(2)])
    await house.route(router)
    async with house.pool.acquire() as connection, connection.transaction():
        await publish(connection, journey(REGISTERED, BOOKED), "", (), by="test", now=NOW)
    letting = LettingIn(house.pool, house.settings)
    await letting.let_in()
    await letting.let_in()
    assert (await _outcomes(house))[1] == "enrolled"
    assert await house.one("select count(distinct version) from enrollment") == 2


async def test_the_same_person_and_thing_waits_once(house: House, router: Router) -> None:
    await house.open(journey(capped(1)))
    await house.hear_each([booked(1), booked(2, key="A2"), booked(2, key="A3")])
    await house.route(router)
    await house.hear(booked(2, key="A4"))
    await house.route(router)
    assert await _outcomes(house) == ["enrolled", "waiting", "already-waiting", "already-waiting"]


async def test_whom_an_event_brings_to_a_paused_journey_waits_until_a_person_lets_it_go_on(
    house: House, router: Router
) -> None:
    await house.open(journey(BOOKED))
    async with house.pool.acquire() as connection:
        await set_paused(connection, "ways", True, at=NOW)
    await house.hear_each([booked(1), booked(2)])
    await house.hear(said(events.APPOINTMENT_CANCELLED, person(2), "A2", at=NOW + timedelta(minutes=1)))
    await house.route(router)
    assert (await _outcomes(house))[:2] == ["waiting", "exit:appointment.cancelled"]
    async with house.pool.acquire() as connection:
        await set_paused(connection, "ways", False, at=NOW)
    await LettingIn(house.pool, house.settings).let_in()
    assert (await _outcomes(house))[0] == "enrolled"


async def test_what_ends_a_journey_is_never_missed_by_those_who_are_let_in_meanwhile(
    house: House, router: Router
) -> None:
    """Raced: for everybody it comes before they enter, and they leave the line; or after, and it is heard."""
    await house.open(journey(capped(1, once_per="appointment")))
    await house.hear_each([booked(number) for number in range(31)])
    await house.route(router)
    without_cap = journey(Enroll(on=(events.APPOINTMENT_BOOKED,), once_per="appointment"))
    async with house.pool.acquire() as connection, connection.transaction():
        await publish(connection, without_cap, "", (), by="test", now=NOW)
    ended = [
        said(events.APPOINTMENT_CANCELLED, person(number), f"A{number}", at=NOW + timedelta(minutes=1))
        for number in range(31)
    ]
    await house.hear_each(ended)
    letting = [LettingIn(house.pool, house.settings) for _ in range(2)]
    await asyncio.gather(_one_by_one(house, router), *(each.let_in() for each in letting))
    assert await house.one("select count(*) from waiting_entry") == 0
    unheard = (
        "select count(*) from enrollment e where not exists (select from cohort_signal s"
        " where s.enrollment_id = e.id and s.type = 'appointment.cancelled')"
    )
    assert await house.one(unheard) == 0
    words = {
        word for (word,) in await house.rows("select outcome from event where type = 'appointment.booked'")
    }
    assert words <= {"enrolled", "exit:appointment.cancelled"}


async def _one_by_one(house: House, router: Router) -> None:
    while await house.one("select count(*) from event where routed_at is null"):
        await router.route_batch()


async def test_somebody_whose_record_does_not_open_holds_up_nobody_in_line(
    house: House, router: Router
) -> None:
    await house.open(journey(capped(1)))
    await house.hear_each([booked(number) for number in (1, 2, 3)])
    await house.route(router)
    await house.pool.execute(
        "update patient set sealed = '\\x00'"
        " where id = (select patient_id from waiting_entry order by id limit 1)"
    )
    await house.pool.execute("update entry_moment set at = at - interval '1 hour'")
    await LettingIn(house.pool, house.settings).let_in()
    assert await _outcomes(house) == ["enrolled", "not-active", "enrolled"]

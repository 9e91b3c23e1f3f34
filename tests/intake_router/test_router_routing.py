"""From stored events to rows: who enters, who hears, what the projections hold."""

import asyncio
from datetime import timedelta

from engine.intake.router import Router
from engine.journey import events
from tests.intake_router.house import NOW, START, House, booked, identifier, person, reminder, said


async def test_a_booking_enrolls_its_patient_once(house: House, router: Router) -> None:
    await house.open(reminder())
    await house.hear(booked(1))
    await house.route(router)
    assert await house.rows("select state, round, step from enrollment") == [("active", 1, "day-before")]
    assert await house.rows("select outcome from event") == [("enrolled",)]


async def test_fifty_identical_bookings_make_one_enrollment(house: House, router: Router) -> None:
    await house.open(reminder())
    await asyncio.gather(*(house.hear(booked(1, at=NOW + timedelta(seconds=n))) for n in range(50)))
    others = [Router(house.pool, router._dispatcher._client, house.settings) for _ in range(3)]
    await asyncio.gather(*(house.route(each) for each in (router, *others)))
    assert await house.one("select count(*) from enrollment") == 1
    assert await house.one("select count(*) from patient") == 1
    assert await house.one("select count(*) from event where routed_at is null") == 0


async def test_a_cancellation_that_comes_before_its_booking_keeps_the_patient_out(
    house: House, router: Router
) -> None:
    await house.open(reminder())
    await house.hear(said(events.APPOINTMENT_CANCELLED, person(1), "A1", at=NOW))
    await house.hear(booked(1, at=NOW - timedelta(hours=1)))
    await house.route(router)
    assert await house.one("select count(*) from enrollment") == 0
    assert await house.one("select status from appointment") == "cancelled"
    assert await house.one("select outcome from event order by seq desc limit 1") == "stale"


async def test_a_cancellation_without_a_patient_leaves_a_tombstone(house: House, router: Router) -> None:
    await house.open(reminder())
    await house.hear(said(events.APPOINTMENT_CANCELLED, None, "A1", at=NOW))
    await house.route(router)
    await house.hear(booked(1, at=NOW - timedelta(hours=1)))
    await house.route(router)
    assert await house.one("select count(*) from enrollment") == 0
    assert await house.one("select status from appointment where patient_id is not null") == "cancelled"


async def test_another_start_under_the_same_booking_is_heard_as_a_reschedule(
    house: House, router: Router
) -> None:
    await house.open(reminder())
    await house.hear(booked(1))
    await house.hear(booked(1, at=NOW + timedelta(minutes=5), start=START + timedelta(days=1)))
    await house.route(router)
    assert await house.rows("select type from cohort_signal") == [(events.APPOINTMENT_RESCHEDULED,)]
    assert await house.one("select starts_at from appointment") == START + timedelta(days=1)
    assert await house.one("select epoch from patient") == 3  # first e-mail, booked, moved


async def test_a_cancel_is_told_to_those_inside(house: House, router: Router) -> None:
    await house.open(reminder())
    await house.hear(booked(1))
    await house.route(router)
    before = await house.one("select epoch from patient")
    await house.hear(said(events.APPOINTMENT_CANCELLED, person(1), "A1", at=NOW + timedelta(minutes=1)))
    await house.route(router)
    assert await house.rows("select type, kind from cohort_signal") == [
        (events.APPOINTMENT_CANCELLED, "event")
    ]
    assert await house.one("select epoch from patient") == before + 1


async def test_an_event_about_one_appointment_is_not_told_to_the_other(house: House, router: Router) -> None:
    await house.open(reminder())
    await house.hear_each([booked(1, key="A1"), booked(1, key="A2")])
    await house.hear(said(events.APPOINTMENT_CANCELLED, person(1), "A2", at=NOW + timedelta(minutes=1)))
    await house.route(router)
    assert await house.one("select count(*) from enrollment") == 2
    assert await house.one("select count(*) from cohort_signal") == 1


async def test_a_death_is_told_to_every_journey_and_nobody_enters_any_more(
    house: House, router: Router
) -> None:
    await house.open(reminder(), reminder("second"))
    await house.hear(booked(1))
    await house.hear(said(events.PATIENT_DECEASED, person(1), at=NOW + timedelta(minutes=1)))
    await house.hear(booked(1, key="A9", at=NOW + timedelta(minutes=2)))
    await house.route(router)
    assert await house.one("select deceased from patient") is True
    assert await house.one("select count(*) from enrollment") == 2
    assert await house.rows("select type, count(*) from cohort_signal group by 1") == [
        (events.PATIENT_DECEASED, 2)
    ]


async def test_a_death_mentioned_in_passing_counts(house: House, router: Router) -> None:
    await house.open(reminder())
    await house.hear(booked(1))
    await house.hear(
        said(events.APPOINTMENT_UPDATED, person(1, deceased=True), "A1", at=NOW + timedelta(minutes=1))
    )
    await house.route(router)
    assert (events.PATIENT_DECEASED,) in await house.rows("select type from cohort_signal")


async def test_a_merge_ends_the_vanished_record_and_moves_what_it_had(house: House, router: Router) -> None:
    await house.open(reminder())
    await house.hear_each([booked(1), booked(2)])
    await house.route(router)
    survivor = await house.one("select patient_id from event order by seq limit 1")
    await house.pool.execute(
        "insert into consent (id, patient_id, topic, granted, at)"
        " select gen_random_uuid(), id, 'reminders', id = $1, now() from patient",
        survivor,
    )
    merged = said(
        events.PATIENT_MERGED,
        person(1),
        merged_from=(identifier(2), identifier(3)),
        at=NOW + timedelta(minutes=1),
    )
    await house.hear(merged)
    await house.route(router)
    assert await house.rows("select distinct patient_id from patient_identifier") == [(survivor,)]
    assert await house.one("select count(*) from patient_identifier") == 3
    assert await house.one("select merged_into from patient where id <> $1", survivor) == survivor
    assert await house.rows("select distinct patient_id from appointment") == [(survivor,)]
    told = await house.rows(
        "select s.type, e.patient_id <> $1 from cohort_signal s join enrollment e on e.id = s.enrollment_id",
        survivor,
    )
    assert told == [(events.PATIENT_MERGED, True)]
    renewed = "select count(*) from enrollment where patient_id = $1 and state = 'active'"
    assert await house.one(renewed, survivor) == 2  # its own, and the vanished one's visit still ahead
    newest = "select granted from consent where patient_id = $1 order by at desc, id desc limit 1"
    assert await house.one(newest, survivor) is False
    await house.hear(said(events.APPOINTMENT_CANCELLED, person(2), "A2", at=NOW + timedelta(minutes=2)))
    await house.route(router)
    assert await house.one(
        "select status from appointment where starts_at is not null and status = 'cancelled'"
    )


async def test_a_wrongly_filed_appointment_leaves_the_wrong_person(house: House, router: Router) -> None:
    await house.open(reminder())
    await house.hear(booked(1, key="A1"))
    await house.hear(booked(2, key="A1", at=NOW + timedelta(minutes=1)))
    await house.route(router)
    assert await house.one("select count(*) from enrollment") == 2
    assert await house.rows("select kind, type from cohort_signal") == [("leave", "another-patient")]


async def test_a_condition_that_does_not_hold_keeps_people_out(house: House, router: Router) -> None:
    await house.open(reminder(when="appointment.start - now > duration('3h') && patient.age >= 18"))
    grown = said(events.APPOINTMENT_BOOKED, person(1, birth_date="1950-01-01"), "A1", start=START)
    child = said(events.APPOINTMENT_BOOKED, person(2, birth_date="2020-01-01"), "A2", start=START)
    ageless = said(events.APPOINTMENT_BOOKED, person(3), "A3", start=START)
    await house.hear_each([grown, child, ageless])
    await house.route(router)
    assert await house.rows("select outcome from event order by seq") == [
        ("enrolled",), ("not-matching",), ("not-matching",),
    ]  # fmt: skip


async def test_re_entry_follows_the_rule(house: House, router: Router) -> None:
    await house.open(
        reminder("never", once_per="patient"),
        reminder("after-exit", once_per="patient", again=0),
        reminder("after-a-day", once_per="patient", again=86400),
    )
    await house.hear(booked(1, key="A1"))
    await house.route(router)
    await house.hear(booked(1, key="A2"))
    await house.route(router)
    assert await house.one("select count(*) from enrollment") == 3
    await house.pool.execute("update enrollment set state = 'left', left_at = now() - interval '1 hour'")
    await house.hear(booked(1, key="A3"))
    await house.route(router)
    await house.pool.execute("update enrollment set state = 'left', left_at = now() - interval '25 hours'")
    await house.hear(booked(1, key="A4"))
    await house.route(router)
    counted = await house.rows("select journey, count(*), max(round) from enrollment group by 1 order by 1")
    assert counted == [("after-a-day", 2, 2), ("after-exit", 3, 3), ("never", 1, 1)]


async def test_a_goal_is_reached_within_its_window_only(house: House, router: Router) -> None:
    soon = NOW - timedelta(minutes=30)
    await house.open(reminder())
    await house.hear(booked(1, start=soon, at=NOW - timedelta(days=1)))
    await house.hear(booked(2, start=soon - timedelta(days=5), at=NOW - timedelta(days=1)))
    await house.route(router)
    await house.pool.execute("update enrollment set entered_at = entered_at - interval '1 day'")
    await house.pool.execute("update enrollment set state = 'left', left_at = now()")
    for number in (1, 2):
        await house.hear(said(events.APPOINTMENT_COMPLETED, person(number), f"A{number}", at=NOW))
    await house.route(router)
    reached = await house.rows(
        "select goal_at is not null from enrollment e join appointment a on a.id = e.appointment_id"
        " order by a.starts_at desc"
    )
    assert reached == [(True,), (False,)]


async def test_a_poison_event_is_buried_and_its_neighbours_go_on(house: House, router: Router) -> None:
    await house.open(reminder())
    await house.hear_each([booked(number) for number in range(1, 6)])
    await house.pool.execute("update event set sealed = '\\x00' where seq = (select min(seq) + 2 from event)")
    await house.route(router)
    assert await house.one("select count(*) from enrollment") == 4
    assert await house.rows("select code from dead_letter") == [("event-not-routable",)]
    assert await house.rows("select attempts from event where outcome = 'dead-letter'") == [(3,)]

"""The interpreter on a virtual clock: the same answers, years in no time."""

from engine.contracts.activities import PLAN_TIMES, Planned
from engine.contracts.cursor import Cursor
from engine.journey import events
from engine.journey.plan import LEAVE, Anchor, Await, Exit, Plan, Repeat, Send, Wait
from engine.runtime.stimulus import Answer, Effect, EventArrived, Paused, Resumed
from engine.simulation.host import Host
from tests.runtime.plans import BEGIN, DAY, plan_of, willing_answer


def answer(effect: Effect, cursor: Cursor, now: float) -> Answer:
    return willing_answer(effect, now)


def reminders() -> Plan:
    return plan_of(
        Repeat(id="yearly", next=2, body=1, every=365 * DAY, at_most=20, until_event=events.CARE_GAP_CLOSED),
        Send(id="mail", next=0, message="m", purpose="treatment"),
        Exit(id="done"),
    )


def test_twenty_years_of_reminders_are_sent_a_year_apart():
    host = Host(reminders(), answer, BEGIN)
    host.run(until=BEGIN + 30 * 365 * DAY)
    sent = [visit.ended for visit in host.visits if visit.step == "mail"]
    assert sent == [BEGIN + year * 365 * DAY for year in range(20)]
    assert host.cursor.outcome == "done"


def test_what_is_on_the_agenda_happens_in_its_order_and_before_a_deadline_of_the_same_moment():
    step = Await(id="react", next=LEAVE, on={events.CLICKED: LEAVE}, on_timeout=LEAVE, timeout_seconds=DAY)
    host = Host(plan_of(step), answer, BEGIN)
    host.at(BEGIN + DAY, EventArrived(events.CLICKED, BEGIN + DAY))
    host.run(until=BEGIN + 2 * DAY)
    assert [visit.outcome for visit in host.visits] == ["clicked"]


def test_time_stands_at_the_asked_moment_even_when_nothing_happens():
    host = Host(plan_of(Wait(id="wait", next=LEAVE, seconds=9 * DAY)), answer, BEGIN)
    host.run(until=BEGIN + DAY)
    assert (host.now, host.over) == (BEGIN + DAY, False)


def test_a_held_enrollment_lets_its_deadline_pass_and_takes_it_up_when_released():
    host = Host(plan_of(Wait(id="wait", next=LEAVE, seconds=DAY)), answer, BEGIN)
    host.at(BEGIN + 1, Paused())
    host.at(BEGIN + 5 * DAY, Resumed())
    host.run(until=BEGIN + 9 * DAY)
    assert [(visit.outcome, visit.ended) for visit in host.visits] == [("passed", BEGIN + 5 * DAY)]


def test_a_rescheduled_visit_moves_the_mail():
    start = [BEGIN + 10 * DAY]

    def planning(effect: Effect, cursor: Cursor, now: float) -> Answer:
        return Planned(start[0] - 7 * DAY) if effect.activity == PLAN_TIMES else answer(effect, cursor, now)

    anchor = Anchor("appointment.start", days=-7)
    send = Send(id="mail", next=LEAVE, message="m", purpose="treatment", at=anchor)
    host = Host(plan_of(send), planning, BEGIN)
    host.run(until=BEGIN + DAY)
    start[0] += 20 * DAY
    host.at(host.now, EventArrived(events.APPOINTMENT_RESCHEDULED, host.now))
    host.run(until=BEGIN + 60 * DAY)
    assert [visit.ended for visit in host.visits] == [BEGIN + 23 * DAY]

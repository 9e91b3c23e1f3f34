"""Steps that somebody answers: a task, a call, a form, and waiting for the best of several events."""

from engine.contracts.activities import Opened, Planned, Rendering
from engine.journey.plan import LEAVE, Anchor, Await, Call, Exit, Form, Task, Wait
from engine.runtime.stimulus import EventArrived
from tests.runtime.person import Person
from tests.runtime.plans import BEGIN, DAY, plan_of

TASK = Task(id="call-them", next=2, queue="desk", title="Call", due=Anchor("now", 1), on_done=1)
FORM = Form("ask", 2, "how-are-you", Anchor("now", 3), 1, 2)
DONE, ON = Exit(id="done"), Exit(id="on")


def event(kind: str, step: str = "") -> EventArrived:
    return EventArrived(kind, BEGIN, step)


def test_a_task_nobody_waits_for_is_opened_and_left_behind():
    person = Person(plan_of(Task(id="note", next=LEAVE, queue="desk", title="Note")))
    person.answer(Opened(True))
    assert [visit.outcome for visit in person.visits] == ["opened"]


def test_a_task_done_goes_its_own_way():
    person = Person(plan_of(TASK, DONE, ON))
    person.answer(Opened(True, BEGIN + DAY)).feed(event("task.done", "call-them"))
    assert person.cursor.outcome == "done"


def test_a_task_done_before_its_opening_is_answered_counts():
    person = Person(plan_of(TASK, DONE, ON))
    person.feed(event("task.done", "call-them"))
    assert person.cursor.outcome == "done"


def test_the_task_of_another_step_is_not_this_one():
    person = Person(plan_of(TASK, DONE, ON))
    person.answer(Opened(True, BEGIN + DAY)).feed(event("task.done", "another"))
    assert person.cursor.phase == "awaiting"


def test_a_task_that_is_overdue_goes_on():
    person = Person(plan_of(TASK, DONE, ON))
    person.answer(Opened(True, BEGIN + DAY)).later(DAY)
    assert person.cursor.outcome == "on"


def test_a_call_that_failed_for_good_is_a_result():
    person = Person(plan_of(Call("tell", 1, connector="registry", on_failed=2), ON, Exit(id="sorry")))
    person.answer(Rendering(False, "answered-404"))
    assert (person.visits[0].outcome, person.cursor.outcome) == ("failed:answered-404", "sorry")


def test_a_form_sent_in_and_a_form_expired_go_their_ways():
    sent, expired = (Person(plan_of(FORM, DONE, ON)).answer(Opened(True, BEGIN + DAY)) for _ in range(2))
    sent.feed(event("form.submitted", "ask"))
    expired.later(DAY)
    assert (sent.cursor.outcome, expired.cursor.outcome) == ("done", "on")


BEST = Await("best", 2, {"clicked": 2, "confirmed": 1}, 2, DAY, ranked=("confirmed", "clicked"))


def test_the_best_is_not_waited_beyond():
    person = Person(plan_of(BEST, DONE, ON))
    person.feed(event("confirmed"))
    assert person.cursor.outcome == "done"


def test_the_second_best_is_taken_when_time_is_up():
    person = Person(plan_of(BEST, DONE, ON))
    person.feed(event("clicked"))
    assert person.cursor.phase == "awaiting"
    person.later(DAY)
    assert person.visits[0].outcome == "clicked"


def test_a_wait_of_business_days_does_not_begin_again_when_the_visit_moves():
    person = Person(plan_of(Wait("pause", LEAVE, until=Anchor("now", business=2))))
    person.answer(Planned(BEGIN + 2 * DAY)).feed(event("appointment.rescheduled"))
    assert (person.cursor.phase, person.asks) == ("waiting", [])

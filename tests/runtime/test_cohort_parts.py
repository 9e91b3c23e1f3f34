"""The parts of a cohort that need no server."""

from hypothesis import given
from hypothesis import strategies as st

from engine.contracts.activities import DELIVER_MESSAGES, PLAN_TIMES, Batch, Progress, TimesBatch
from engine.contracts.cohort import Departure, EventBatch, EventItem, Hold, Member
from engine.contracts.cursor import Cursor, Visit
from engine.journey.clock import Clock
from engine.journey.plan import LEAVE, Plan, Wait
from engine.runtime.alarm import ring_at
from engine.runtime.diary import split_by_size
from engine.runtime.inbox import EVERYBODY, REMEMBERED, Inbox
from engine.runtime.questions import group
from engine.runtime.roster import Roster
from engine.runtime.stimulus import Effect, EventArrived, Left, Paused, Resumed, Started
from tests.runtime.plans import BEGIN, plan_of


def waiting(seconds: int = 60) -> Plan:
    return plan_of(Wait(id="wait", next=LEAVE, seconds=seconds))


def roster(members: int, plan: Plan | None = None) -> Roster:
    made = Roster(plan or waiting(), [Member(f"e{number}", Cursor(0)) for number in range(members)])
    made.feed_all(Started(), BEGIN)
    return made


def test_effects_of_many_become_one_question_per_activity_step_and_moment():
    asked = [(f"e{n}", Effect(DELIVER_MESSAGES, n % 2, 1, 1)) for n in range(10)]
    asked.append(("e10", Effect(PLAN_TIMES, 0, 1, 1, "at")))
    questions = group(asked)
    assert [(one.activity, one.step, len(one.asked)) for one in questions] == [
        (DELIVER_MESSAGES, 0, 5),
        (DELIVER_MESSAGES, 1, 5),
        (PLAN_TIMES, 0, 1),
    ]
    assert isinstance(questions[0].input("v"), Batch)
    assert isinstance(questions[2].input("v"), TimesBatch)


@given(members=st.integers(1, 40), most=st.integers(1, 12))
def test_grouping_and_halving_keep_everybody_once(members: int, most: int):
    asked = [(f"e{n}", Effect(DELIVER_MESSAGES, 0, 1, 1)) for n in range(members)]
    questions = group(asked, most)
    assert [one for question in questions for one in question.asked] == asked
    assert max(len(question.asked) for question in questions) <= most
    first, second = questions[0].halves()
    assert first.asked + second.asked == questions[0].asked


@given(sizes=st.lists(st.integers(0, 400), max_size=30), most=st.integers(100, 2000))
def test_a_write_is_split_so_that_no_part_is_too_large_and_nothing_is_left_out(sizes: list[int], most: int):
    items = [
        Progress(f"e{number}", Cursor(0), [Visit("s", 1, 0.0, 0.0, "x" * size)])
        for number, size in enumerate(sizes)
    ]
    parts = split_by_size(items, most)
    assert [item for part in parts for item in part] == items
    assert all(parts)


def test_an_event_counts_once_even_when_it_comes_in_another_batch():
    inbox = Inbox(["old"], [])
    event = EventItem("new", "e0", "clicked", 1.0)
    inbox.put_events(EventBatch([event, event, EventItem("old", "e0", "viewed", 1.0)]))
    inbox.put_events(EventBatch([event]))
    assert list(inbox.take()) == [("e0", EventArrived("clicked", 1.0))]
    assert not inbox


def test_the_memory_for_double_events_is_bounded_and_keeps_the_latest():
    inbox = Inbox([], [])
    inbox.put_events(EventBatch([EventItem(str(n), "e0", "clicked", 1.0) for n in range(REMEMBERED + 50)]))
    assert len(inbox.seen) == REMEMBERED
    assert inbox.seen[-1] == str(REMEMBERED + 49)


def test_signals_keep_their_order_across_kinds():
    inbox = Inbox([], [EventItem("1", "e0", "clicked", 1.0)])
    inbox.put_hold(Hold(), Paused())
    inbox.put_departure(Departure(["e1"], "moved-away"))
    inbox.put_hold(Hold(["e0"]), Resumed())
    assert list(inbox.take()) == [
        ("e0", EventArrived("clicked", 1.0)),
        (EVERYBODY, Paused()),
        ("e1", Left("moved-away")),
        ("e0", Resumed()),
    ]
    assert inbox.received == 3


def test_the_earliest_deadline_is_that_of_those_not_held():
    people = roster(3)
    people.feed("e0", Paused(), BEGIN)
    people.feed("e1", Left("moved-away"), BEGIN)
    assert people.earliest() == BEGIN + 60
    people.feed("e2", Paused(), BEGIN)
    assert people.earliest() is None


def test_time_moves_only_those_whose_deadline_has_come():
    people = roster(2)
    people.feed("e1", EventArrived("appointment.rescheduled", BEGIN), BEGIN)
    people.pass_time(BEGIN + 59)
    assert not people.over
    people.pass_time(BEGIN + 60)
    assert people.over


def test_what_is_not_stored_yet_goes_along_when_the_run_continues_as_new():
    people = roster(3)
    people.take_unrecorded(most=500, besides=set())
    people.feed("e0", Left("moved-away"), BEGIN)
    assert [member.enrollment for member in people.members(besides=set())] == ["e0", "e1", "e2"]
    stored = people.take_unrecorded(most=500, besides=set())
    assert [(one.enrollment, [visit.outcome for visit in one.visits]) for one in stored] == [
        ("e0", ["left:moved-away"])
    ]
    assert [member.enrollment for member in people.members(besides=set())] == ["e1", "e2"]


def test_a_stimulus_for_a_stranger_is_passed_over():
    people = roster(1)
    people.feed("nobody", Left("moved-away"), BEGIN)
    assert list(people.cursors) == ["e0"]


@given(
    due=st.floats(BEGIN, BEGIN + 1e8),
    tick=st.sampled_from([0.0, 0.05, 1.0, 60.0]),
    rate=st.sampled_from([1.0, 60.0, 5760.0]),
)
def test_an_alarm_never_rings_early_and_at_most_a_tick_late(due: float, tick: float, rate: float):
    clock = Clock(meets_at=BEGIN + 1e6, rate=rate)
    rings = ring_at(due, clock, tick)
    assert clock.real(due) - 1e-6 <= rings <= clock.real(due) + tick + 1e-6


def test_neighbouring_deadlines_ring_together():
    assert len({ring_at(BEGIN + part / 10, Clock(), 1.0) for part in range(1, 11)}) == 1

"""From one version to another: where people come to stand, and that no mail reaches them twice."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.contracts.cursor import Cursor
from engine.journey import events
from engine.journey.plan import LEAVE, Anchor, Await, Branch, Case, Exit, Node, Plan, Repeat, Send, Wait
from engine.runtime.interpreter import advance
from engine.runtime.moving import may_go, step_after_move, translate
from engine.runtime.stimulus import (
    Advance,
    EffectFinished,
    EventArrived,
    Left,
    Started,
    Stimulus,
    TimePassed,
)
from tests.runtime.plans import BEGIN, DAY, any_stimulus, plan_of, plans, willing_answer

START = Anchor("appointment.start", days=-7, if_past="skip")


def send(name: str, after: int, **more: Any) -> Send:
    return Send(id=name, next=after, message="m", purpose="treatment", **more)


def linear(*names: str, moved: dict[str, str] | None = None, **kinds: Node) -> Plan:
    """Sends and, for names that begin with "wait", waits of three days, one after another."""
    nodes: list[Node] = []
    for number, name in enumerate(names):
        after = number + 1 if number + 1 < len(names) else LEAVE
        nodes.append(
            Wait(id=name, next=after, seconds=3 * DAY) if name.startswith("wait") else send(name, after)
        )
    return plan_of(*nodes, moved=moved or {})


class Person:
    """Somebody on a virtual clock whose questions are all answered as they should be."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.now, self.got = plan, BEGIN, list[str]()
        self.cursor = Cursor(plan.start, entered=BEGIN)
        self.feed(Started())

    def feed(self, stimulus: Stimulus) -> None:
        self._take(advance(self.plan, self.cursor, stimulus, self.now))

    def pass_days(self, days: float) -> None:
        end = self.now + days * DAY
        while self.cursor.due is not None and self.cursor.due <= end:
            self.now = max(self.now, self.cursor.due)
            self.feed(TimePassed())
        self.now = end

    def move(self, plan: Plan) -> bool:
        moved = translate(self.plan, plan, self.cursor)
        if moved is None:
            return False
        self.plan, self.cursor = plan, moved
        self.feed(Started())
        return True

    @property
    def step(self) -> str:
        return self.plan.nodes[self.cursor.node].id

    def _take(self, moved: Advance) -> None:
        self.cursor = moved.cursor
        self.got += [visit.step for visit in moved.visits if visit.outcome.startswith("sent:")]
        for effect in moved.effects:
            answer = EffectFinished(effect.token, willing_answer(effect, self.now))
            self._take(advance(self.plan, self.cursor, answer, self.now))


def test_a_wait_that_was_made_longer_counts_from_when_it_was_entered() -> None:
    person = Person(linear("hello", "wait-a", "again"))
    person.pass_days(1)
    longer = plan_of(send("hello", 1), Wait(id="wait-a", next=2, seconds=5 * DAY), send("again", LEAVE))
    assert person.move(longer)
    assert person.cursor.due == BEGIN + 5 * DAY
    person.pass_days(10)
    assert person.got == ["hello", "again"]


def test_a_wait_that_is_over_by_the_new_reckoning_ends_at_once() -> None:
    person = Person(linear("hello", "wait-a", "again"))
    person.pass_days(2)
    assert person.move(
        plan_of(send("hello", 1), Wait(id="wait-a", next=2, seconds=DAY), send("again", LEAVE))
    )
    assert person.got == ["hello", "again"]


def test_a_moment_of_the_appointment_is_asked_for_anew() -> None:
    old = plan_of(Wait(id="wait-a", next=LEAVE, until=START))
    person = Person(old)
    moved = translate(
        old, plan_of(Wait(id="wait-a", next=LEAVE, until=Anchor("appointment.start"))), person.cursor
    )
    assert moved is not None
    again = advance(old, moved, Started(), person.now)
    assert [effect.activity for effect in again.effects] == ["plan_times"]
    assert again.effects[0].token > person.cursor.token
    assert again.cursor.visits == person.cursor.visits


def test_steps_put_before_where_somebody_stands_are_not_run() -> None:
    person = Person(linear("hello", "wait-a", "again"))
    assert person.move(linear("new-hello", "hello", "news", "wait-a", "again"))
    person.pass_days(10)
    assert person.got == ["hello", "again"]


def test_a_mail_that_somebody_got_is_passed_over_where_it_comes_again_later() -> None:
    person = Person(linear("hello", "wait-a", "again"))
    assert person.move(linear("wait-a", "again", "hello"))
    person.pass_days(10)
    assert person.got == ["hello", "again"]


def test_a_send_that_takes_the_place_of_a_wait_is_not_sent_to_whoever_got_it() -> None:
    person = Person(linear("hello", "wait-a", "again"))
    assert person.move(linear("hello", "again", moved={"wait-a": "hello"}))
    assert person.got == ["hello", "again"]


def test_a_renamed_send_is_the_same_mail() -> None:
    person = Person(linear("hello", "wait-a", "again"))
    assert person.move(linear("wait-a", "hi", "again", moved={"hello": "hi"}))
    person.pass_days(10)
    assert person.got == ["hello", "again"]


def test_a_step_that_is_gone_without_a_word_keeps_people_where_they_are() -> None:
    person = Person(linear("hello", "wait-a", "again"))
    assert not person.move(linear("hello", "again"))


def test_the_former_version_takes_back_what_the_new_one_renamed() -> None:
    first, second = (
        linear("hello", "wait-a", "again"),
        linear("hello", "wait-b", "again", moved={"wait-a": "wait-b"}),
    )
    person = Person(first)
    assert person.move(second)
    assert person.step == "wait-b"
    assert person.move(first)
    assert person.step == "wait-a"
    person.pass_days(10)
    assert person.got == ["hello", "again"]


def test_a_repeat_somebody_is_in_goes_on_with_its_round_and_its_mails() -> None:
    def looped(at_most: int) -> Plan:
        body = (send("nudge", 2), Wait(id="wait-a", next=0, seconds=DAY))
        return plan_of(Repeat(id="loop", next=LEAVE, body=1, every=2 * DAY, at_most=at_most), *body)

    person = Person(looped(2))
    assert person.step == "wait-a"
    assert person.move(looped(3))
    person.pass_days(30)
    assert person.got == ["nudge", "nudge", "nudge"]


def test_an_event_heard_before_counts_for_an_await_that_listens_for_it_now() -> None:
    def waiting(*heard: str) -> Plan:
        on = dict.fromkeys(heard, 1)
        return plan_of(
            Await(id="listen", next=LEAVE, on=on, on_timeout=LEAVE, timeout_seconds=DAY), send("yes", LEAVE)
        )

    person = Person(waiting(events.REPLIED))
    person.feed(EventArrived(events.VIEWED, BEGIN))
    assert person.move(waiting(events.REPLIED, events.VIEWED))
    assert person.got == ["yes"]


def test_a_way_of_a_branch_keeps_its_people() -> None:
    cases = (Case("yes", "true", 1),)
    old = plan_of(
        Branch("b", LEAVE, cases, LEAVE, LEAVE), Wait(id="wait-a", next=2, seconds=DAY), Exit("done")
    )
    person = Person(old)
    assert person.move(plan_of(Wait(id="wait-a", next=1, seconds=DAY), send("late", LEAVE)))
    person.pass_days(3)
    assert person.got == ["late"]


@pytest.mark.parametrize(
    ("phase", "node", "begun", "next_safe_point", "now"),
    [
        ("ready", 0, False, True, True),
        ("waiting", 1, False, True, True),  # a wait
        ("waiting", 0, False, True, True),  # a send whose day has not come
        ("waiting", 0, True, False, True),  # a send that was put off
        ("planning", 1, False, False, True),
        ("checking", 0, True, False, True),
        ("rendering", 0, True, False, False),
        ("delivering", 0, True, False, False),
        ("updating", 1, False, False, False),
        ("left", 1, False, False, False),
    ],
)
def test_who_may_go_when(phase: Any, node: int, begun: bool, next_safe_point: bool, now: bool) -> None:
    plan = linear("hello", "wait-a")
    cursor = Cursor(node, phase, due=BEGIN, began={node: BEGIN} if begun else {})
    assert may_go(plan, cursor, at_once=False) is next_safe_point
    assert may_go(plan, cursor, at_once=True) is now


NAMES = ("mail-a", "mail-b", "mail-c", "mail-d", "wait-a", "wait-b", "wait-c")
orders = st.lists(st.sampled_from(NAMES), min_size=1, max_size=7, unique=True)
renamings = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(NAMES), max_size=3)


@given(st.lists(st.tuples(orders, renamings, st.floats(0, 7)), min_size=2, max_size=5))
@settings(max_examples=300, deadline=None)
def test_no_mail_is_sent_twice_however_often_and_however_the_journey_is_turned_round(
    versions: list[tuple[list[str], dict[str, str], float]],
) -> None:
    person = Person(linear(*versions[0][0]))
    for names, moved, days in versions[1:]:
        person.pass_days(days)
        if may_go(person.plan, person.cursor, at_once=True):
            person.move(linear(*names, moved=moved))
    person.pass_days(60)
    assert person.cursor.phase == "left"
    assert len(person.got) == len(set(person.got)), person.got


@given(st.data(), plans(), plans())
@settings(max_examples=100, deadline=None)
def test_wherever_somebody_is_moved_to_they_go_on(data: st.DataObject, old: Plan, new: Plan) -> None:
    """Versions share their ids (`step-<n>`), and what happens is arbitrary."""
    cursor, _ = _lived(data, old, Cursor(old.start, entered=BEGIN), BEGIN, [])
    assume(may_go(old, cursor, at_once=True))
    moved = translate(old, new, cursor)
    if moved is None:
        assert step_after_move(old, new, old.nodes[cursor.node].id) is None
        return
    assert moved.seq > cursor.seq
    assert moved.token > cursor.token
    after, _ = _lived(data, new, moved, BEGIN + 10 * DAY, [])
    assert not after.outcome.startswith("set-aside:")


def _lived(
    data: st.DataObject, plan: Plan, cursor: Cursor, now: float, sent: list[str]
) -> tuple[Cursor, list[str]]:
    """A few arbitrary stimuli, half a day apart; every question is answered as one would wish."""
    for stimulus in [Started(), *data.draw(st.lists(any_stimulus, max_size=12))]:
        if isinstance(stimulus, Left | EffectFinished):
            continue
        now += DAY / 2
        told: list[Stimulus] = [stimulus, TimePassed()]
        while told:
            moved = advance(plan, cursor, told.pop(0), now)
            cursor = moved.cursor
            sent += [visit.step for visit in moved.visits if visit.outcome.startswith("sent:")]
            told = [EffectFinished(one.token, willing_answer(one, now)) for one in moved.effects] + told
    return cursor, sent

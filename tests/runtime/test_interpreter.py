"""What each kind of step means, told as short stories."""

from typing import get_args

import msgspec
import pytest

from engine.contracts.activities import Decision, Delivery, Planned, Rendering
from engine.contracts.cursor import Cursor
from engine.journey import events
from engine.journey.plan import (
    LEAVE,
    Anchor,
    Await,
    Branch,
    Case,
    Exit,
    IfPast,
    Node,
    Path,
    Repeat,
    Send,
    Split,
    Update,
    Wait,
)
from engine.runtime.interpreter import advance
from engine.runtime.steps import EXECUTORS
from engine.runtime.stimulus import (
    Answer,
    Broken,
    EffectFinished,
    EventArrived,
    Left,
    Paused,
    Resumed,
    Started,
    TimePassed,
)
from tests.runtime.person import Person
from tests.runtime.plans import BEGIN, DAY, plan_of

ALLOW, RENDERED, SENT = Decision("allow"), Rendering(True), Delivery("sent", "smime")
START = Anchor("appointment.start", days=-7)


def send(successor: int = LEAVE, **more: object) -> Send:
    return Send(**{"id": "mail", "next": successor, "message": "m", "purpose": "treatment", **more})


def anchored(if_past: IfPast) -> Anchor:
    return Anchor("appointment.start", days=-7, if_past=if_past)


def delivering(plan_more: Send | None = None) -> Person:
    return Person(plan_of(plan_more or send())).answer(ALLOW).answer(RENDERED)


def test_a_send_checks_consent_then_renders_then_delivers():
    person = Person(plan_of(send()))
    assert person.asks == ["check_consent"]
    assert person.answer(ALLOW).asks == ["render_messages"]
    assert person.answer(RENDERED).asks == ["deliver_messages"]
    person.answer(SENT)
    assert (person.outcomes, person.cursor.outcome) == (["mail sent:smime"], "completed")


def test_a_send_waits_for_its_moment_before_it_asks_for_consent():
    person = Person(plan_of(send(at=START)))
    assert [(effect.activity, effect.moment) for effect in person.asked] == [("plan_times", "at")]
    person.answer(Planned(BEGIN + DAY))
    assert person.later(DAY - 1).asks == []
    assert person.later(1).asks == ["check_consent"]


@pytest.mark.parametrize(
    ("if_past", "story"),
    [
        ("now", ["mail sent:smime"]),
        ("skip", ["mail skipped:past", "skipped skipped"]),
        ("continue", ["mail skipped:past"]),
        ("exit", ["mail left:past"]),
    ],
)
def test_a_moment_in_the_past_goes_the_way_the_author_chose(if_past, story):
    plan = plan_of(send(at=anchored(if_past), on_skipped=1), Exit(id="skipped"))
    person = Person(plan).answer(Planned(BEGIN - 1, past=True))
    for answer in (ALLOW, RENDERED, SENT):
        person.answer(answer)
    assert person.outcomes == story


def test_a_missing_field_skips_a_send_and_a_wait_and_times_out_an_await():
    plan = plan_of(
        send(1, at=START),
        Wait(id="wait", next=2, until=START),
        Await(id="await", next=LEAVE, on={}, on_timeout=LEAVE, timeout_at=START),
    )
    person = Person(plan)
    for _ in range(3):
        person.answer(Planned(None, missing=True))
    assert person.outcomes == [f"{step} skipped:no-appointment.start" for step in ("mail", "wait", "await")]
    assert person.cursor.outcome == "completed"


def test_a_refusal_of_consent_goes_along_on_skipped():
    person = Person(plan_of(send(on_skipped=1), Exit(id="refused"))).answer(Decision("block", "no-consent"))
    assert person.outcomes == ["mail skipped:no-consent", "refused refused"]
    assert person.cursor.outcome == "refused"


def test_a_deferral_waits_and_asks_for_consent_again_under_the_same_visit():
    person = Person(plan_of(send())).answer(Decision("defer", "outside-window", BEGIN + DAY))
    assert person.cursor.due == BEGIN + DAY
    assert [(effect.activity, effect.visit) for effect in person.later(DAY).asked] == [("check_consent", 1)]


def test_a_deferral_into_the_past_does_not_become_a_busy_loop():
    person = Person(plan_of(send())).answer(Decision("defer", "outside-window", BEGIN - 5))
    assert person.asks == []
    assert person.cursor.due is not None and person.cursor.due >= BEGIN + 60


@pytest.mark.parametrize(
    ("answer", "story"),
    [
        (Delivery("uncertain", "no-reply"), ["mail uncertain:no-reply"]),
        (Delivery("blocked", "opted-out"), ["mail skipped:opted-out", "skipped skipped"]),
        (Delivery("failed", "no-such-mailbox"), ["mail failed:no-such-mailbox", "failed failed"]),
    ],
)
def test_each_end_of_a_delivery_has_its_way(answer, story):
    plan = plan_of(send(on_skipped=1, on_failed=2), Exit(id="skipped"), Exit(id="failed"))
    person = Person(plan).answer(ALLOW).answer(RENDERED).answer(answer)
    assert person.outcomes == story


def test_a_message_that_cannot_be_rendered_goes_along_on_failed():
    person = Person(plan_of(send(on_failed=1), Exit(id="failed"))).answer(ALLOW)
    assert person.answer(Rendering(False, "undefined-field")).outcomes[0] == "mail failed:undefined-field"
    assert person.cursor.outcome == "failed"


def test_a_rescheduled_visit_moves_a_pending_send():
    person = Person(plan_of(send(at=START))).answer(Planned(BEGIN + DAY))
    assert person.hear(events.APPOINTMENT_RESCHEDULED).asks == ["plan_times"]
    person.answer(Planned(BEGIN + 9 * DAY))
    assert person.later(2 * DAY).asks == []
    assert person.later(7 * DAY).asks == ["check_consent"]


def test_a_visit_moved_while_its_mail_is_rendered_is_planned_again_and_the_old_rendering_is_stale():
    person = Person(plan_of(send(at=anchored("skip")))).answer(Planned(BEGIN)).answer(ALLOW)
    rendering = person.cursor.token
    assert person.hear(events.APPOINTMENT_RESCHEDULED).asks == ["plan_times"]
    assert person.answer(RENDERED, token=rendering).asks == []
    person.answer(Planned(BEGIN + DAY))
    assert (person.cursor.phase, person.cursor.due) == ("waiting", BEGIN + DAY)


def test_an_update_of_a_visit_does_not_skip_a_mail_that_is_only_put_off():
    person = Person(plan_of(send(at=anchored("skip")))).answer(Planned(BEGIN))
    person.answer(Decision("defer", "outside-window", BEGIN + DAY)).hear(events.APPOINTMENT_UPDATED)
    assert person.answer(Planned(BEGIN, past=True)).asks == ["check_consent"]


def test_mail_about_a_moved_visit_is_rendered_again():
    person = Person(plan_of(send())).answer(ALLOW)
    assert person.hear(events.APPOINTMENT_RESCHEDULED).asks == ["render_messages"]


def test_an_exit_acts_at_once_in_a_wait_and_in_a_hold():
    for hold in (False, True):
        person = Person(plan_of(Wait(id="wait", next=LEAVE, seconds=DAY)))
        if hold:
            person.feed(Paused())
        person.hear(events.PATIENT_DECEASED)
        assert person.cursor.outcome == "exit:patient.deceased"
        assert person.outcomes == ["wait exit:patient.deceased"]


def test_a_delivery_under_way_at_the_exit_still_gets_its_record_and_moves_nothing():
    person = delivering().hear(events.PATIENT_DECEASED)
    assert (person.cursor.phase, person.visits) == ("left", [])
    person.answer(SENT)
    assert person.outcomes == ["mail sent:smime"]
    assert person.cursor.outcome == "exit:patient.deceased"
    assert person.answer(SENT).outcomes == ["mail sent:smime"]


def test_a_rendering_under_way_at_the_exit_is_recorded_as_the_exit_and_its_answer_is_stale():
    person = Person(plan_of(send())).answer(ALLOW).hear(events.PATIENT_DECEASED)
    assert person.outcomes == ["mail exit:patient.deceased"]
    assert person.answer(RENDERED).outcomes == ["mail exit:patient.deceased"]


def test_a_delivery_lost_with_its_run_after_the_exit_is_recorded_as_uncertain():
    person = delivering().hear(events.PATIENT_DECEASED).feed(Started())
    assert person.outcomes == ["mail uncertain:interrupted"]


def test_an_await_takes_the_way_of_its_event_or_of_the_clock():
    step = Await(id="react", next=LEAVE, on={"clicked": 1}, on_timeout=2, timeout_seconds=DAY)
    plan = plan_of(step, Exit(id="looked"), Exit(id="silent"))
    assert Person(plan).hear("clicked").cursor.outcome == "looked"
    assert Person(plan).hear("viewed").later(DAY).cursor.outcome == "silent"


def test_what_happened_since_the_send_counts_for_an_await_and_what_was_before_does_not():
    step = Await(id="react", next=LEAVE, on={"clicked": LEAVE}, on_timeout=LEAVE, timeout_seconds=DAY)
    before = Person(plan_of(send(1), step), start=False)
    before.feed(Paused()).hear("clicked").feed(Resumed()).answer(ALLOW).answer(RENDERED).answer(SENT)
    assert before.cursor.phase == "awaiting"
    since = delivering_into(step).hear("clicked").answer(SENT)
    assert since.outcomes[-1] == "react clicked"


def test_of_several_events_since_the_send_the_first_decides():
    step = Await(
        id="react", next=LEAVE, on={"viewed": 2, "clicked": LEAVE}, on_timeout=LEAVE, timeout_seconds=9
    )
    person = Person(plan_of(send(1), step, Exit(id="looked"))).answer(ALLOW).answer(RENDERED)
    person.feed(EventArrived("clicked", BEGIN + 2)).feed(EventArrived("viewed", BEGIN + 1))
    assert person.answer(SENT).cursor.outcome == "looked"


def delivering_into(step: Await) -> Person:
    return Person(plan_of(send(1), step)).answer(ALLOW).answer(RENDERED)


def test_an_event_ends_an_await_whose_time_out_is_still_being_planned():
    step = Await(id="react", next=LEAVE, on={"clicked": LEAVE}, on_timeout=LEAVE, timeout_at=START)
    person = Person(plan_of(step)).hear("clicked")
    assert person.answer(Planned(BEGIN + DAY)).outcomes == ["react clicked"]


def test_a_branch_takes_its_case_otherwise_or_unknown():
    cases = (Case("young", "a", 1), Case("old", "b", 2))
    step = Branch(id="age", next=LEAVE, cases=cases, otherwise=3, unknown=4)
    plan = plan_of(step, *(Exit(id=f"exit-{n}") for n in range(1, 5)))
    ways = {0: "age young", 1: "age old", -1: "age otherwise", -2: "age unknown"}
    for index, (answer, told) in enumerate(ways.items(), 1):
        person = Person(plan).answer(answer)
        assert (person.outcomes[0], person.cursor.outcome) == (told, f"exit-{index}")


def test_a_split_takes_the_path_it_is_told():
    plan = plan_of(Split(id="test", next=LEAVE, paths=(Path("a", 50, 1), Path("b", 50, LEAVE))), Exit(id="x"))
    assert Person(plan).answer(1).outcomes == ["test b"]


def loop(**more: object) -> tuple[Repeat, Send]:
    fields = {"id": "loop", "next": LEAVE, "body": 1, "every": DAY, "at_most": 3, **more}
    return Repeat(**fields), send(0)


def send_once(person: Person) -> Person:
    return person.answer(ALLOW).answer(RENDERED).answer(SENT)


def test_a_repeat_begins_its_rounds_a_day_apart_and_ends_after_the_last():
    person = Person(plan_of(*loop()))
    for _ in range(3):
        person.now += 3600
        send_once(person)
        assert person.asks == []
        person.later(DAY - 3600)
    assert person.cursor.outcome == "completed"
    began = [visit.ended for visit in person.visits if visit.outcome.startswith("round")]
    assert began == [BEGIN, BEGIN + DAY, BEGIN + 2 * DAY]
    assert person.outcomes[-1] == "loop finished"
    assert [visit.visit for visit in person.visits if visit.step == "mail"] == [1, 2, 3]


def test_the_event_of_a_repeat_ends_it_at_once_while_it_waits():
    person = send_once(Person(plan_of(*loop(until_event="care_gap.closed"))))
    assert person.hear("care_gap.closed").outcomes[-1] == "loop care_gap.closed"


def test_the_event_of_a_repeat_is_not_forgotten_by_a_send_in_its_body():
    repeat, mail = loop(until_event="care_gap.closed")
    wait = Wait(id="pause", next=2, seconds=60)
    person = Person(plan_of(repeat, wait, mail)).hear("care_gap.closed").later(60)
    assert send_once(person).outcomes[-1] == "loop care_gap.closed"


def test_the_condition_of_a_repeat_is_looked_at_before_and_after_each_wait():
    person = Person(plan_of(*loop(until_when="x")))
    assert person.asks == ["decide_branches"]
    assert send_once(person.answer(0)).asks == ["decide_branches"]
    assert person.answer(-2).cursor.due == BEGIN + DAY
    assert person.later(DAY).asks == ["decide_branches"]
    assert person.answer(1).outcomes[-1] == "loop until"


def test_an_update_that_fails_does_not_stop_the_journey():
    plan = plan_of(Update(id="tag", next=1, tag=("t",)), Exit(id="on"))
    assert Person(plan).answer(Rendering(False, "no-such-field")).outcomes[0] == "tag failed:no-such-field"
    assert Person(plan).answer(RENDERED).cursor.outcome == "on"


def test_a_hold_takes_an_answer_into_account_but_asks_for_nothing_until_resumed():
    person = Person(plan_of(send())).feed(Paused())
    assert person.answer(ALLOW).asks == []
    assert person.later(DAY).asks == []
    assert person.feed(Resumed()).asks == ["check_consent"]  # the old permission is a day old


def test_a_hold_does_not_ask_twice_what_is_still_being_answered():
    person = delivering().feed(Paused()).feed(Resumed())
    assert person.asks == []
    assert person.answer(SENT).outcomes == ["mail sent:smime"]


def test_a_deadline_that_passes_in_a_hold_is_taken_up_on_resuming():
    person = Person(plan_of(Wait(id="wait", next=LEAVE, seconds=60))).feed(Paused()).later(DAY)
    assert person.cursor.phase == "waiting"
    assert person.feed(Resumed()).cursor.outcome == "completed"


def test_a_visit_moved_in_a_hold_is_planned_again_on_resuming():
    person = Person(plan_of(send(at=START))).answer(Planned(BEGIN + DAY)).feed(Paused())
    assert person.hear(events.APPOINTMENT_RESCHEDULED).asks == []
    assert person.feed(Resumed()).asks == ["plan_times"]


def test_a_new_run_asks_again_for_a_delivery_with_the_same_visit_and_the_old_answer_is_stale():
    person = delivering()
    token = person.cursor.token
    person.feed(Started())
    assert [(effect.activity, effect.visit) for effect in person.asked] == [("deliver_messages", 1)]
    assert person.answer(SENT, token=token).visits == []


def test_the_same_answer_given_twice_counts_once():
    person = Person(plan_of(send(at=START))).answer(Planned(BEGIN + DAY))
    assert person.answer(Planned(BEGIN + 2 * DAY)).cursor.due == BEGIN + DAY


def test_leaving_by_hand_names_the_reason():
    person = Person(plan_of(Wait(id="wait", next=LEAVE, seconds=60))).feed(Left("moved-away"))
    assert person.cursor.outcome == "left:moved-away"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Broken("render-crashed"), "set-aside:render-crashed"),
        (Planned(BEGIN), "set-aside:unexpected-answer"),
        (7, "set-aside:unexpected-answer"),
    ],
)
def test_what_does_not_fit_sets_the_enrollment_aside_with_its_reason_and_one_record(
    answer: Answer, outcome: str
):
    person = Person(plan_of(send())).answer(answer)
    assert (person.cursor.outcome, person.outcomes) == (outcome, [f"mail {outcome}"])


def test_a_plan_that_leads_nowhere_sets_the_enrollment_aside():
    person = Person(plan_of(Wait(id="wait", next=99, seconds=0)))
    assert person.cursor.outcome == "set-aside:unknown-node"


def test_a_loop_without_a_wait_is_cut_off():
    person = Person(plan_of(Wait(id="a", next=1, seconds=0), Wait(id="b", next=0, seconds=0)))
    assert person.cursor.outcome == "set-aside:too-many-steps"


def test_what_changes_nothing_keeps_the_sequence_number_and_what_changes_something_raises_it():
    person = Person(plan_of(Wait(id="wait", next=LEAVE, seconds=60)))
    seq = person.cursor.seq
    assert person.feed(TimePassed()).cursor.seq == seq
    assert person.hear("clicked").cursor.seq == seq + 1


def test_events_outside_the_catalogue_are_not_remembered():
    person = Person(plan_of(Wait(id="wait", next=LEAVE, seconds=60))).feed(EventArrived("made.up", BEGIN))
    assert person.cursor.seen == {}


def test_every_field_of_a_cursor_survives_an_advance():
    odd = Cursor(
        0, "waiting", 3, 4, BEGIN + 9, {0: 2}, {5: 1}, {"clicked": 1.0}, 7.0, True, "x", False, {5: 2.0}
    )
    moved = advance(plan_of(Wait(id="wait", next=LEAVE, seconds=60)), odd, TimePassed(), BEGIN).cursor
    assert msgspec.structs.astuple(moved) == msgspec.structs.astuple(odd)


def test_every_kind_of_node_has_an_executor_under_its_versioned_name():
    assert {kind.__struct_config__.tag for kind in get_args(Node)} == set(EXECUTORS)


def test_an_answer_after_the_end_is_ignored():
    person = Person(plan_of(Exit(id="end")))
    assert person.feed(EffectFinished(0, SENT)).visits == person.visits
    assert person.cursor.outcome == "end"

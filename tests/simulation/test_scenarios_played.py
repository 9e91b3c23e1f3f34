"""What the simulated world does with a person: the rules of production, on a virtual clock."""

import re

import pytest

from engine.simulation.run import play
from engine.simulation.verdict import judge
from tests.simulation.clinic import HEAD, differences, lines, played, stage

SEND = "  - send: hello\n    message: hello\n"
BOOKED = """    appointment: {start: 2026-03-10T09:00}
    events:
      - {at: 2026-03-02T12:00, event: appointment.booked}
"""
ONE_MAIL = f"{BOOKED}    expect: [{{send: hello, at: 2026-03-02T12:00}}]\n"


def outcome_of_hello(told: str, steps: str = SEND) -> str:
    decided = ("send hello", "skip hello", "fail hello")
    return next(line for line in lines(played(steps, f"{told}{BOOKED}")) if line.startswith(decided))


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("", "send hello sent"),
        ("    patient: {deceased: true}\n", None),  # who is dead enters nothing
        ("    patient: {no_contact: true}\n", "skip hello no-contact"),
        ('    patient: {email: ""}\n', "skip hello no-address"),
        ("    patient: {email: not an address}\n", "fail hello address-has-no-at-sign"),
        ("    suppressed: hard-bounce\n", "skip hello suppressed"),
        ("    suppressed: complaint\n", "send hello sent"),  # care is not stopped by a complaint
        ("    consents: {all: revoked}\n", "skip hello opted-out"),
        ("    consents: {visit: revoked}\n", "skip hello opted-out"),
        ("    fails: {hello: refused-550}\n", "fail hello refused-550"),
    ],
)
def test_a_mail_is_sent_or_not_by_the_rules_of_production(told: str, outcome: str | None) -> None:
    if outcome is None:
        assert lines(played(SEND, f"{told}{BOOKED}"))[-1] == "refused appointment.booked not-active"
    else:
        assert outcome_of_hello(told) == outcome


@pytest.mark.parametrize(
    ("told", "method"),
    [("", "tls"), ("    keys: [smime]\n", "smime"), ("    keys: [openpgp]\n", "openpgp")],
)
def test_the_protection_is_chosen_as_in_production(told: str, method: str) -> None:
    expect = f"    expect: [{{send: hello, method: {method}}}]\n"
    assert differences(played(SEND, told + BOOKED + expect)) == []


def test_a_mail_without_a_value_it_needs_fails() -> None:
    steps = SEND + "  - exit: done\n"
    told = "    events:\n      - {at: 2026-03-02T12:00, event: appointment.booked}\n"
    assert lines(played(steps, told))[2] == "fail hello value-missing"


def test_opting_out_stops_the_next_mail_of_the_topic() -> None:
    steps = SEND + "  - wait: a-day\n    for: 1d\n" + SEND.replace("hello\n    m", "again\n    m")
    result = played(steps, BOOKED + "      - {after: hello, by: 2h, event: opted_out}\n")
    assert lines(result)[-2:] == ["skip again opted-out", "exit completed"]


def test_a_bounce_suppresses_the_address_for_good() -> None:
    steps = SEND + "  - wait: a-day\n    for: 1d\n" + SEND.replace("hello\n    m", "again\n    m")
    result = played(steps, BOOKED + "      - {after: hello, by: 1m, event: bounced}\n")
    assert lines(result)[-2] == "skip again suppressed"


def test_a_paused_journey_sends_when_it_goes_on() -> None:
    told = (
        BOOKED
        + """      - {at: 2026-03-02T13:00, event: journey.paused}
      - {at: 2026-03-03T12:31, event: journey.resumed}
    expect: [{send: hello, at: 2026-03-03T12:45}]
"""
    )
    steps = "  - wait: two-hours\n    for: 3h\n" + SEND
    assert differences(played(steps, told)) == []


def test_a_journey_that_is_paused_for_good_is_broken_off() -> None:
    told = BOOKED + "      - {at: 2026-03-02T13:00, event: journey.paused}\n"
    result = played("  - wait: two-hours\n    for: 3h\n" + SEND, told)
    assert result.story.stopped == "journey-paused"
    assert differences(result) == [("an end", "broken off: journey-paused")]


def test_age_follows_from_what_is_said_and_segments_hold() -> None:
    steps = """  - branch: who
    cases:
      - name: older
        when: segment("over-65")
        steps: []
"""
    for age, way in ((70, "older"), (65, "older"), (64, "otherwise"), (0, "otherwise")):
        result = played(steps, f"    patient: {{age: {age}}}\n{BOOKED}")
        assert f"branch who {way}" in lines(result)
    assert "branch who unknown" in lines(played(steps, BOOKED))


def test_a_task_is_done_by_staff_or_overdue() -> None:
    steps = """  - task: call
    queue: desk
    title: Call
    due: 2bd
    on_done: [{exit: called}]
    on_overdue: [{exit: missed}]
"""
    done = played(steps, BOOKED + "      - {after: call, by: 1d, event: task.done}\n")
    assert lines(done)[-2:] == ["task call done", "exit called"]
    overdue = played(steps, BOOKED + "    expect: [{task: call, way: overdue, at: 2026-03-04T12:00}]\n")
    assert differences(overdue) == []


def test_an_event_that_cannot_happen_fails_the_scenario() -> None:
    told = BOOKED + "      - {at: 2026-03-02T11:00, event: clicked, step: hello}\n"
    assert differences(played(SEND, told)) == [("event clicked", "could not happen: hello was not sent")]


def test_a_second_booking_of_the_same_visit_is_news_and_no_second_entry() -> None:
    told = BOOKED + "      - {at: 2026-03-02T13:00, event: appointment.booked}\n"
    steps = SEND + "  - wait: a-day\n    for: 1d\n"
    assert [line for line in lines(played(steps, told)) if line.startswith("enter")] == ["enter visit"]


def test_an_event_after_a_step_waits_for_its_visit() -> None:
    steps = """  - repeat: often
    every: 1d
    at_most: 3
    until: {on: viewed}
    steps:
      - send: hello
        message: hello
"""
    told = BOOKED + "      - {after: hello, visit: 2, by: 90m, event: viewed}\n"
    result = played(steps, told)
    assert [line for line in lines(result) if line.startswith("send")] == ["send hello sent"] * 2
    assert lines(result)[-2] == "repeat often viewed"


def test_goals_are_reached_even_after_the_end() -> None:
    head = HEAD + "goal: {on: appointment.completed, within: 2d after appointment.start}\n"
    told = BOOKED + "      - {at: 2026-03-10T10:00, event: appointment.completed}\n"
    assert lines(played(SEND, told, head))[-1] == "goal appointment.completed"
    late = told.replace("03-10T10:00", "03-13T10:00")
    assert not any(line.startswith("goal") for line in lines(played(SEND, late, head)))


def test_who_is_taken_out_by_hand_has_left() -> None:
    told = BOOKED + "      - {at: 2026-03-02T13:00, event: taken_out}\n"
    assert lines(played("  - wait: a-day\n    for: 1d\n" + SEND, told))[-1] == "exit left:by-hand"


def test_a_split_takes_the_path_the_scenario_names_and_otherwise_always_the_same() -> None:
    steps = """  - split: halves
    paths:
      left: {weight: 50}
      right: {weight: 50}
"""
    for path in ("left", "right"):
        assert f"split halves {path}" in lines(played(steps, f"    split: {{halves: {path}}}\n{BOOKED}"))
    assert lines(played(steps, BOOKED)) == lines(played(steps, BOOKED))


def test_texts_are_compared_as_the_reader_gets_them() -> None:
    told = BOOKED + '    expect: [{send: hello, subject: "Your visit", says: Tuesday 10 March}]\n'
    assert differences(played(SEND, told)) == []
    wrong = differences(played(SEND, told.replace("10 March", "11 March")))
    assert wrong[0][1] == 'text "See you on Tuesday 10 March."'


def test_what_takes_too_long_is_broken_off_and_says_so() -> None:
    scenario = played(SEND, BOOKED).scenario
    story = play(stage(SEND), scenario, seconds=0.0)
    assert story.stopped == "too-long"
    assert [one.happened for one in judge(scenario, story)] == ["broken off: too-long"]


def test_an_audience_is_looked_through_until_the_asked_moment_and_not_for_ever() -> None:
    enroll = 'enroll: {audience: over-65, every: 1d, at: "09:00", once_per: patient, again: after 30d}\n'
    head = re.sub(r"enroll: .*\n", enroll, re.sub(r"exit:\n.*\n", "", HEAD))
    steps = "  - wait: a-day\n    for: 1d\n  - exit: done\n"
    told = "    begin: 2026-03-02T12:00\n    patient: {age: 70}\n"
    entered = [one for one in lines(played(steps, told, head)) if one.startswith("enter")]
    assert len(entered) == 1
    again = lines(played(steps, told + "    until: 2026-06-02T12:00\n", head))
    assert len([one for one in again if one.startswith("enter")]) == 3
    young = told.replace("70", "30")
    assert lines(played(steps, young, head)) == []

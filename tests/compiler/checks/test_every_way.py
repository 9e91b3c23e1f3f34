"""Rules that follow every way through a journey: what is sure on all of them, and what may happen on one."""

import pytest

from tests.compiler.sources import compiled, with_steps

WAIT = "  - wait: {id}\n    until: {{before: appointment.start, by: {by}, if_past: continue}}\n"
SEND = "  - send: {id}\n    message: hello\n"


def codes(steps: str) -> list[str]:
    return [one.code for one in compiled(with_steps(steps)).diagnostics]


def wait(name: str, by: str) -> str:
    return WAIT.format(id=name, by=by)


def send(name: str, *more: str) -> str:
    return SEND.format(id=name) + "".join(f"    {one}\n" for one in more)


LATER = send("late", "expires: appointment.start")


@pytest.mark.parametrize(
    ("first", "second", "past"),
    [
        ("1d", "7d", True),
        ("7d", "1d", False),
        ("1d", "1d", False),
        ("1d", "25h", True),
        ("1d", "1bd", False),  # depends on the calendar
    ],
)
def test_a_moment_before_one_that_was_waited_for_is_past(first: str, second: str, past: bool) -> None:
    found = codes(wait("one", first) + wait("two", second) + LATER)
    assert found == (["moment-always-past"] if past else [])


def test_a_time_of_day_may_make_a_moment_a_day_later() -> None:
    near = wait("two", "26h").replace("if_past", 'clock: "10:00", if_past')
    far = wait("two", "3d").replace("if_past", 'clock: "10:00", if_past')
    assert codes(wait("one", "1d") + near + LATER) == []
    assert codes(wait("one", "1d") + far + LATER) == ["moment-always-past"]


def test_time_that_passes_on_one_way_alone_is_not_sure() -> None:
    arms = "      a: {weight: 50, steps: [{wait: w, for: 5d}]}\n      b: {weight: 50}\n"
    split = f"  - split: s\n    paths:\n{arms}"
    both = split.replace("b: {weight: 50}", "b: {weight: 50, steps: [{wait: v, for: 5d}]}")
    assert codes(wait("one", "7d") + split + wait("two", "3d") + LATER) == []
    assert codes(wait("one", "7d") + both + wait("two", "3d") + LATER) == ["moment-always-past"]


def test_an_event_that_ends_a_wait_early_makes_nothing_sure() -> None:
    answer = "  - await: a\n    for: [appointment.updated]\n    timeout: 6d\n"
    assert codes(wait("one", "7d") + answer + wait("two", "3d") + LATER) == []


def test_mail_towards_a_visit_says_until_when_it_is_worth_sending() -> None:
    assert codes(wait("one", "1d") + send("now")) == ["mail-outlives-purpose"]
    assert codes(wait("one", "1d") + send("now", "expires: appointment.end")) == []


@pytest.mark.parametrize(
    "over",
    [
        "  - wait: w\n    until: {after: appointment.end, by: 1h, if_past: now}\n",
        "  - await: a\n    for: [appointment.completed]\n    timeout: {after: appointment.end, by: 3d}\n",
        "  - wait: w\n    for: 3d\n",
    ],
)
def test_mail_after_the_visit_outlives_nothing(over: str) -> None:
    assert codes(wait("one", "1d") + over + send("thanks")) == []


PAUSE = "  - wait: {id}\n    for: {time}\n"


@pytest.mark.parametrize(
    ("between", "found"),
    [
        ("", ["same-message-twice"]),
        (PAUSE.format(id="w", time="1h"), []),
        ("  - await: a\n    for: [clicked]\n    timeout: 1d\n", []),
        ("  - update: u\n    tag: asked\n", ["same-message-twice"]),
        ("  - task: t\n    queue: desk\n    title: Call\n", ["same-message-twice"]),
    ],
)
def test_the_same_words_twice_need_time_between_them(between: str, found: list[str]) -> None:
    assert codes(send("one") + between + send("two")) == found


def test_the_same_words_on_two_ways_are_not_twice() -> None:
    arm = "      {name}: {{weight: 50, steps: [{{send: {name}, message: hello}}]}}\n"
    assert codes("  - split: s\n    paths:\n" + arm.format(name="a") + arm.format(name="b")) == []


@pytest.mark.parametrize("event", ["clicked", "replied", "viewed", "task.done", "form.submitted"])
def test_an_answer_needs_something_to_answer(event: str) -> None:
    answer = f"  - await: a\n    for: [{event}]\n    timeout: 1d\n"
    assert codes(answer + send("late")) == ["event-never-comes"]


def test_a_repeat_may_wait_for_answers_to_its_own_mail() -> None:
    steps = "  - repeat: r\n    every: 7d\n    at_most: 3\n    until: {on: clicked}\n    steps:\n"
    assert codes(steps + "      - send: one\n        message: hello\n") == []


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("'true'", "condition-always-true"),
        ('"patient.age > 3 || 1 == 1"', "condition-always-true"),
        ("\"'a' == 'b'\"", "condition-always-false"),
        ('"false && patient.age > 3"', "condition-always-false"),
    ],
)
def test_a_condition_that_asks_nobody_is_noticed(condition: str, code: str) -> None:
    case = f"    cases: [{{name: c, when: {condition}, steps: []}}]\n    unknown: []\n"
    assert codes(send("one") + "  - branch: b\n" + case) == [code]


@pytest.mark.parametrize("condition", ["patient.age > 3", "now > appointment.start", "clicked('one')"])
def test_a_condition_that_asks_somebody_or_the_time_is_none(condition: str) -> None:
    case = f'    cases: [{{name: c, when: "{condition}", steps: []}}]\n    unknown: []\n'
    assert codes(send("one") + "  - branch: b\n" + case) == []

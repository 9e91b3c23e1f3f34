"""Conditions are true, false, or unknown; and never raise on what is known of a person."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions import UNKNOWN, Evaluator, Facts

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
FIELDS = {
    "patient.age": "int",
    "patient.tags": "list(string)",
    "appointment.start": "timestamp",
    "appointment.kind": "string",
}
SEGMENTS = {
    "over-65": "patient.age >= 65",
    "older-visitors": "segment('over-65') && appointment.kind == 'visit'",
    "endless": "segment('endless')",
}
EVALUATOR = Evaluator(FIELDS, SEGMENTS)


@pytest.mark.parametrize(
    ("text", "values", "truth"),
    [
        ("patient.age >= 65", {"patient.age": 70}, True),
        ("patient.age >= 65", {"patient.age": 64}, False),
        ("patient.age >= 65", {}, UNKNOWN),
        ("patient.age >= 65", {"patient.age": None}, UNKNOWN),
        ("!(patient.age >= 65)", {}, UNKNOWN),
        ("patient.age >= 65 && appointment.kind == 'x'", {"appointment.kind": "y"}, False),
        ("patient.age >= 65 && appointment.kind == 'x'", {"appointment.kind": "x"}, UNKNOWN),
        ("patient.age >= 65 || appointment.kind == 'x'", {"appointment.kind": "x"}, True),
        ("'done' in patient.tags", {"patient.tags": ["done"]}, True),
        ("'done' in patient.tags", {"patient.tags": []}, False),
        ("segment('over-65')", {"patient.age": 70}, True),
        ("segment('over-65')", {}, UNKNOWN),
        ("segment('older-visitors')", {"patient.age": 70, "appointment.kind": "visit"}, True),
        ("segment('older-visitors')", {"patient.age": 20}, False),
        ("segment('endless')", {"patient.age": 70}, UNKNOWN),
        ("segment('nobody')", {"patient.age": 70}, UNKNOWN),
        ("patient.age / 0 == 1", {"patient.age": 1}, UNKNOWN),
        ("patient.age == 1", {"patient.age": 2**70}, UNKNOWN),
        ("patient.age == 1", {"patient.age": "one"}, UNKNOWN),
        ("true", {"nobody.knows": object()}, True),
    ],
)
def test_three_valued_logic(text: str, values: dict[str, Any], truth: bool | None) -> None:
    assert EVALUATOR.evaluate(text, values, now=NOW) is truth


@pytest.mark.parametrize(
    ("text", "facts", "truth"),
    [
        ("engaged('a')", Facts(clicked={"a"}), True),
        ("engaged('a')", Facts(viewed={"a"}), True),
        ("engaged('a')", Facts(replied={"a"}), True),
        ("engaged('a')", Facts(confirmed={"a"}), True),
        ("engaged('a')", Facts(opened={"a"}), False),
        ("engaged('a')", Facts(clicked={"b"}), False),
        ("clicked('a')", Facts(viewed={"a"}), False),
        ("opened('a')", Facts(opened={"a"}), True),
        ("confirmed()", Facts(confirmed={"any"}), True),
        ("confirmed()", Facts(), False),
        ("happened('appointment.arrived')", Facts(happened={"appointment.arrived"}), True),
        ("has_consent('visits')", Facts(), UNKNOWN),
        ("has_consent('visits')", Facts(consents={"visits": False}), False),
        ("authorized('programs')", Facts(), UNKNOWN),
        ("authorized('programs')", Facts(authorizations={"programs": True}), True),
        ("authorized('programs') || true", Facts(), True),
    ],
)
def test_the_functions_of_a_journey(text: str, facts: Facts, truth: bool | None) -> None:
    assert EVALUATOR.evaluate(text, {}, facts, now=NOW) is truth


@pytest.mark.parametrize(("hours", "days"), [(0, 0), (23, 0), (24, 1), (49, 2), (-1, -1)])
def test_days_since_counts_whole_days(hours: int, days: int) -> None:
    values = {"appointment.start": NOW - timedelta(hours=hours)}
    assert EVALUATOR.evaluate(f"days_since(appointment.start) == {days}", values, now=NOW) is True


def test_now_is_the_moment_given() -> None:
    values = {"appointment.start": NOW + timedelta(hours=4)}
    text = "appointment.start - now > duration('3h')"
    assert EVALUATOR.evaluate(text, values, now=NOW) is True
    assert EVALUATOR.evaluate(text, values, now=NOW + timedelta(hours=2)) is False


def test_members_says_of_every_segment_whether_the_person_is_in_it() -> None:
    assert EVALUATOR.members({"patient.age": 70}, now=NOW) == {
        "over-65": True, "older-visitors": False, "endless": False,
    }  # fmt: skip


def test_an_endless_condition_is_cut_short() -> None:
    inner = "patient.tags.all(a{n}, {next})"
    text = "true"
    for number in range(8):
        text = inner.replace("{n}", str(number)).replace("{next}", text)
    assert EVALUATOR.evaluate(text, {"patient.tags": ["x"] * 50}, now=NOW) is UNKNOWN


def test_a_condition_that_does_not_compile_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="does not compile"):
        EVALUATOR.evaluate("patient.agee > 1", {}, now=NOW)


def test_threads_do_not_see_each_others_people() -> None:
    wrong: list[int] = []

    def ask(age: int) -> None:
        for _ in range(200):
            answer = EVALUATOR.evaluate(
                "segment('over-65') && engaged('a')", {"patient.age": age}, seen, now=NOW
            )
            if answer is not (age >= 65):
                wrong.append(age)

    seen = Facts(clicked={"a"})
    threads = [threading.Thread(target=ask, args=(age,)) for age in (20, 70, 30, 80)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.lists(st.text(max_size=3))
)


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), SCALARS))
def test_no_value_of_any_type_raises(values: dict[str, Any]) -> None:
    text = "patient.age > 3 && 'x' in patient.tags || appointment.kind == 'a' && appointment.start > now"
    assert EVALUATOR.evaluate(text, values, now=NOW) in (True, False, UNKNOWN)

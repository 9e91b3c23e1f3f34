"""Reading scenarios: any text is answered with places; facts and moments get the types of the dictionary."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.compiler.scalars import MISSING
from engine.compiler.scenarios import read_scenarios
from engine.compiler.scenarios.facts import typed_value
from engine.compiler.tree import yaml_lines
from engine.journey.codes import CODES
from engine.journey.diagnostics import Problems
from engine.journey.duration import Duration
from engine.journey.scenarios import Fact, Scenario
from tests.compiler.sources import compiled, context, with_steps

NEW_YORK = ZoneInfo("America/New_York")
STEPS = """  - send: hello
    message: hello
  - await: reaction
    for: [clicked, viewed]
    timeout: 2d
  - split: halves
    paths:
      left: {weight: 50}
      right: {weight: 50}
"""
SCENARIO = """scenarios:
  - name: the visit is greeted
    patient: {age: 44, language: es}
    appointment: {start: 2026-03-10T09:00, zone: America/Denver}
    consents: {all: revoked}
    split: {halves: left}
    events:
      - {at: 2026-03-02T12:00, event: appointment.booked}
      - {after: hello, by: 3h, event: clicked}
    expect:
      - {send: hello, at: 2026-03-02T12:00, language: es}
      - {await: reaction, way: clicked}
      - exit: completed
    never: [hello]
"""


def read(text: str) -> tuple[tuple[Scenario, ...], Problems]:
    problems = Problems()
    plan = compiled(with_steps(STEPS)).plan
    assert plan is not None
    return read_scenarios(text, "visit/scenarios.yaml", plan, context(), problems), problems


def codes_in(text: str) -> list[str]:
    return [one.code for one in read(text)[1].sorted()]


def test_a_scenario_is_read_with_typed_facts_and_moments_of_its_own_zone() -> None:
    (scenario,), problems = read(SCENARIO)
    assert problems.sorted() == ()
    assert scenario.zone == "America/Denver"
    assert scenario.facts["patient.age"] == 44
    assert scenario.facts["appointment.start"] == datetime(2026, 3, 10, 15, tzinfo=UTC)
    noon = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("America/Denver")).timestamp()
    assert (scenario.starts, scenario.events[0].at, scenario.expect[0].at) == (noon, noon, noon)
    assert scenario.consents == {"": False}
    assert (scenario.events[1].step, scenario.events[1].by) == ("hello", Duration(seconds=10_800))
    assert [name for name, _ in scenario.never] == ["hello"]


@pytest.mark.parametrize(
    ("kind", "value", "typed"),
    [
        ("string", 123, "123"),
        ("string", True, "true"),
        ("int", 7, 7),
        ("int", "seven", MISSING),
        ("int", True, MISSING),
        ("bool", False, False),
        ("bool", 1, MISSING),
        ("double", "1.5", 1.5),
        ("double", 2, 2.0),
        ("list(string)", ("a", "b"), ("a", "b")),
        ("list(string)", "a", ("a",)),
        ("string", ("a",), MISSING),
        ("date", "1961-07-04", date(1961, 7, 4)),
        ("date", "1961-13-04", MISSING),
        ("timestamp", "2026-03-10T09:00", datetime(2026, 3, 10, 13, tzinfo=UTC)),
        ("timestamp", "2026-03-10T09:00+02:00", datetime(2026, 3, 10, 7, tzinfo=UTC)),
        (
            "timestamp",
            "2026-11-01T01:30",
            datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
        ),  # occurs twice: the first
        ("timestamp", "2026-03-08T02:30", datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),  # left out: as before it
        ("timestamp", "tomorrow", MISSING),
    ],
)
def test_a_fact_becomes_what_its_field_is(kind: str, value: Fact, typed: object) -> None:
    assert typed_value(kind, value, NEW_YORK) == typed


def test_an_empty_text_takes_a_value_away() -> None:
    (scenario,), _ = read(SCENARIO.replace("language: es}\n    appoi", 'email: ""}\n    appoi'))
    assert scenario.facts["patient.email"] is None


def test_a_broken_scenario_does_not_hide_the_others() -> None:
    second = SCENARIO.partition("\n")[2].replace("the visit", "this visit").replace("hello, at", "helo, at")
    found, problems = read(SCENARIO + second)
    assert [one.name for one in found] == ["the visit is greeted"]
    assert [one.code for one in problems.sorted()] == ["unknown-step"]


def test_without_a_plan_steps_are_not_looked_up_but_facts_are() -> None:
    problems = Problems()
    text = SCENARIO.replace("age: 44", "agee: 44").replace("after: hello", "after: nowhere")
    assert read_scenarios(text, "s.yaml", None, context(), problems) == ()
    assert [one.code for one in problems.sorted()] == ["unknown-field"]


@pytest.mark.parametrize(
    ("written", "instead", "code"),
    [
        ("event: clicked}", "event: clickt}", "unknown-event"),
        ("after: hello", "at: 2026-03-02T13:00", "missing-key"),
        ("after: hello, by", "after: hello, at: 2026-03-02T13:00, by", "say-one-thing"),
        ("after: hello", "after: reaction", "missing-key"),
        ("way: clicked", "way: opened", "unknown-value"),
        ("await: reaction", "await: hello", "step-of-another-kind"),
        ("{send: hello", "{send: hello, wait: hello", "say-one-thing"),
        ("language: es}\n      - {await", "way: sent}\n      - {await", "unknown-key"),
        ("halves: left", "halves: middle", "unknown-value"),
        ("all: revoked", "everything: revoked", "unknown-topic"),
        ("await: reaction, way: clicked", "repeat: often, way: round-0", "unknown-step"),
        ("exit: completed", "exit: complete", "unknown-value"),
        ("never: [hello]", "never: [hallo]", "unknown-step"),
        ("America/Denver", "America/Denvr", "unknown-zone"),
        ("at: 2026-03-02T12:00, event", "at: 2026-02-30T12:00, event", "malformed-text"),
    ],
)
def test_one_mistake_is_one_problem(written: str, instead: str, code: str) -> None:
    assert written in SCENARIO
    assert codes_in(SCENARIO.replace(written, instead, 1)) == [code]


RELAXED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@RELAXED
@given(st.data())
def test_any_scenario_with_a_piece_replaced_is_answered_with_places(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SCENARIO)))
    end = data.draw(st.integers(start, min(len(SCENARIO), start + 25)))
    piece = data.draw(
        st.sampled_from(["", "{", "]", "\t", "- ", ": ", "2026", "null", "1e9", "é\u0000"]) | st.text()
    )
    text = SCENARIO[:start] + piece + SCENARIO[end:]
    found, problems = read(text)
    for one in problems.sorted():
        assert one.code in CODES
        assert 1 <= one.line <= len(yaml_lines(text)) + 1
        assert 1 <= one.column < one.end_column
    assert found or problems.sorted() or "scenarios: []" in text or "name" not in text

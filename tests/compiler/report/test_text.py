"""Text for people: carets under the place, related places, colours only where they are wanted."""

import pytest

from engine.compiler.report import as_text, summary, wants_colour
from engine.journey import codes
from engine.journey.diagnostics import Problems
from tests.compiler.report.problems import IN_JOURNEY, IN_MESSAGE, JOURNEY, SENTENCE, SOURCES, problem, span


def test_related_places_of_one_file_are_shown_in_the_order_of_the_file() -> None:
    assert as_text([problem(IN_JOURNEY, SENTENCE, hint="ask")], SOURCES).splitlines() == [
        'error[protected-needs-authorization]: "hello" uses patient.age, which is specially protected',
        "  ┌─ clinic/visit/journey.yaml:8:11",
        "4│     when: patient.age",
        " │           ----------- protected",
        " ⋮",
        "8│   - send: hello",
        " │           ^^^^^",
        "  = the message is sent here",
        "  = help: ask",
        "  = 42 CFR 2.31, 2.33 · docs/rules/protected-needs-authorization.md",
    ]


def test_a_place_in_another_file_has_its_own_heading_and_wide_characters_take_two_columns() -> None:
    shown = as_text([problem(IN_MESSAGE)], SOURCES).splitlines()
    assert shown[4:7] == [
        "  ┌─ clinic/visit/messages/hello.mjml:2:16",
        "2│ subject: 你好 {{ patient.age }}",
        " │                  ----------- protected",
    ]


def test_a_line_longer_than_a_terminal_is_cut_around_the_place() -> None:
    problems = Problems()
    problems.report(codes.UNKNOWN_EVENT, span(JOURNEY, 1, 500, 4), name="here")
    line = as_text(problems.sorted(), {JOURNEY: "-" * 499 + "here" + "-" * 499}).splitlines()
    caret = line[3].index("^")
    assert line[2][caret : caret + 4] == "here"
    assert max(len(one) for one in line) < 200


def test_marks_on_a_long_line_that_lie_outside_of_what_is_shown_are_left_out() -> None:
    problems = Problems()
    far = [span(JOURNEY, 1, 1, 4), span(JOURNEY, 1, 900, 4)]
    labels = [type(IN_JOURNEY)("far", one.path, one.line, one.column, one.end_column) for one in far]
    problems.report(codes.UNKNOWN_EVENT, span(JOURNEY, 1, 500, 4), name="x", labels=labels)
    assert "far" not in as_text(problems.sorted(), {JOURNEY: "-" * 1000})


def test_characters_that_would_steer_a_terminal_are_not_passed_on() -> None:
    problems = Problems()
    problems.report(codes.UNKNOWN_EVENT, span(JOURNEY, 1, 3, 1), name="x")
    assert "\033" not in as_text(problems.sorted(), {JOURNEY: "a\033[31mb\x07"})


def test_colours_surround_words_and_change_nothing_else() -> None:
    found = [problem(IN_JOURNEY, IN_MESSAGE, hint="ask")]
    painted = as_text(found, SOURCES, colour=True)
    plain = painted
    for number in ("0", "1", "2", "1;31", "1;33", "1;34", "1;36"):
        plain = plain.replace(f"\033[{number}m", "")
    assert painted != plain
    assert plain == as_text(found, SOURCES)


@pytest.mark.parametrize(
    ("environment", "terminal", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, True, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colours_are_wanted_on_terminals_unless_the_environment_says_otherwise(
    environment: dict[str, str], terminal: bool, wanted: bool
) -> None:
    assert wants_colour(environment, terminal=terminal) is wanted


def test_the_summary_counts_in_words() -> None:
    assert summary([problem()], 3) == "3 journeys, 1 error, no warnings"

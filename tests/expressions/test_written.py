"""Where a character of a condition stands in the file, however the condition is quoted or folded."""

import json
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.compiler.load import load
from engine.compiler.tree import Text, yaml_lines
from engine.journey.condition import Condition
from engine.journey.diagnostics import Problems

WORD = "agee"


def located(scalar: str, word: str = WORD) -> str:
    """What stands in the file at the place of `word` in the condition."""
    file = f"    when: {scalar}\n"
    node = load(file, "j.yaml", Problems())
    value = node.entries[0].value  # type: ignore[union-attr]
    assert isinstance(value, Text)
    condition = Condition(value.value, value.span, value.written)
    place = condition.locate(condition.text.index(word), len(word))
    return yaml_lines(file)[place.line - 1][place.column - 1 : place.end_column - 1]


@pytest.mark.parametrize(
    "scalar",
    [
        "patient.agee > 3",
        "'patient.language == ''es'' && patient.agee > 3'",
        '"patient.language == \\"es\\" && patient.agee > 3"',
        '"patient.language == \\u0022\\x41\\n\\" && patient.agee > 3"',
        "|\n      patient.age > 3 &&\n        patient.agee < 5",
        "|-\n\n      true &&\n\n      patient.agee < 5",
        ">-\n      patient.age > 3 &&\n      patient.agee < 5",
        "|2\n        patient.agee < 5",
        "patient.age > 3 &&\n      patient.agee < 5",
        "'it''s\n      patient.agee'",
        '"it\\\n      s \\" patient.agee"',
        "你好 == patient.agee",
    ],
)
def test_a_word_is_found_where_it_was_written(scalar: str) -> None:
    assert located(scalar) == WORD


def test_what_is_missing_at_the_end_is_marked_behind_the_last_word() -> None:
    node = load("when: |\n  patient.age >\n", "j.yaml", Problems())
    value = node.entries[0].value  # type: ignore[union-attr]
    place = Condition(value.value, value.span, value.written).locate(14)
    assert (place.line, place.column) == (2, 16)


def test_a_place_that_spans_two_lines_is_marked_in_the_first() -> None:
    text = dedent("""\
        when: |
          a + b
            + c
        """)
    value = load(text, "j.yaml", Problems()).entries[0].value  # type: ignore[union-attr]
    place = Condition(value.value, value.span, value.written).locate(0, len(value.value))
    assert (place.line, place.column, place.end_line, place.end_column) == (2, 3, 2, 9)


def quoted_by_hand(text: str) -> list[str]:
    block = "".join(f"  {line}\n" for line in text.split("\n"))
    return [f"|2\n{block}", json.dumps(text), "'" + text.replace("'", "''").replace("\n", "\n\n ") + "'"]


@given(st.text("ab'\"\\ \n&é你", min_size=1, max_size=40).filter(str.strip), st.data())
def test_every_sign_is_found_in_every_style(text: str, data: st.DataObject) -> None:
    for written in quoted_by_hand(text):
        problems = Problems()
        node = load(written, "j.yaml", problems)
        if not isinstance(node, Text) or node.value.strip() != text.strip():
            continue
        at = data.draw(st.integers(0, len(node.value) - 1))
        if node.value[at].isspace() or node.value[at] in "\\\"'é你":
            continue
        place = Condition(node.value, node.span, node.written).locate(at)
        line = yaml_lines(written)[place.line - 1]
        assert line[place.column - 1] == node.value[at]


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 80), st.integers(0, 80))
def test_nothing_makes_it_fail(text: str, written: str, offset: int, length: int) -> None:
    node = load("x: y", "j.yaml", Problems())
    assert node is not None
    assert Condition(text, node.span, written).locate(offset, length).line >= 1

"""Conditions are typed by the dictionary, and mistakes have a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions import Checker, fields_of

FIELDS = {
    "patient.age": "int",
    "patient.first_name": "string",
    "patient.conditions": "list(string)",
    "appointment.start": "timestamp",
    "appointment.kind": "string",
}
CHECKER = Checker(FIELDS)


@pytest.mark.parametrize(
    "text",
    [
        "patient.age > 3",
        "appointment.start - now > duration('3h') && appointment.kind != 'telehealth'",
        "patient.conditions.exists(c, c.startsWith('E11'))",
        "!engaged('week-ahead') || confirmed() || segment('over-65')",
        "days_since(appointment.start) >= 2",
        "has_consent('visits') && authorized('programs') && happened('appointment.booked')",
        "appointment.kind.matches('^tele')",
    ],
)
def test_a_fitting_condition_has_no_mistakes(text: str) -> None:
    assert CHECKER.check(text).mistakes == ()


@pytest.mark.parametrize(
    ("text", "kind", "spot"),
    [
        ("patient.agee > 3", "undeclared", "patient.agee"),
        ("patient.age > 3 && appointment.knd == 'x'", "undeclared", "appointment.knd"),
        ("'é' == appointment.kind && patient.agee > 3", "undeclared", "patient.agee"),
        ("patient.age > 'x'", "type", ">"),
        ("patient.age", "not-boolean", "patient.age"),
        ("engaged(3)", "type", "("),
        ("nobody(3) == 1", "undeclared", "nobody"),
    ],
)
def test_a_mistake_is_found_at_its_place(text: str, kind: str, spot: str) -> None:
    (mistake,) = CHECKER.check(text).mistakes
    assert mistake.kind == kind
    assert text[mistake.offset : mistake.offset + mistake.length] == spot


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("['a'].map(c, c + c).size() > 0", "+"),
        ("patient.conditions.map(c, [c, c]).size() > 0", "["),
        ("patient.conditions.map(c, c == 'a', c + c).size() > 0", "+"),
        ("patient.conditions.filter(c, c + c == 'aa').size() > 0", "+"),
        ("patient.conditions.all(c, [c + c].all(d, d != ''))", "["),
        ("patient.conditions.all(c, [c, c].all(d, d != ''))", "["),
        ("patient.conditions.all(__c, __c + __c != '')", "+"),
        ("patient.conditions.all(c, patient.conditions.all(d, d.matches('x')))", "("),
        ("patient.conditions.all(c, patient.first_name.matches('x'))", "("),
        ("patient.first_name.matches(patient.first_name)", "("),
        ("patient.first_name.matches('(a{20}){20}')", "("),
        (f"patient.first_name.matches('{'a' * 201}')", "("),
    ],
)
def test_what_would_need_all_memory_or_time_is_a_mistake_at_its_place(text: str, spot: str) -> None:
    (mistake,) = CHECKER.check(text).mistakes
    assert mistake.kind == "syntax"
    assert text[mistake.offset] == spot


@pytest.mark.parametrize(
    "text",
    [
        "patient.conditions.exists(c, c in ['E11', 'E10'])",
        "patient.conditions.all(c, patient.conditions.exists_one(d, d == c))",
        "patient.conditions.filter(c, c.startsWith('E')).size() > 1",
        "patient.conditions.map(c, c == 'E11').size() > 1",
        "patient.conditions.exists(c, c.matches('^E1[01]$'))",
        "patient.conditions.exists(c, appointment.start + duration('1h') < now)",
        "patient.first_name.matches('^[A-Z]{1,40}$')",
    ],
)
def test_loops_that_only_look_have_no_mistakes(text: str) -> None:
    assert CHECKER.check(text).mistakes == ()


def test_both_halves_of_a_condition_are_checked() -> None:
    found = CHECKER.check("patient.agee > 3 && appointment.knd == 'x'").mistakes
    assert [mistake.detail for mistake in found] == ["patient.agee", "appointment.knd"]


@pytest.mark.parametrize(
    "text",
    ["", " ", "(", "(" * 90 + "true" + ")" * 90, "x" * 2_001, "☃", "\x00", "'", "a\nb"],
)
def test_what_is_not_cel_is_a_mistake_and_never_an_exception(text: str) -> None:
    assert CHECKER.check(text).mistakes


def test_fields_are_found_wherever_they_stand() -> None:
    text = "patient.conditions.exists(c, c == appointment.kind) ? patient.age > 3 : patient.first_name == 'x'"
    assert fields_of(text, FIELDS) == {
        "patient.conditions", "appointment.kind", "patient.age", "patient.first_name",
    }  # fmt: skip


def test_a_variable_of_a_comprehension_is_no_field() -> None:
    assert fields_of("patient.conditions.all(age, age != '')", FIELDS) == {"patient.conditions"}


def test_references_begin_where_the_field_begins() -> None:
    text = "patient.age > 3 && appointment.kind == 'x'"
    found = CHECKER.check(text).references
    assert [text[one.offset :][: len(one.name)] for one in found] == ["patient.age", "appointment.kind"]


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("authorized('a')", {"a"}),
        ("authorized('a') && patient.age > 3", {"a"}),
        ("patient.age > 3 && (authorized('b') && authorized('a'))", {"a", "b"}),
        ("authorized('a') || patient.age > 3", set()),
        ("!authorized('a')", set()),
        ("authorized('a') ? true : true", set()),
        ("authorized('a') == false", set()),
        ("[authorized('a')] == []", set()),
    ],
)
def test_a_call_is_required_only_where_nothing_is_true_without_it(text: str, required: set[str]) -> None:
    calls = CHECKER.check(text).calls
    assert {call.argument for call in calls if call.name == "authorized" and call.required} == required


@given(st.text(max_size=60))
def test_no_text_at_all_raises(text: str) -> None:
    checked = CHECKER.check(text)
    assert all(0 <= mistake.offset <= len(text) + 1 for mistake in checked.mistakes)


WORDS = st.sampled_from(
    [*FIELDS, "now", "&&", "||", "!", "(", ")", "'x'", "3", ">", "==", "engaged('a')", "authorized('b')",
     ".", "[", "]", "in", "true", "duration('3h')", "?", ":", "-"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_no_arrangement_of_words_raises(text: str) -> None:
    checked = CHECKER.check(text)
    assert checked.mistakes or checked.fields() <= FIELDS.keys()

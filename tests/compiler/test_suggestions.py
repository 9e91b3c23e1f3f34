"""Did you mean …: slips of the keys, case, plural and hyphens are understood; other words are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.compiler.suggest import closest, did_you_mean, distance
from engine.journey.events import EVENTS
from engine.journey.steps import KINDS

FIELDS = ("appointment.end", "appointment.start", "patient.age", "patient.first_name", "patient.language")
IDS = ("day-before", "missed-you", "over-65", "over-75", "week-ahead")


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("sned", KINDS, "send"),
        ("Send", KINDS, "send"),
        ("branches", KINDS, "branch"),
        ("awiat", KINDS, "await"),
        ("appointment.strat", FIELDS, "appointment.start"),
        ("apointmnt.start", FIELDS, "appointment.start"),
        ("patient.firstName", FIELDS, "patient.first_name"),
        ("patient.first-name", FIELDS, "patient.first_name"),
        ("first_name", FIELDS, "patient.first_name"),
        ("patient.start", FIELDS, "appointment.start"),
        ("appointment.boked", EVENTS, "appointment.booked"),
        ("rescheduled", EVENTS, "appointment.rescheduled"),
        ("appointment.noshow", EVENTS, "appointment.no_show"),
        ("click", EVENTS, "clicked"),
        ("week_ahead", IDS, "week-ahead"),
        ("WeekAhead", IDS, "week-ahead"),
        ("week-haead", IDS, "week-ahead"),
        ("day-before-visit", IDS, "day-before"),
        ("patient.abc", FIELDS, ""),
        ("patient.height", FIELDS, ""),
        ("over-66", IDS, "over-65"),
        ("", IDS, ""),
        ("x" * 5_000, IDS, ""),
        ("fun", ("treatment", "payment"), ""),
    ],
)
def test_one_name_is_suggested_when_it_was_surely_meant(
    word: str, known: tuple[str, ...], meant: str
) -> None:
    assert closest(word, known) == meant


def test_a_suggestion_is_a_question() -> None:
    assert did_you_mean("sned", KINDS) == 'did you mean "send"?'
    assert did_you_mean("zzz", KINDS) == ""


WORDS = st.text("abcd-.", max_size=8)


@given(WORDS, WORDS)
def test_the_distance_is_symmetric_and_nothing_between_equal_words(one: str, other: str) -> None:
    assert distance(one, other, 99) == distance(other, one, 99)
    assert (distance(one, other, 99) == 0) == (one == other)


@given(WORDS, WORDS, st.integers(1, 4))
def test_a_bound_changes_nothing_below_it(one: str, other: str, enough: int) -> None:
    assert distance(one, other, enough) == min(distance(one, other, 99), enough)


@given(
    st.text(
        "abcdefgh",
        min_size=4,
        max_size=8,
    ),
    st.data(),
)
def test_two_letters_that_changed_places_are_one_slip(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert distance(word, swapped, 99) == (word != swapped)

"""Durations, windows and phrases: declared rules, bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.compiler.phrases import parse_again, parse_within
from engine.journey.duration import DAY, Duration, in_words, parse_duration
from engine.journey.times import weekdays


@pytest.mark.parametrize(
    ("text", "days", "seconds"),
    [("90s", 0, 90), ("15m", 0, 900), ("4h", 0, 14_400), ("26h", 0, 93_600), ("7d", 7, 0), ("2w", 14, 0)],
)
def test_a_duration_is_calendar_days_or_exact_seconds(text: str, days: int, seconds: int) -> None:
    assert parse_duration(text) == Duration(days, seconds)


@pytest.mark.parametrize(
    "text",
    ["", "0d", "-1d", "+1d", "1 d", "1.5h", "P1M", "1mo", "1y", "inf", "1831d", "999999999w", "٣d", "²d",
     "1_0d", "1e3s", "2db", "0bd", "d", "1dd", "1d\n"],
)  # fmt: skip
def test_what_is_no_duration_is_refused(text: str) -> None:
    assert parse_duration(text) is None


@given(st.integers(1, 5 * 366 * DAY))
def test_words_say_the_same_seconds(seconds: int) -> None:
    parsed = parse_duration(in_words(seconds))
    assert parsed is not None
    assert parsed.elapsed == seconds


@given(st.text(max_size=12))
def test_any_text_is_a_duration_of_at_most_five_years_or_none(text: str) -> None:
    parsed = parse_duration(text)
    assert parsed is None or 0 < parsed.elapsed <= 5 * 366 * DAY


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("mon-fri", (1, 2, 3, 4, 5)),
        ("sat", (6,)),
        ("fri-mon", (1, 5, 6, 7)),
        (("mon", "wed-thu"), (1, 3, 4)),
        ("funday", None),
        ("mon-", None),
        ((), None),
    ],
)
def test_weekdays(written: str | tuple[str, ...], days: tuple[int, ...] | None) -> None:
    assert weekdays(written) == days


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("never", -1),
        ("after exit", 0),
        ("after 30d", 30 * DAY),
        ("after", None),
        ("soon", None),
        ("30d", None),
    ],
)
def test_again(text: str, seconds: int | None) -> None:
    assert parse_again(text) == seconds


def test_within() -> None:
    found = parse_within("2d after appointment.start")
    assert found is not None
    assert (found.by.days, found.after, found.field) == (2, True, "appointment.start")
    assert parse_within("2d past appointment.start") is None
    assert parse_within("x after appointment.start") is None

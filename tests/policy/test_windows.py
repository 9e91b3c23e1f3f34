"""Send windows over clock changes, weekdays and holidays, in many zones."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.journey.plan import Window
from engine.policy.windows import is_open, next_opening

NEW_YORK = ZoneInfo("America/New_York")
ZONES = [
    "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca",
    "Pacific/Apia", "America/Sao_Paulo", "UTC",
]  # fmt: skip
NONE: frozenset[date] = frozenset()
YEAR = 366 * 86_400
FROM = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
clocks = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02d}:{quarter % 4 * 15:02d}")
windows = st.builds(
    Window,
    days=st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days))),
    start=clocks,
    end=clocks | st.just("24:00"),
    skip_holidays=st.booleans(),
)
moments = st.integers(0, YEAR).map(lambda seconds: FROM + seconds)
zones = st.sampled_from(ZONES).map(ZoneInfo)
holidays = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=10)


def at(text: str, zone: ZoneInfo = NEW_YORK, fold: int = 0) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).timestamp()


def local(moment: float | None, zone: ZoneInfo = NEW_YORK) -> str:
    assert moment is not None
    return datetime.fromtimestamp(moment, zone).isoformat()


@given(windows, zones, holidays, moments)
@settings(max_examples=300, deadline=None)
def test_the_next_opening_is_open_and_never_early(
    window: Window, zone: ZoneInfo, free: frozenset[date], moment: float
) -> None:
    opening = next_opening(window, zone, free, moment)
    if opening is None:
        assert window.start == window.end or window.skip_holidays
        return
    assert opening >= moment
    assert is_open(window, zone, free, opening)
    assert opening == moment or not is_open(window, zone, free, opening - 1)


@given(windows, zones, moments)
@settings(max_examples=150, deadline=None)
def test_nothing_is_open_between_now_and_the_next_opening(
    window: Window, zone: ZoneInfo, moment: float
) -> None:
    """Windows begin on quarters of an hour and clocks change on half hours, so quarters are looked at."""
    opening = next_opening(window, zone, NONE, moment)
    end = min(opening if opening is not None else moment + 14 * 86_400, moment + 14 * 86_400)
    quarter = moment - moment % 900 + 900
    while quarter < end:
        assert not is_open(window, zone, NONE, quarter)
        quarter += 900


def test_the_end_is_outside() -> None:
    window = Window(start="08:00", end="19:30")
    assert is_open(window, NEW_YORK, NONE, at("2026-06-01T19:29:59.9"))
    assert not is_open(window, NEW_YORK, NONE, at("2026-06-01T19:30"))


def test_a_window_in_the_gap_of_spring_opens_where_the_clock_lands_if_still_inside() -> None:
    window = Window(start="02:15", end="03:30")
    opening = next_opening(window, NEW_YORK, NONE, at("2026-03-08T00:30"))
    assert local(opening) == "2026-03-08T03:00:00-04:00"


def test_a_window_wholly_in_the_gap_waits_for_the_next_day() -> None:
    window = Window(start="02:15", end="02:45")
    opening = next_opening(window, NEW_YORK, NONE, at("2026-03-08T00:30"))
    assert local(opening) == "2026-03-09T02:15:00-04:00"


def test_an_hour_that_comes_twice_is_open_twice() -> None:
    window = Window(start="01:15", end="01:45")
    first = next_opening(window, NEW_YORK, NONE, at("2026-11-01T00:30"))
    assert local(first) == "2026-11-01T01:15:00-04:00"
    second = next_opening(window, NEW_YORK, NONE, at("2026-11-01T01:50"))
    assert local(second) == "2026-11-01T01:15:00-05:00"


def test_falling_back_into_a_window_opens_it_at_the_change() -> None:
    window = Window(start="00:30", end="01:30")
    opening = next_opening(window, NEW_YORK, NONE, at("2026-11-01T01:40"))
    assert local(opening) == "2026-11-01T01:00:00-05:00"


def test_a_night_window_belongs_to_the_day_it_starts_on() -> None:
    friday_night = Window(days=(5,), start="22:00", end="06:00")
    assert is_open(friday_night, NEW_YORK, NONE, at("2026-06-06T05:59"))  # Saturday morning
    assert not is_open(friday_night, NEW_YORK, NONE, at("2026-06-06T22:00"))
    assert not is_open(friday_night, NEW_YORK, NONE, at("2026-06-05T05:00"))


@pytest.mark.parametrize(
    ("skip", "opens"), [(True, "2026-12-26T08:00:00-05:00"), (False, "2026-12-25T08:00:00-05:00")]
)
def test_holidays_are_skipped_where_the_window_says_so(skip: bool, opens: str) -> None:
    window = Window(start="08:00", end="19:30", skip_holidays=skip)
    opening = next_opening(window, NEW_YORK, frozenset({date(2026, 12, 25)}), at("2026-12-24T20:00"))
    assert local(opening) == opens

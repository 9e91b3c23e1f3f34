"""When may mail leave? Send windows on wall clocks, with weekdays, holidays and clock changes.

A window is open exactly while the wall clock of its zone stands inside it: an hour that comes twice is
open twice, an hour that is left out never opens. A window such as 22:00-06:00 belongs to the day on
which it starts.
"""

from collections.abc import Iterator, Set
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from engine.journey.plan import Window
from engine.policy.times import minutes_of

MOST_DAYS_AHEAD = 370  # a window that does not open within a year never does

Holidays = Set[date]


def is_open(window: Window, zone: ZoneInfo, holidays: Holidays, moment: float) -> bool:
    """May mail leave at `moment` (Unix seconds)?"""
    local = datetime.fromtimestamp(moment, zone)
    second = local.hour * 3600 + local.minute * 60 + local.second + local.microsecond / 1e6
    start, end = _bounds(window.start, window.end)
    if start < end:
        return start <= second < end and _serves(window, holidays, local.date())
    if second >= start:
        return _serves(window, holidays, local.date())
    return second < end and _serves(window, holidays, local.date() - timedelta(days=1))


def next_opening(window: Window, zone: ZoneInfo, holidays: Holidays, moment: float) -> float | None:
    """The first moment at or after `moment` (Unix seconds) at which it is open; None when it never is."""
    if is_open(window, zone, holidays, moment):
        return moment
    today = datetime.fromtimestamp(moment, zone).date()
    for ahead in range(MOST_DAYS_AHEAD):
        for candidate in sorted(_candidates(window, zone, today + timedelta(days=ahead))):
            if candidate > moment and is_open(window, zone, holidays, candidate):
                return candidate
    return None


def _serves(window: Window, holidays: Holidays, day: date) -> bool:
    return day.isoweekday() in window.days and not (window.skip_holidays and day in holidays)


@lru_cache(maxsize=256)
def _bounds(start: str, end: str) -> tuple[int, int]:
    hours, minutes = minutes_of(start)
    until_hours, until_minutes = minutes_of(end)
    return hours * 3600 + minutes * 60, until_hours * 3600 + until_minutes * 60


def _candidates(window: Window, zone: ZoneInfo, day: date) -> Iterator[float]:
    """Where it can open on that day: its start (each time, when it comes twice), midnight, a clock change."""
    start, _ = _bounds(window.start, window.end)
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (given a zone below)
    for seconds in (0, start):
        for fold in (0, 1):
            wall = (midnight + timedelta(seconds=seconds)).replace(tzinfo=zone, fold=fold)
            yield wall.timestamp()
    first = midnight.replace(tzinfo=UTC).timestamp() - 86_400
    yield from _changes(zone, first, first + 3 * 86_400)


def _changes(zone: ZoneInfo, start: float, end: float) -> Iterator[float]:
    """Clock changes of the zone in [start, end), to the second. Two within six hours are not told apart."""
    step = 6 * 3600
    at = start
    while at < end:
        if _offset(zone, at) != _offset(zone, at + step):
            yield _change_between(zone, int(at), int(at + step))
        at += step


def _change_between(zone: ZoneInfo, low: int, high: int) -> float:
    before = _offset(zone, low)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    return float(high)


def _offset(zone: ZoneInfo, moment: float) -> timedelta | None:
    return datetime.fromtimestamp(moment, zone).utcoffset()

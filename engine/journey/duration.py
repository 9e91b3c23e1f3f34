"""Durations as authors write them: 90s 15m 4h 7d 2w 2bd. Never negative, at most five years."""

import re
from typing import Final

import msgspec

DAY: Final = 86_400
LONGEST_DAYS: Final = 5 * 366
_WRITTEN: Final = re.compile(r"([0-9]{1,9})(s|m|h|d|w|bd)")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3_600}
_DAYS: Final = {"d": 1, "w": 7}


class Duration(msgspec.Struct, frozen=True):
    """Calendar `days` (23 to 25 hours each), exact `seconds` or `business` days; only one of the three.

    A business day is Monday to Friday and no holiday of the organisation.
    """

    days: int = 0
    seconds: int = 0
    business: int = 0

    @property
    def elapsed(self) -> int:
        """Seconds, with a day of 24 hours: for waits that count time, not calendar days.

        Of business days the least they can take: weekends and holidays come on top.
        """
        return (self.days + self.business) * DAY + self.seconds


def parse_duration(text: str) -> Duration | None:
    """None when it is not a duration, is zero, or is longer than five years."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    count, unit = int(match[1]), match[2]
    if unit == "bd":
        duration = Duration(business=count)
    elif unit in _DAYS:
        duration = Duration(days=count * _DAYS[unit])
    else:
        duration = Duration(seconds=count * _SECONDS[unit])
    if not 0 < duration.elapsed <= LONGEST_DAYS * DAY:
        return None
    return duration


def in_words(seconds: int) -> str:
    """`seconds` in the largest unit that fits exactly: 90000 → "25h"."""
    for size, unit in ((7 * DAY, "w"), (DAY, "d"), (3_600, "h"), (60, "m")):
        if seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"

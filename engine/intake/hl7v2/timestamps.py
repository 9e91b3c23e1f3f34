"""HL7 dates and times (TS until 2.5, DTM since): YYYY[MM[DD[HH[MM[SS[.S…]]]]]][±ZZZZ].

What is missing is never filled in: a date needs its day, an instant its minute. A time without
offset is a wall clock of the sender's zone.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

_DTM: Final = re.compile(
    r"(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:\.(\d{1,6})\d*)?)?)?)?)?)?([+-]\d{4})?", re.ASCII
)
_MAX_OFFSET: Final = timedelta(hours=14)


class Stamp(NamedTuple):
    """A parsed date/time before a zone is applied."""

    wall: datetime  # naive; parts not sent are the smallest possible
    precision: int  # 1 year, 2 month, 3 day, 4 hour, 5 minute, 6 second
    offset: timezone | None


def parse_stamp(text: str) -> Stamp | None:
    """None when the text is not a possible date/time (`20260230`, year 0042, letters)."""
    match = _DTM.fullmatch(text.strip())
    if match is None:
        return None
    *parts, fraction, offset_text = match.groups()
    numbers = [int(part) for part in parts if part is not None]
    offset = _offset(offset_text) if offset_text else None
    if offset_text and offset is None:
        return None
    microsecond = int((fraction or "").ljust(6, "0"))
    filled = [*numbers, *(1, 1, 1, 0, 0, 0)[len(numbers) :]]
    year, month, day, hour, minute, second = filled
    if not 1800 <= year <= 9000:
        return None
    try:
        wall = datetime(year, month, day, hour, minute, second, microsecond)  # noqa: DTZ001 - zone comes later
    except ValueError:
        return None
    return Stamp(wall, len(numbers), offset)


def _offset(text: str) -> timezone | None:
    hours, minutes = int(text[1:3]), int(text[3:5])
    size = timedelta(hours=hours, minutes=minutes)
    if minutes >= 60 or size > _MAX_OFFSET:
        return None
    return timezone(-size if text[0] == "-" else size)


def parse_day(text: str) -> date | None:
    """A date with at least its day; None otherwise. Time and offset are dropped (a birth date)."""
    stamp = parse_stamp(text)
    return stamp.wall.date() if stamp and stamp.precision >= 3 else None


class Clock(NamedTuple):
    """Which zone a time without offset is in, for one message."""

    zone: ZoneInfo
    header_offset: timezone | None = None  # MSH-7's, used when it contradicts the sender's zone

    def resolve(self, stamp: Stamp) -> tuple[datetime, str]:
        """The instant in UTC, and a notice code ("" when nothing is odd about it)."""
        if stamp.offset is not None:
            return stamp.wall.replace(tzinfo=stamp.offset).astimezone(UTC), ""
        if self.header_offset is not None:
            return stamp.wall.replace(tzinfo=self.header_offset).astimezone(UTC), "offset-contradicts-zone"
        return stamp.wall.replace(tzinfo=self.zone).astimezone(UTC), _oddity(stamp.wall, self.zone)


def choose_clock(sent: Stamp | None, zone: ZoneInfo) -> Clock:
    """The message's clock.

    HL7 makes MSH-7's offset the default for the message. A fixed offset is wrong on the other side
    of a daylight-saving change, so the zone is used as long as it agrees with that offset.
    """
    if sent is None or sent.offset is None:
        return Clock(zone)
    agrees = sent.wall.replace(tzinfo=zone).utcoffset() == sent.offset.utcoffset(None)
    return Clock(zone, None if agrees else sent.offset)


def _oddity(wall: datetime, zone: ZoneInfo) -> str:
    first = wall.replace(tzinfo=zone, fold=0)
    second = wall.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return ""
    there_and_back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return "time-ambiguous" if there_and_back == wall else "time-in-daylight-saving-gap"

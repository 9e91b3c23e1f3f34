"""From an anchor to a moment: calendar days, exact seconds, wall clocks, zones. Pure arithmetic.

Where the wall clock jumps: a time in the gap is read with the offset before the jump, so 02:30 becomes
03:30 once; a time that occurs twice means its first occurrence. `by: 1d` is a calendar day and `24h`
exact hours: on the day of a jump they differ, by choice.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from engine.journey.plan import Anchor

FALLBACK_ZONE = "UTC"
MOST_DAYS = 5 * 366  # an anchor further away than five years is a mistake, not a plan


class Zones(msgspec.Struct, frozen=True):
    """IANA names; `patient` is the clinic's where the patient's is unknown."""

    patient: str
    clinic: str

    def named(self, whose: str) -> ZoneInfo:
        return zone_of(self.patient if whose == "patient" else self.clinic, self.clinic)


@lru_cache(maxsize=1024)
def zone_of(name: str, otherwise: str = FALLBACK_ZONE) -> ZoneInfo:
    """The zone of that name, else `otherwise`, else UTC: an unknown name must not stop a mail."""
    for candidate in (name, otherwise, FALLBACK_ZONE):
        try:
            return ZoneInfo(candidate)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo(FALLBACK_ZONE)


def moment_of(
    anchor: Anchor, value: datetime, zones: Zones, holidays: frozenset[date] = frozenset()
) -> float:
    """The anchored moment in Unix seconds; `value` is the anchored field, aware.

    `holidays` count for business days alone. Raises OverflowError when it leaves the calendar.
    """
    zone = zones.named(anchor.zone)
    local = value.astimezone(zone)
    if anchor.days:
        day = local.date() + timedelta(days=max(-MOST_DAYS, min(MOST_DAYS, anchor.days)))
        local = datetime.combine(day, local.time().replace(fold=0), zone)
    if anchor.business:
        day = business_day(local.date(), max(-MOST_DAYS, min(MOST_DAYS, anchor.business)), holidays)
        local = datetime.combine(day, local.time().replace(fold=0), zone)
    if anchor.seconds:
        local = (local.astimezone(UTC) + timedelta(seconds=anchor.seconds)).astimezone(zone)
    if anchor.clock:
        local = at_clock(local.date(), anchor.clock, zone)
    return local.timestamp()


def at_clock(day: date, clock: str, zone: ZoneInfo) -> datetime:
    """`clock` ("HH:MM", 24:00 is the next midnight) of that local day, by the rules for jumps above."""
    hours, minutes = minutes_of(clock)
    extra, hours = divmod(hours, 24)
    return datetime.combine(day + timedelta(days=extra), time(hours, minutes), zone)


def minutes_of(clock: str) -> tuple[int, int]:
    """("HH:MM") → hours, minutes. Raises ValueError on anything else."""
    hours, colon, minutes = clock.partition(":")
    if not colon or not (hours.isdecimal() and minutes.isdecimal()):
        raise ValueError("a clock is HH:MM")
    return int(hours), int(minutes)


def business_day(day: date, count: int, holidays: frozenset[date]) -> date:
    """The `count`-th business day (Monday to Friday, no holiday) after `day`, before it when negative."""
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= day.isoweekday() < 6 and day not in holidays
    return day

"""FHIR date, dateTime and instant (R4 section 2.24.0.1), with the precision each use needs.

Parts that were not sent are never filled in.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

_INSTANT: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII
)
_PARTIAL_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)
_EARLIEST, _LATEST = 1800, 9000


def parse_instant(text: str, zone: ZoneInfo) -> tuple[datetime, bool] | None:
    """(UTC, whether the offset was missing and `zone` was used); None when it is no moment."""
    match = _INSTANT.fullmatch(text)
    if match is None:
        return None
    day, clock, second, fraction, offset_text = match.groups()
    try:
        wall = datetime.fromisoformat(f"{day}T{clock}:{second or '00'}")
        offset = _offset(offset_text) if offset_text else None
    except ValueError:
        return None
    if not _EARLIEST <= wall.year <= _LATEST:
        return None
    wall = wall.replace(microsecond=int((fraction or "")[:6].ljust(6, "0")))
    return wall.replace(tzinfo=offset or zone).astimezone(UTC), offset is None


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        raise ValueError
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(-size if text[0] == "-" else size)


def parse_date(text: str) -> date | None:
    """A whole date, also from a dateTime; None when it is partial or impossible."""
    try:
        return date.fromisoformat(text[:10]) if len(text) >= 10 and text[4] == "-" else None
    except ValueError:
        return None


def is_partial_date(text: str) -> bool:
    """`1974` or `1974-12`: valid FHIR, too coarse for an age."""
    return _PARTIAL_DATE.fullmatch(text) is not None

"""Cursors of lists that can grow: what a page gives as `next`, and reading it back. Opaque to callers."""

from datetime import UTC, datetime
from uuid import UUID

from engine.errors import Refused

_LONGEST = 9  # digits of a number that PostgreSQL keeps as an integer


def id_cursor(after: str | None) -> UUID | None:
    """The id a page goes on from. Raises Refused for anything that no page ever gave out."""
    try:
        return UUID(after) if after else None
    except ValueError:
        raise unknown_cursor() from None


def number_cursor(after: str | None) -> int | None:
    """The number a page goes on below. Raises Refused."""
    if not after:
        return None
    if not (after.isascii() and after.isdecimal() and len(after) <= _LONGEST):
        raise unknown_cursor()
    return int(after)


def moment_cursor(after: str | None) -> tuple[datetime | None, str, UUID | None]:
    """(aware time, kind, id) of the last entry: entries of one moment are told apart. Raises Refused."""
    if not after:
        return None, "", None
    try:
        at, kind, row = after.split("~")
        found = datetime.fromisoformat(at).astimezone(UTC), kind, UUID(row)
    except (ValueError, OverflowError):
        raise unknown_cursor() from None
    return found


def unknown_cursor() -> Refused:
    return Refused("cursor-unknown", "`after` must be what a former page gave as `next`.")

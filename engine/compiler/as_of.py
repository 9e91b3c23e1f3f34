"""The day on which dates in documents are judged: packs, agreements, and what is allowed until then.

Today, unless CARELOOM_AS_OF names another day, so that a check can be made for the day a rule begins.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Final

VARIABLE: Final = "CARELOOM_AS_OF"


def as_of() -> str:
    """ISO 8601, so that it compares with dates as they are written. A malformed variable counts as unset."""
    wanted = os.environ.get(VARIABLE, "")
    try:
        return date.fromisoformat(wanted).isoformat()
    except ValueError:
        return datetime.now(UTC).date().isoformat()


@contextmanager
def judging(day: str | None) -> Iterator[None]:
    """As of `day` while it lasts, in the processes it starts as well; of today where it is None."""
    before = os.environ.get(VARIABLE)
    if day is not None:
        os.environ[VARIABLE] = day
    try:
        yield
    finally:
        if before is not None:
            os.environ[VARIABLE] = before
        elif day is not None:
            del os.environ[VARIABLE]

"""Synthetic people for the stories."""

import itertools
from datetime import UTC, datetime, timedelta

BORN = "19700102"
BIRTH_DATE = "1970-01-02"
_NUMBERS = itertools.count(1)


def person(name: str, **more: str) -> dict[str, str]:
    number = next(_NUMBERS)
    return {
        "mrn": f"{number:05d}",
        "first": name,
        "last": "Synthetic",
        "born": BORN,
        "email": f"{name.lower()}.{number}@example.org",
        **more,
    }


def ahead(**lead: float) -> datetime:
    return (datetime.now(UTC) + timedelta(**lead)).replace(microsecond=0)

"""Public holidays of a country and subdivision, as the `holidays` package knows them. Pure and cached."""

from datetime import date
from functools import lru_cache

import holidays as almanac


@lru_cache(maxsize=64)
def holidays_of(country: str, subdivision: str, year: int) -> frozenset[date]:
    """Days of the year before, of `year` and of the two after it; none for a place that is not known."""
    if not country:
        return frozenset()
    years = range(year - 1, year + 3)
    try:
        return frozenset(almanac.country_holidays(country, subdiv=subdivision or None, years=years))
    except (NotImplementedError, KeyError):
        return frozenset()

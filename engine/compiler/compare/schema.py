"""What a changed dictionary means to plans with people inside: they keep the types they were made with."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from engine.journey.plan import Plan


class LivePlan(msgspec.Struct, frozen=True):
    """One version with people inside."""

    slug: str
    number: int
    people: int
    plan: Plan


class SchemaEffect(msgspec.Struct, frozen=True):
    """`what` in words; `used_by`: "visit-reminder version 3 (1,204 people)"."""

    field: str
    what: str
    used_by: tuple[str, ...]


def schema_effects(
    before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]], live: Iterable[LivePlan]
) -> tuple[SchemaEffect, ...]:
    """Fields that are gone, of another type or of another class, and the live plans that speak of them."""
    plans = list(live)
    found = []
    for name, was in before.items():
        what = _changed(was, after.get(name))
        if what:
            users = [one for one in plans if name in one.plan.fields]
            found.append(SchemaEffect(name, what, tuple(map(_said, users))))
    return tuple(found)


def _changed(was: Mapping[str, Any], now: Mapping[str, Any] | None) -> str:
    if now is None:
        return "is gone"
    told = [
        f"{words} {was.get(key)} → {now.get(key)}"
        for key, words in (("type", "type"), ("data_class", "class"))
        if was.get(key) != now.get(key)
    ]
    return ", ".join(told)


def _said(one: LivePlan) -> str:
    return f"{one.slug} version {one.number} ({one.people:,} {'person' if one.people == 1 else 'people'})"

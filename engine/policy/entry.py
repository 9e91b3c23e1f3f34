"""How many may come in by one way now: its cap and its ramp. Pure: counts in, room out.

A cap slides: whoever came in at a moment counts until exactly `seconds` later, and no longer at that moment.
A ramp counts the organisation's days on which somebody came in, so that an idle weekend makes nothing wider.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from engine.journey.plan import Cap, Enroll

UNBOUNDED: Final = 1 << 62


class Entered(msgspec.Struct):
    """Who came in so far: (moment, people) that the cap may count; days before today; people today."""

    moments: Sequence[tuple[datetime, int]] = ()
    days: int = 0
    today: int = 0


def limited(trigger: Enroll) -> bool:
    """Whether anybody may ever have to wait here."""
    return trigger.cap is not None or bool(trigger.ramp)


def room(trigger: Enroll, entered: Entered, now: datetime) -> int:
    """How many more may come in at `now` (aware); never negative."""
    return max(0, min(_room_of_cap(trigger.cap, entered, now), _room_of_ramp(trigger.ramp, entered)))


def _room_of_cap(cap: Cap | None, entered: Entered, now: datetime) -> int:
    if cap is None:
        return UNBOUNDED
    counted = sum(people for at, people in entered.moments if (now - at).total_seconds() < cap.seconds)
    return cap.count - counted


def _room_of_ramp(ramp: Sequence[int], entered: Entered) -> int:
    if entered.days >= len(ramp):
        return UNBOUNDED
    return ramp[entered.days] - entered.today

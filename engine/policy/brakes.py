"""When a journey must pause by itself: too many mails in an hour, too many that came back or were not wanted.

Pure. The stricter of the organisation's and the journey's own brake holds, each over the last hour and not
beyond the moment at which a person let the journey go on.
"""

from typing import Final

import msgspec

from engine.journey.plan import Brakes

HOUR: Final = 3_600  # seconds
LEAST: Final = 100  # mails in the hour, before a percentage means anything


class Pace(msgspec.Struct, frozen=True):
    """What one journey did in the last hour."""

    sends: int = 0
    bounces: int = 0
    complaints: int = 0
    opt_outs: int = 0


def pulled(pace: Pace, *brakes: Brakes | None) -> str:
    """The brake that pauses the journey, such as `sends-per-hour`; "" when it may go on."""
    limit = _least(brakes, "sends_per_hour")
    if limit is not None and pace.sends > limit:
        return "sends-per-hour"
    if pace.sends < LEAST:
        return ""
    for name in ("bounces", "complaints", "opt_outs"):
        percent = _least(brakes, f"{name}_percent")
        if percent is not None and getattr(pace, name) * 100 > percent * pace.sends:
            return f"{name}-percent".replace("_", "-")
    return ""


def _least(brakes: tuple[Brakes | None, ...], name: str) -> int | None:
    told = [getattr(each, name) for each in brakes if each is not None]
    return min((each for each in told if each is not None), default=None)

"""The short phrases of the language: `after 30d`, `2d after appointment.start`, `30d after entry`."""

import re
from typing import Final, Literal

import msgspec

from engine.journey.duration import Duration, parse_duration
from engine.journey.plan import NOW

_WITHIN: Final = re.compile(r"(\S+) (after|before) ([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*|entry|send)")
_SINCE: Final[dict[str, Literal["entry", "send"]]] = {"entry": "entry", "send": "send"}
NEVER: Final = -1


class Within(msgspec.Struct, frozen=True):
    by: Duration
    after: bool
    field: str
    since: Literal["", "entry", "send"] = ""  # with the field `now`


def parse_again(text: str) -> int | None:
    """-1 never, 0 after exit, else seconds since the last exit; None when it is neither."""
    if text == "never":
        return NEVER
    if text == "after exit":
        return 0
    duration = parse_duration(text.removeprefix("after ")) if text.startswith("after ") else None
    return duration.elapsed if duration else None


def parse_within(text: str) -> Within | None:
    match = _WITHIN.fullmatch(text)
    duration = parse_duration(match[1]) if match else None
    if match is None or duration is None:
        return None
    if match[3] in _SINCE:
        return Within(duration, True, NOW, _SINCE[match[3]]) if match[2] == "after" else None
    return Within(duration, match[2] == "after", match[3])

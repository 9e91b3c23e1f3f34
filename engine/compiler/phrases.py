"""The two short phrases of the language: `after 30d`, and `2d after appointment.start`."""

import re
from typing import Final

import msgspec

from engine.journey.duration import Duration, parse_duration

_WITHIN: Final = re.compile(r"(\S+) (after|before) ([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)")
NEVER: Final = -1


class Within(msgspec.Struct, frozen=True):
    by: Duration
    after: bool
    field: str


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
    return Within(duration, match[2] == "after", match[3]) if match and duration else None

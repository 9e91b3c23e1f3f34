"""What a path achieves beyond the people who were held out: the difference of two rates and its 95% interval.

Newcombe's hybrid score interval (Statistics in Medicine 17:873, 1998, method 10): honest for small numbers
and for rates near 0 and 1, where the textbook interval is not.
"""

import math
from typing import Final

import msgspec

_Z: Final = 1.959963984540054  # 97.5% of a normal distribution lie below


class Lift(msgspec.Struct, frozen=True):
    """Percentage points between two rates, and where the true difference lies with 95% confidence."""

    points: float
    low: float
    high: float


def rate(successes: int, people: int) -> float | None:
    return successes / people if people else None


def lift(successes: int, people: int, held_successes: int, held_people: int) -> Lift | None:
    """None while one of the two groups has nobody in it."""
    if not people or not held_people:
        return None
    ours, theirs = successes / people, held_successes / held_people
    low, high = wilson(successes, people)
    held_low, held_high = wilson(held_successes, held_people)
    difference = ours - theirs
    below = math.hypot(ours - low, held_high - theirs)
    above = math.hypot(high - ours, theirs - held_low)
    return Lift(*(round(100 * value, 2) for value in (difference, difference - below, difference + above)))


def wilson(successes: int, people: int) -> tuple[float, float]:
    """The score interval of one proportion, 95%."""
    share, z2 = successes / people, _Z * _Z
    middle = share + z2 / (2 * people)
    spread = _Z * math.sqrt(share * (1 - share) / people + z2 / (4 * people * people))
    whole = 1 + z2 / people
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)

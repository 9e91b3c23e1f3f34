"""Which path of a split is the better one, and when that may be said. Pure arithmetic over counts.

Two proportions are compared by the pooled z-test (two-sided). Every look at the numbers is a chance to be
wrong, so the permitted error is spent over the looks: the k-th may use 1/(k(k+1)) of it, all together never
more than the whole. Of several rivals the winner must beat each (Bonferroni).
"""

import math
from collections.abc import Sequence
from typing import Final

import msgspec

from engine.journey.plan import Split, Winner

GROWTH: Final = 1.5  # the smallest path must have grown by so much before it is looked at again


class Tally(msgspec.Struct, frozen=True):
    """People who took a path, and those of them for whom the metric came true afterwards."""

    path: str
    people: int
    successes: int

    @property
    def rate(self) -> float:
        return self.successes / self.people if self.people else 0.0


class Verdict(msgspec.Struct, frozen=True):
    """`winner`: a path, or "". `p`: against the closest rival; `alpha`: what it had to be below."""

    winner: str
    p: float
    alpha: float


def signature(split: Split) -> str:
    """Tells experiments apart: paths by name, and which are held out. Weights and seed may change."""
    return ",".join(sorted(f"{path.name}{'!' if path.holdout else ''}" for path in split.paths))


def rivals(split: Split) -> tuple[str, ...]:
    """The paths that may win: those that are not held out."""
    return tuple(path.name for path in split.paths if not path.holdout)


def may_look(winner: Winner, tallies: Sequence[Tally], first: float, now: float, last: int) -> bool:
    """`first`: when the first person came; `last`: people on the smallest path at the last look. Seconds."""
    smallest = min((tally.people for tally in tallies), default=0)
    enough = max(winner.least, math.ceil(last * GROWTH))
    return len(tallies) > 1 and smallest >= enough and now >= first + winner.after


def judge(tallies: Sequence[Tally], confidence: int, look: int) -> Verdict:
    """`confidence` in percent; `look` counts from 1."""
    alpha = (1 - confidence / 100) / (look * (look + 1)) / max(len(tallies) - 1, 1)
    best, *others = sorted(tallies, key=lambda tally: (-tally.rate, tally.path))
    p = max((p_value(best, other) for other in others), default=1.0)
    return Verdict(best.path if p < alpha else "", p, alpha)


def p_value(one: Tally, other: Tally) -> float:
    """Two-sided; 1 where nothing can be told apart."""
    people = one.people + other.people
    if not one.people or not other.people:
        return 1.0
    pooled = (one.successes + other.successes) / people
    spread = math.sqrt(pooled * (1 - pooled) * (1 / one.people + 1 / other.people))
    if not spread:
        return 1.0
    return math.erfc(abs(one.rate - other.rate) / spread / math.sqrt(2))

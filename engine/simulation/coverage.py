"""Which steps and ways of a journey no scenario reaches."""

from collections.abc import Iterable

import msgspec

from engine.journey.plan import Plan
from engine.journey.ways import ways_of

Way = tuple[str, str]  # step, way


class Coverage(msgspec.Struct, frozen=True):
    """`missed`: ways not taken, of steps that were reached. Steps in the order of the plan."""

    steps: int
    ways: int
    unreached: tuple[str, ...]
    missed: tuple[Way, ...]

    @property
    def percent(self) -> float:
        """Of all ways, those of unreached steps included; 100 of none."""
        return 100.0 * (self.ways - self.ways_missed) / self.ways if self.ways else 100.0

    @property
    def ways_missed(self) -> int:
        return len(self.missed)


def cover(plan: Plan, reached: Iterable[Way]) -> Coverage:
    taken = set(reached)
    every = [(node.id, way) for node in plan.nodes for way in ways_of(node)]
    return Coverage(
        steps=len(plan.nodes),
        ways=len(every),
        unreached=tuple(node.id for node in plan.nodes if (node.id, "") not in taken),
        missed=tuple(way for way in every if way not in taken),
    )

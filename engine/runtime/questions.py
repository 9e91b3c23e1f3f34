"""Effects of many enrollments become few questions: one activity call per (activity, step, moment)."""

from typing import Final, cast

import msgspec

from engine.contracts.activities import PLAN_TIMES, Batch, Item, Moment, TimesBatch
from engine.runtime.roster import Asked

MOST_ITEMS: Final = 500  # about 25 kB of ids: far below what one payload may hold


class Question(msgspec.Struct, frozen=True):
    """What one call asks, for whom, in the order of the answers to come."""

    activity: str
    step: int
    moment: str
    asked: list[Asked]

    def input(self, version: str) -> Batch | TimesBatch:
        items = [Item(enrollment, effect.visit, effect.since) for enrollment, effect in self.asked]
        if self.activity == PLAN_TIMES:
            return TimesBatch(version, self.step, cast(Moment, self.moment), items)
        return Batch(version, self.step, items)

    def halves(self) -> tuple["Question", "Question"]:
        middle = len(self.asked) // 2
        parts = (self.asked[:middle], self.asked[middle:])
        first, second = (msgspec.structs.replace(self, asked=part) for part in parts)
        return first, second


def group(asked: list[Asked], most: int = MOST_ITEMS) -> list[Question]:
    """In the order in which each question first came up."""
    grouped: dict[tuple[str, int, str], list[Asked]] = {}
    for one in asked:
        effect = one[1]
        grouped.setdefault((effect.activity, effect.step, effect.moment), []).append(one)
    return [
        Question(*key, items[at : at + most])
        for key, items in grouped.items()
        for at in range(0, len(items), most)
    ]

"""Which way now? Conditions over today's values, and experiments by a hash that can be computed again. Pure.

Three-valued: a missing value is neither true nor false (-2 where it leaves the question open).
"""

import hashlib
from collections.abc import Callable
from typing import Final
from uuid import UUID

from engine.expressions.evaluate import UNKNOWN, Truth
from engine.journey.plan import Branch, Repeat, Split

NONE_TRUE: Final = -1
VALUE_MISSING: Final = -2

Ask = Callable[[str], Truth]


def conditions_of(step: Branch | Split | Repeat) -> list[str]:
    match step:
        case Branch():
            return [case.when for case in step.cases]
        case Repeat():
            return [step.until_when]
    return []


def choose_way(step: Branch | Repeat, ask: Ask) -> int:
    """As engine.contracts.activities.Choices says; `ask` evaluates one condition."""
    if isinstance(step, Repeat):
        held = ask(step.until_when)
        return VALUE_MISSING if held is UNKNOWN else int(held)
    missing = False
    for index, case in enumerate(step.cases):
        held = ask(case.when)
        if held:
            return index
        missing = missing or held is UNKNOWN
    return VALUE_MISSING if missing else NONE_TRUE


def path_for(split: Split, patient: UUID, winner: str = "", before: str = "") -> int:
    """The path to take: the one taken `before`; else the hash's, or the `winner` for all not held out.

    Both are names of paths, or "".
    """
    names = [path.name for path in split.paths]
    if before in names:
        return names.index(before)
    chosen = path_of(split, patient)
    return names.index(winner) if winner in names and not split.paths[chosen].holdout else chosen


def path_of(split: Split, patient: UUID) -> int:
    """The patient's path: SHA-256 of (split, seed, patient), its first 64 bits over the weights' sum."""
    digest = hashlib.sha256(f"{split.id}\x00{split.seed}\x00{patient}".encode()).digest()
    total = sum(path.weight for path in split.paths)
    place = int.from_bytes(digest[:8], "big") * total >> 64
    for index, path in enumerate(split.paths):
        place -= path.weight
        if place < 0:
            return index
    return len(split.paths) - 1

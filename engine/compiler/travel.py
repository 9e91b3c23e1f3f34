"""Goes every way through a journey once, carrying whatever a check wants to know along. Knows no rule.

A journey is a tree of blocks, so this is one walk and not one for each combination of ways: where ways meet,
the check says what it keeps.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Generic, Protocol, TypeVar

from engine.journey.steps import Await, Branch, Call, Exit, Form, Repeat, Send, Split, Step, Task

S = TypeVar("S")
Block = tuple[Step, ...] | None
MOST_ROUNDS: Final = 20  # of a repeat that are gone through


class Traveller(Protocol[S]):
    """What a check does on the way. `S` is what it carries along; it must not be changed in place."""

    def enter(self, step: Step, carried: S) -> None:
        """Before a step: the place to report something. A step in a repeat is entered once for each round."""

    def passed(self, step: Step, way: str, carried: S) -> S:
        """Behind a step that ended in `way`: `sent`, an event, `timeout`, `round` … and before its block."""

    def meet(self, carried: Sequence[S]) -> S:
        """Where several ways come together; at least one."""


class Journeying(Generic[S]):
    def __init__(self, traveller: Traveller[S]) -> None:
        self.traveller = traveller

    def go(self, steps: Block, carried: S) -> S | None:
        """What is carried behind a block; None when nobody comes out of it."""
        here: S | None = carried
        for step in steps or ():
            if here is None:
                return None
            self.traveller.enter(step, here)
            here = self._rounds(step, here) if isinstance(step, Repeat) else self._through(step, here)
        return here

    def _through(self, step: Step, carried: S) -> S | None:
        if isinstance(step, Exit):
            return None
        ends = [
            self.go(block, self.traveller.passed(step, way, carried)) for way, block in ways_through(step)
        ]
        out = [end for end in ends if end is not None]
        return self.traveller.meet(out) if out else None

    def _rounds(self, step: Repeat, carried: S) -> S | None:
        """All rounds one after another; an `until` may end it before any of them."""
        out, here = ([carried] if step.until else []), carried
        for number in range(min(step.at_most, MOST_ROUNDS)):
            inside = self.traveller.passed(step, "round" if number else "first", here)
            end = self.go(step.steps, inside)
            if end is None:
                return self.traveller.meet(out) if out else None
            here = end
            out = [*out[-1:], here] if step.until else [here]
        return self.traveller.meet(out) if out else None


def ways_through(step: Step) -> Iterator[tuple[str, Block]]:
    """Every way a step can end, and the block it leads through."""
    match step:
        case Send():
            yield from (("sent", None), ("skipped", step.on_skipped), ("failed", step.on_failed))
        case Await():
            yield from ((event, step.on.get(event)) for event in step.events)
            yield "timeout", step.on_timeout
        case Branch():
            yield from ((case.name, case.steps) for case in step.cases)
            yield from (("otherwise", step.otherwise), ("unknown", step.unknown or step.otherwise))
        case Split():
            yield from ((name, path.steps) for name, path in step.paths.items())
        case Task():
            yield from (("done", step.on_done), ("overdue", step.on_overdue))
        case Call():
            yield from (("called", None), ("failed", step.on_failed))
        case Form():
            yield from (("submitted", step.on_submitted), ("timeout", step.on_timeout))
        case _:
            yield "passed", None

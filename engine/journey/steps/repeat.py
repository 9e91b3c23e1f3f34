"""`repeat`: a bounded loop."""

from typing import Annotated, ClassVar

from engine.journey.part import Condition, Duration, EventName, Part, Range, Step


class Until(Part, frozen=True, kw_only=True):
    """Exactly one of the two is written."""

    words: ClassVar[str] = "an until"

    on: EventName | None = None
    when: Condition | None = None


class Repeat(Step, frozen=True, kw_only=True):
    kind: ClassVar[str] = "repeat"
    words: ClassVar[str] = "a repeat step"

    every: Duration
    at_most: Annotated[int, Range(1, 100)]
    until: Until | None = None
    steps: tuple[Step, ...]

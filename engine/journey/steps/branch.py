"""`branch`: the first case that is true."""

from typing import ClassVar

from engine.journey.part import Condition, Line, Part, Step


class Case(Part, frozen=True, kw_only=True):
    words: ClassVar[str] = "a case"

    name: Line
    when: Condition
    steps: tuple[Step, ...]


class Branch(Step, frozen=True, kw_only=True):
    """A missing value is *unknown*, not false: it takes `unknown`, or else `otherwise`."""

    kind: ClassVar[str] = "branch"
    words: ClassVar[str] = "a branch step"

    cases: tuple[Case, ...]
    otherwise: tuple[Step, ...] | None = None
    unknown: tuple[Step, ...] | None = None

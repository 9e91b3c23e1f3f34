"""`split`: an experiment or a hold-out, recomputable from (split id, seed, patient)."""

from typing import Annotated, ClassVar, Literal

from engine.journey.part import Duration, Line, Part, Range, Step


class Path(Part, frozen=True, kw_only=True):
    words: ClassVar[str] = "a path"

    weight: Annotated[int, Range(1, 100)]
    steps: tuple[Step, ...] = ()
    holdout: bool = False


class Winner(Part, frozen=True, kw_only=True):
    """When one path may be called the better one: then everybody who comes later takes it.

    `after`: since the first person came; `least`: people on each path; `confidence` in percent.
    """

    words: ClassVar[str] = "a winner"

    metric: Literal["engaged", "clicked", "viewed", "confirmed", "replied", "goal"]
    after: Duration
    confidence: Annotated[int, Range(80, 99)] = 95
    least: Annotated[int, Range(20, 1_000_000)] = 100


class Split(Step, frozen=True, kw_only=True):
    """Weights are parts of 100."""

    kind: ClassVar[str] = "split"
    words: ClassVar[str] = "a split step"

    seed: Line | None = None
    winner: Winner | None = None
    paths: dict[str, Path]

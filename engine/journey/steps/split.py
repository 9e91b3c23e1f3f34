"""`split`: an experiment or a hold-out, recomputable from (split id, seed, patient)."""

from typing import Annotated, ClassVar

from engine.journey.part import Line, Part, Range, Step


class Path(Part, frozen=True, kw_only=True):
    words: ClassVar[str] = "a path"

    weight: Annotated[int, Range(1, 100)]
    steps: tuple[Step, ...] = ()
    holdout: bool = False


class Split(Step, frozen=True, kw_only=True):
    """Weights are parts of 100."""

    kind: ClassVar[str] = "split"
    words: ClassVar[str] = "a split step"

    paths: dict[str, Path]
    seed: Line | None = None

"""What makes a journey pause by itself before a mistake reaches many people."""

from typing import Annotated, ClassVar

from engine.journey.part import Part, Range


class Brakes(Part, frozen=True, kw_only=True):
    """Each is looked at over the last hour; percentages once at least a hundred mails went out in it."""

    words: ClassVar[str] = "brakes"

    sends_per_hour: Annotated[int | None, Range(1, 10_000_000)] = None
    bounces_percent: Annotated[int | None, Range(1, 100)] = None
    complaints_percent: Annotated[int | None, Range(1, 100)] = None
    opt_outs_percent: Annotated[int | None, Range(1, 100)] = None

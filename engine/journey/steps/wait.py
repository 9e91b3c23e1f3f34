"""`wait`: let time pass."""

from typing import Annotated, ClassVar

from engine.journey.part import Duration, Key, Step
from engine.journey.times import Anchor, Window


class Wait(Step, frozen=True, kw_only=True):
    """Exactly one of the three is written."""

    kind: ClassVar[str] = "wait"
    words: ClassVar[str] = "a wait step"

    time: Annotated[Duration | None, Key("for")] = None
    until: Anchor | None = None
    window: Window | None = None

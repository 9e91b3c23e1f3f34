"""`exit`: leave, with this step's id as the outcome."""

from typing import ClassVar

from engine.journey.part import Step


class Exit(Step, frozen=True, kw_only=True):
    kind: ClassVar[str] = "exit"
    words: ClassVar[str] = "an exit step"

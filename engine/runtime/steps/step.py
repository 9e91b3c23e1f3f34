"""What every kind of step answers to. Steps hold no state: everything is in the walk's cursor."""

from abc import ABC, abstractmethod
from typing import ClassVar, Generic, TypeVar

import msgspec

from engine.contracts.activities import Planned
from engine.journey.plan import Anchor
from engine.runtime.stimulus import Answer, EventArrived
from engine.runtime.walk import Walk

N_contra = TypeVar("N_contra", bound=msgspec.Struct, contravariant=True)


class Step(ABC, Generic[N_contra]):
    """An answer of the wrong type or a phase that is not the step's own sets the enrollment aside."""

    phases: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def enter(self, walk: Walk, node: N_contra) -> None:
        """The visit has just begun."""

    def wake(self, walk: Walk, node: N_contra) -> None:
        """`due` has come."""
        walk.set_aside("woken-without-a-reason")

    def hear(self, walk: Walk, node: N_contra, event: EventArrived) -> None:
        """An event came that does not end the journey; the cursor remembers it already."""

    def answered(self, walk: Walk, node: N_contra, answer: Answer) -> None:
        """The effect last asked for has its answer."""
        walk.set_aside("unexpected-answer")

    def ask_again(self, walk: Walk, node: N_contra, *, lost: bool) -> None:
        """The open question was lost with its run (`lost`), or was never asked because of a hold."""
        walk.ask(walk.cursor.phase)

    def late(self, walk: Walk, node: N_contra, answer: Answer) -> str:
        """The outcome of a visit whose answer came after the enrollment had left."""
        return walk.cursor.outcome


def missing(anchor: Anchor | None) -> str:
    """Why nothing happened at a moment that hangs on a field without a value."""
    return f"skipped:no-{anchor.field if anchor else 'moment'}"


def settle(walk: Walk, planned: Planned) -> bool:
    """True when a planned moment can be used; otherwise the enrollment was set aside."""
    if planned.due is None and not planned.past:
        walk.set_aside("no-due")
        return False
    return True

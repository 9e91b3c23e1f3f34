"""exit: leave, with this step's id as the outcome."""

from engine.journey.plan import Exit
from engine.runtime.steps.step import Step
from engine.runtime.walk import Walk


class ExitStep(Step[Exit]):
    def enter(self, walk: Walk, node: Exit) -> None:
        walk.leave(node.id)

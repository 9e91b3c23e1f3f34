"""update: change preference or operational fields and tags. A failed update does not stop the journey."""

from engine.contracts.activities import Rendering
from engine.journey.plan import Update
from engine.runtime.steps.step import Step
from engine.runtime.stimulus import Answer
from engine.runtime.walk import Walk


class UpdateStep(Step[Update]):
    phases = frozenset({"updating"})

    def enter(self, walk: Walk, node: Update) -> None:
        walk.ask("updating")

    def answered(self, walk: Walk, node: Update, answer: Answer) -> None:
        if isinstance(answer, Rendering):
            walk.go(_told(answer), node.next)
        else:
            walk.set_aside("unexpected-answer")

    def late(self, walk: Walk, node: Update, answer: Answer) -> str:
        return _told(answer) if isinstance(answer, Rendering) else walk.cursor.outcome


def _told(answer: Rendering) -> str:
    return "updated" if answer.ok else f"failed:{answer.reason}"

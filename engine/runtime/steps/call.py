"""call: tell an approved host, signed. A refusal for good is a result, not an error."""

from engine.contracts.activities import Rendering
from engine.journey.plan import Call
from engine.runtime.steps.step import Step
from engine.runtime.stimulus import Answer
from engine.runtime.walk import Walk


class CallStep(Step[Call]):
    phases = frozenset({"calling"})

    def enter(self, walk: Walk, node: Call) -> None:
        walk.ask("calling")

    def answered(self, walk: Walk, node: Call, answer: Answer) -> None:
        if not isinstance(answer, Rendering):
            walk.set_aside("unexpected-answer")
        elif answer.ok:
            walk.go("called", node.next)
        else:
            walk.go(_told(answer), node.next if node.on_failed is None else node.on_failed)

    def late(self, walk: Walk, node: Call, answer: Answer) -> str:
        return _told(answer) if isinstance(answer, Rendering) else walk.cursor.outcome


def _told(answer: Rendering) -> str:
    return "called" if answer.ok else f"failed:{answer.reason}"

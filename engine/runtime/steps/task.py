"""task: ask somebody of the organisation, and wait for it where the journey says so."""

from engine.contracts.activities import Opened
from engine.journey.events import TASK_DONE
from engine.journey.plan import Task
from engine.runtime.steps.step import Step
from engine.runtime.stimulus import Answer, EventArrived
from engine.runtime.walk import Walk


class TaskStep(Step[Task]):
    phases = frozenset({"assigning", "awaiting"})

    def enter(self, walk: Walk, node: Task) -> None:
        walk.ask("assigning")

    def wake(self, walk: Walk, node: Task) -> None:
        self._overdue(walk, node, "overdue")

    def hear(self, walk: Walk, node: Task, event: EventArrived) -> None:
        if event.type == TASK_DONE and event.step == node.id and node.waits:
            walk.go("done", node.next if node.on_done is None else node.on_done)

    def answered(self, walk: Walk, node: Task, answer: Answer) -> None:
        if not isinstance(answer, Opened):
            walk.set_aside("unexpected-answer")
        elif not answer.ok:
            self._overdue(walk, node, f"failed:{answer.reason}")
        elif not node.waits:
            walk.go("opened", node.next)
        elif answer.due is None:
            walk.set_aside("no-due")
        else:
            walk.rest(answer.due, "awaiting")

    def late(self, walk: Walk, node: Task, answer: Answer) -> str:
        return "opened" if isinstance(answer, Opened) and answer.ok else walk.cursor.outcome

    def _overdue(self, walk: Walk, node: Task, outcome: str) -> None:
        """Nobody did it, or nobody could be asked: to the journey that is the same."""
        walk.go(outcome, node.next if node.on_overdue is None else node.on_overdue)

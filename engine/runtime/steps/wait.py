"""wait: let time pass, for a while, until a moment, or until the window is open."""

from engine.contracts.activities import Planned
from engine.journey.events import MOVES_TIME
from engine.journey.plan import NOW, Wait
from engine.runtime.steps.step import Step, missing, settle
from engine.runtime.stimulus import Answer, EventArrived
from engine.runtime.walk import Walk


class WaitStep(Step[Wait]):
    phases = frozenset({"planning", "waiting"})

    def enter(self, walk: Walk, node: Wait) -> None:
        if node.seconds is not None:
            walk.rest(walk.now + node.seconds)
        else:
            walk.ask("planning", _moment(node))

    def wake(self, walk: Walk, node: Wait) -> None:
        walk.go("passed", node.next)

    def hear(self, walk: Walk, node: Wait, event: EventArrived) -> None:
        if event.type in MOVES_TIME and node.until is not None and node.until.field != NOW:
            walk.ask("planning", "until")

    def answered(self, walk: Walk, node: Wait, answer: Answer) -> None:
        if not isinstance(answer, Planned):
            walk.set_aside("unexpected-answer")
        elif answer.missing:
            walk.go(missing(node.until), node.next)
        elif settle(walk, answer):
            self._planned(walk, node, answer)

    def ask_again(self, walk: Walk, node: Wait, *, lost: bool) -> None:
        walk.ask("planning", _moment(node))

    def _planned(self, walk: Walk, node: Wait, planned: Planned) -> None:
        if_past = node.until.if_past if node.until else "now"
        if not planned.past:
            walk.rest(planned.due or 0.0)
        elif if_past == "exit":
            walk.leave("left:past")
        else:
            walk.go("passed" if if_past == "now" else "skipped:past", node.next)


def _moment(node: Wait) -> str:
    return "until" if node.until is not None else "window"

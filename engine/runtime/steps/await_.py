"""await: the first of some events of this enrollment, or the clock. What was seen since the send counts."""

from engine.contracts.activities import Planned
from engine.journey.events import MOVES_TIME
from engine.journey.plan import Await
from engine.runtime.steps.step import Step, missing, settle
from engine.runtime.stimulus import Answer, EventArrived
from engine.runtime.walk import Walk


class AwaitStep(Step[Await]):
    phases = frozenset({"planning", "awaiting"})

    def enter(self, walk: Walk, node: Await) -> None:
        seen = [(at, event) for event, at in walk.cursor.seen.items() if event in node.on]
        if seen:
            event = min(seen)[1]
            walk.go(event, node.on[event])
        elif node.timeout_seconds is not None:
            walk.rest(walk.now + node.timeout_seconds, "awaiting")
        else:
            walk.ask("planning", "timeout")

    def wake(self, walk: Walk, node: Await) -> None:
        walk.go("timeout", node.on_timeout)

    def hear(self, walk: Walk, node: Await, event: EventArrived) -> None:
        if event.type in node.on:
            walk.go(event.type, node.on[event.type])
        elif event.type in MOVES_TIME and node.timeout_at is not None:
            walk.ask("planning", "timeout")

    def answered(self, walk: Walk, node: Await, answer: Answer) -> None:
        if not isinstance(answer, Planned):
            walk.set_aside("unexpected-answer")
        elif answer.missing:
            walk.go(missing(node.timeout_at), node.on_timeout)
        elif not settle(walk, answer):
            return
        elif not answer.past:
            walk.rest(answer.due or 0.0, "awaiting")
        elif node.timeout_at is not None and node.timeout_at.if_past == "exit":
            walk.leave("left:past")
        else:
            walk.go("timeout", node.on_timeout)

    def ask_again(self, walk: Walk, node: Await, *, lost: bool) -> None:
        walk.ask("planning", "timeout")

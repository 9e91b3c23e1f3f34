"""await: the first or the best of some events of this enrollment, or the clock.

What was seen since the send counts.
"""

from engine.contracts.activities import Planned
from engine.journey.events import MOVES_TIME
from engine.journey.plan import NOW, Await
from engine.runtime.steps.step import Step, missing, settle
from engine.runtime.stimulus import Answer, EventArrived
from engine.runtime.walk import Walk


class AwaitStep(Step[Await]):
    phases = frozenset({"planning", "awaiting"})

    def enter(self, walk: Walk, node: Await) -> None:
        event = _decisive(walk, node)
        if event:
            walk.go(event, node.on[event])
        elif node.timeout_seconds is not None:
            walk.rest(walk.now + node.timeout_seconds, "awaiting")
        else:
            walk.ask("planning", "timeout")

    def wake(self, walk: Walk, node: Await) -> None:
        best = next((event for event in node.ranked if event in walk.cursor.seen), "")
        walk.go(best or "timeout", node.on[best] if best else node.on_timeout)

    def hear(self, walk: Walk, node: Await, event: EventArrived) -> None:
        if event.type in node.on and event.type in (node.ranked[:1] or node.on):
            walk.go(event.type, node.on[event.type])
        elif event.type in MOVES_TIME and node.timeout_at is not None and node.timeout_at.field != NOW:
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


def _decisive(walk: Walk, node: Await) -> str:
    """The event already seen that ends the waiting at once: the earliest, or the best of the ranked."""
    if node.ranked:
        return node.ranked[0] if node.ranked[0] in walk.cursor.seen else ""
    seen = [(at, event) for event, at in walk.cursor.seen.items() if event in node.on]
    return min(seen)[1] if seen else ""

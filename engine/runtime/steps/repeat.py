"""repeat: rounds of a body, `every` seconds from one round's start to the next, at most so many.

It looks at its `until` on entering, after every round and again before the next one. Its event is
remembered in the count of rounds (negative), because a send in the body forgets what was seen.
"""

from engine.journey.plan import Repeat
from engine.runtime.steps.step import Step
from engine.runtime.stimulus import Answer, EventArrived
from engine.runtime.walk import Walk


class RepeatStep(Step[Repeat]):
    phases = frozenset({"deciding", "waiting"})

    def enter(self, walk: Walk, node: Repeat) -> None:
        rounds = walk.cursor.rounds.setdefault(walk.cursor.node, 0)
        stop = node.until_event != "" and node.until_event in walk.cursor.seen
        if rounds < 0 or stop:
            self._end(walk, node, node.until_event)
        elif rounds >= node.at_most:
            self._end(walk, node, "finished")
        else:
            self._look(walk, node)

    def wake(self, walk: Walk, node: Repeat) -> None:
        self._look(walk, node)

    def hear(self, walk: Walk, node: Repeat, event: EventArrived) -> None:
        if node.until_event and event.type == node.until_event:
            self._end(walk, node, node.until_event)

    def answered(self, walk: Walk, node: Repeat, answer: Answer) -> None:
        if not isinstance(answer, int):
            walk.set_aside("unexpected-answer")
        elif answer == 1:
            self._end(walk, node, "until")
        else:
            self._next(walk, node)  # a missing value does not stop a bounded loop

    def _look(self, walk: Walk, node: Repeat) -> None:
        if node.until_when:
            walk.ask("deciding")
        else:
            self._next(walk, node)

    def _next(self, walk: Walk, node: Repeat) -> None:
        cursor = walk.cursor
        here, rounds = cursor.node, cursor.rounds.get(cursor.node, 0)
        due = cursor.began.get(here, walk.now) + node.every
        if rounds > 0 and walk.now < due:
            walk.rest(due)
            return
        cursor.rounds[here] = rounds + 1
        cursor.began[here] = walk.now
        walk.go(f"round-{rounds + 1}", node.body)

    def _end(self, walk: Walk, node: Repeat, outcome: str) -> None:
        walk.cursor.rounds.pop(walk.cursor.node, None)
        walk.cursor.began.pop(walk.cursor.node, None)
        walk.go(outcome, node.next)


def note_event(walk: Walk, event: str) -> None:
    """Tell the repeats around the current step that their event came."""
    rounds = walk.cursor.rounds
    for index, count in rounds.items():
        node = walk.plan.nodes[index] if 0 <= index < len(walk.plan.nodes) else None
        if isinstance(node, Repeat) and node.until_event == event and count > 0:
            rounds[index] = -count

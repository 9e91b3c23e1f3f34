"""The one interpreter: a cursor and a stimulus give the next cursor and what it asks for.

Pure and total: every stimulus has an answer and nothing is raised; what does not fit sets the one
enrollment aside. Temporal, the simulator and the property tests all host this function.
"""

from typing import Any, Final

from engine.contracts.cursor import Cursor
from engine.journey.events import EVENTS
from engine.journey.plan import Node, Plan
from engine.runtime.steps import EXECUTORS
from engine.runtime.steps.repeat import note_event
from engine.runtime.steps.step import Step
from engine.runtime.stimulus import (
    Advance,
    Broken,
    EffectFinished,
    EventArrived,
    Left,
    Paused,
    Resumed,
    Started,
    Stimulus,
)
from engine.runtime.walk import ASKS, CLOCKED, Walk

# No plan has a loop without a wait; this keeps a wrong one from holding a worker.
MOST_STEPS: Final = 1000


def advance(plan: Plan, cursor: Cursor, stimulus: Stimulus, now: float) -> Advance:
    """`cursor` is left as it is; `now` is journey time in Unix seconds. Never raises.

    A cursor that has not changed comes back with its old `seq`.
    """
    if cursor.phase == "left" and not cursor.asked:
        return Advance(cursor)
    walk = Walk(plan, _copy(cursor), now)
    step, node = _at(walk)
    if step is None or node is None:
        walk.set_aside("unknown-node")
    elif cursor.phase not in ("ready", "left") and cursor.phase not in step.phases:
        walk.set_aside("phase-does-not-fit")
    else:
        _feed(walk, step, node, stimulus)
        _run(walk)
    if walk.visits or walk.effects or walk.cursor != cursor:
        walk.cursor.seq += 1
    return Advance(walk.cursor, walk.effects, walk.visits)


def _copy(cursor: Cursor) -> Cursor:
    return Cursor(
        cursor.node,
        cursor.phase,
        cursor.token,
        cursor.seq,
        cursor.due,
        cursor.visits.copy(),
        cursor.rounds.copy(),
        cursor.seen.copy(),
        cursor.entered,
        cursor.held,
        cursor.outcome,
        cursor.asked,
        cursor.began.copy(),
        cursor.got.copy(),
        cursor.former.copy(),
    )


def _at(walk: Walk) -> tuple[Step[Any] | None, Node | None]:
    index = walk.cursor.node
    if 0 <= index < len(walk.plan.nodes):
        node = walk.plan.nodes[index]
        return EXECUTORS.get(str(node.__struct_config__.tag)), node
    return None, None


def _feed(walk: Walk, step: Step[Any], node: Node, stimulus: Stimulus) -> None:
    cursor = walk.cursor
    match stimulus:
        case EffectFinished():
            _answer(walk, step, node, stimulus)
        case EventArrived() if cursor.phase != "left":
            _hear(walk, step, node, stimulus)
        case Started():
            _restart(walk, step, node)
        case Paused() if cursor.phase != "left":
            cursor.held = True
        case Resumed() if cursor.held:
            cursor.held = False
            if cursor.phase in ASKS and not cursor.asked:
                step.ask_again(walk, node, lost=False)
        case Left() if cursor.phase != "left":
            walk.leave(f"left:{stimulus.reason}")


def _answer(walk: Walk, step: Step[Any], node: Node, finished: EffectFinished) -> None:
    cursor = walk.cursor
    if not cursor.asked or finished.token != cursor.token:
        return  # stale: the question was put again or is not of interest any more
    cursor.asked = False
    if cursor.phase == "left":
        walk.record(step.late(walk, node, finished.answer))
    elif isinstance(finished.answer, Broken):
        walk.set_aside(finished.answer.reason)
    else:
        step.answered(walk, node, finished.answer)


def _hear(walk: Walk, step: Step[Any], node: Node, event: EventArrived) -> None:
    if event.type in walk.plan.exits:
        walk.leave(f"exit:{event.type}")
        return
    if event.type in EVENTS:  # a closed catalogue, so that the cursor stays small
        walk.cursor.seen[event.type] = event.at
        note_event(walk, event.type)
    if walk.open:
        step.hear(walk, node, event)


def _restart(walk: Walk, step: Step[Any], node: Node) -> None:
    cursor = walk.cursor
    if cursor.phase == "left" and cursor.asked:
        cursor.asked = False
        walk.record("uncertain:interrupted")
    elif cursor.phase in ASKS:
        lost, cursor.asked = cursor.asked, False
        if not cursor.held:
            step.ask_again(walk, node, lost=lost)


def _run(walk: Walk) -> None:
    """Go on through everything that needs neither an answer nor time."""
    cursor = walk.cursor
    for _ in range(MOST_STEPS):
        if cursor.held or (cursor.phase != "ready" and cursor.phase not in CLOCKED):
            return
        step, node = _at(walk)
        if step is None or node is None:
            walk.set_aside("unknown-node")
        elif cursor.phase == "ready":
            walk.begin_visit()
            step.enter(walk, node)
        elif cursor.due is None:
            walk.set_aside("no-deadline")
        elif cursor.due <= walk.now:
            step.wake(walk, node)
        else:
            return
    walk.set_aside("too-many-steps")

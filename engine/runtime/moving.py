"""From one version of a journey to another: where somebody who is inside comes to stand. Pure.

Steps are known by their ids; what a new version calls otherwise it says in `moved_to`. Visits go along, so
that nothing gets the number of an older mail; a mail that somebody got is never due to them again.
"""

from typing import Final

from engine.contracts.cursor import Cursor
from engine.journey.plan import Await, Branch, Call, Form, Node, Plan, Repeat, Send, Split, Task, Update, Wait
from engine.runtime.walk import CLOCKED

# Questions that have changed nothing yet; what they would have been answered is of no interest elsewhere.
_HARMLESS: Final = frozenset({"planning", "deciding", "checking"})


def may_go(plan: Plan, cursor: Cursor, *, at_once: bool) -> bool:
    """Whether somebody may change to another version here: between steps, or while nothing but time passes.

    `at_once`: also in the midst of a send, as long as nothing was written and handed out.
    """
    if cursor.phase == "left" or not 0 <= cursor.node < len(plan.nodes):
        return False
    if cursor.phase == "ready":
        return True
    if cursor.phase in CLOCKED:
        begun = isinstance(plan.nodes[cursor.node], Send) and cursor.node in cursor.began
        return at_once or not begun
    return at_once and cursor.phase in _HARMLESS


def step_after_move(old: Plan, new: Plan, step: str) -> str | None:
    """The id under which a step goes on in the new version; None where nobody said.

    What the old version had renamed finds its way back.
    """
    ids = {node.id for node in new.nodes}
    for _ in range(len(new.moved) + 1):
        if step in ids:
            return step
        if step not in new.moved:
            break
        step = new.moved[step]
    former = [was for was, name in old.moved.items() if name == step and was in ids]
    return former[0] if len(former) == 1 else None


def renamed(old: Plan, new: Plan) -> dict[str, str]:
    """The steps that have another id in the new version: old id → new id."""
    pairs = {node.id: step_after_move(old, new, node.id) for node in old.nodes}
    return {was: name for was, name in pairs.items() if name is not None and name != was}


def translate(old: Plan, new: Plan, cursor: Cursor) -> Cursor | None:
    """One person; see `Crossing.take`."""
    return Crossing(old, new).take(cursor)


class Crossing:
    """From one version to another: what both know of each other, worked out once for everybody who goes."""

    def __init__(self, old: Plan, new: Plan) -> None:
        self.old, self.new = old, new
        self._index = {node.id: number for number, node in enumerate(new.nodes)}
        self._names: dict[str, str | None] = {}
        self._old_bodies, self._new_bodies = _bodies(old), _bodies(new)
        self._sends = {number for number, node in enumerate(old.nodes) if isinstance(node, Send)}

    def take(self, cursor: Cursor) -> Cursor | None:
        """Where somebody stands in the new version; None where the step is gone and nothing takes its place.

        In a step of the same kind: in the midst of it, its time computed anew from when it was entered. Of
        another kind: about to enter it. `cursor` is one that `may_go`.
        """
        here = self.old.nodes[cursor.node]
        target = self._name(here.id)
        if target is None:
            return None
        moved = Cursor(
            node=self._index[target],
            token=cursor.token + 1,
            seq=cursor.seq + 1,
            seen=dict(cursor.seen),
            entered=cursor.entered,
            held=cursor.held,
        )
        around = [number for number, body in self._new_bodies.items() if moved.node in body]
        self._visits(cursor, moved)
        self._rounds(cursor, moved, around)
        _settle(here, self.new.nodes[moved.node], cursor, moved)
        moved.got = self._got(cursor, around)
        return moved

    def _name(self, step: str) -> str | None:
        if step not in self._names:
            self._names[step] = step_after_move(self.old, self.new, step)
        return self._names[step]

    def _visits(self, cursor: Cursor, moved: Cursor) -> None:
        """What the new version does not know is remembered all the same: a later one may know it again."""
        nodes = self.old.nodes
        known = {nodes[number].id: count for number, count in cursor.visits.items() if number < len(nodes)}
        for step, count in {**cursor.former, **known}.items():
            name = self._name(step)
            if step not in self._index:
                moved.former[step] = count
            if name is not None:
                place = self._index[name]
                moved.visits[place] = max(moved.visits.get(place, 0), count)

    def _rounds(self, cursor: Cursor, moved: Cursor, around: list[int]) -> None:
        """Rounds of the repeats around them go on; in a repeat that is new around them, this is the first."""
        before = {self._name(self.old.nodes[number].id): number for number in cursor.rounds}
        for number in [*around, moved.node]:
            node = self.new.nodes[number]
            if not isinstance(node, Repeat):
                continue
            was = before.get(node.id)
            if was is not None:
                moved.rounds[number] = cursor.rounds[was]
                moved.began[number] = cursor.began.get(was, cursor.entered)
            elif number != moved.node:
                moved.rounds[number] = 1
                moved.began[number] = cursor.entered

    def _got(self, cursor: Cursor, around: list[int]) -> list[int]:
        """Sends that were entered before and may not be again, but for those of a repeat they are in."""
        again = {number for repeat in around for number in self._new_bodies[repeat]}
        still = {number for body in self._old_bodies.values() if cursor.node in body for number in body}
        found = {self._name(step) for step in cursor.former}
        for number in {*cursor.visits, *cursor.got} & self._sends:
            name = self._name(self.old.nodes[number].id)
            underway = number == cursor.node and cursor.phase != "ready"
            repeated = name is not None and self._index[name] in again and number in still
            if number in cursor.got or not (underway or repeated):
                found.add(name)
        places = [self._index[name] for name in found if name is not None]
        return sorted(place for place in places if isinstance(self.new.nodes[place], Send))


def _bodies(plan: Plan) -> dict[int, frozenset[int]]:
    """Of every repeat the nodes in it."""
    return {
        number: inside_of(plan, number) for number, node in enumerate(plan.nodes) if isinstance(node, Repeat)
    }


def inside_of(plan: Plan, repeat: int) -> frozenset[int]:
    """The nodes of a repeat's body."""
    node = plan.nodes[repeat]
    todo, found = [node.body] if isinstance(node, Repeat) else [], set[int]()
    while todo:
        number = todo.pop()
        if number in found or number == repeat or not 0 <= number < len(plan.nodes):
            continue
        found.add(number)
        todo += successors(plan.nodes[number])
    return frozenset(found)


def successors(node: Node) -> list[int]:
    """Every node that people may go to from here, a repeat's body included."""
    match node:
        case Send():
            ways = [node.on_skipped, node.on_failed]
        case Await():
            ways = [*node.on.values(), node.on_timeout]
        case Branch():
            ways = [*(case.then for case in node.cases), node.otherwise, node.unknown]
        case Split():
            ways = [path.then for path in node.paths]
        case Repeat():
            ways = [node.body]
        case Task():
            ways = [node.on_done, node.on_overdue]
        case Call():
            ways = [node.on_failed]
        case Form():
            ways = [node.on_submitted, node.on_timeout]
        case _:
            ways = []
    plain = [node.next] if isinstance(node, Send | Wait | Update | Repeat | Task | Call) else []
    return [way for way in (*plain, *ways) if way is not None]


def _settle(here: Node, there: Node, cursor: Cursor, moved: Cursor) -> None:
    """The phase in the new step; a question owed or lost is put by `Started`, which every run begins with."""
    if type(here) is not type(there) or cursor.phase == "ready":
        return
    moved.visits.setdefault(moved.node, 1)
    match there:
        case Wait() if there.seconds is not None:
            _rest(moved, "waiting", cursor.entered + there.seconds)
        case Wait():
            _owe(moved, "planning")
        case Await():
            _settle_await(there, cursor, moved)
        case Repeat():
            _rest(moved, "waiting", moved.began.get(moved.node, cursor.entered) + there.every)
        case Task() | Form():
            _rest(moved, "awaiting", cursor.due)  # it is open as it is
        case Send():
            if cursor.node in cursor.began:
                moved.began[moved.node] = cursor.began[cursor.node]
            _owe(moved, "checking" if there.at is None else "planning")
        case Branch() | Split():
            _owe(moved, "deciding")
        case _:
            pass


def _settle_await(there: Await, cursor: Cursor, moved: Cursor) -> None:
    """What it listens for now may have happened already: then it is entered once more, in the same visit."""
    heard = there.ranked[:1] or tuple(there.on)
    if any(event in cursor.seen for event in heard):
        moved.visits[moved.node] -= 1
    elif there.timeout_seconds is not None:
        _rest(moved, "awaiting", cursor.entered + there.timeout_seconds)
    else:
        _owe(moved, "planning")


def _rest(moved: Cursor, phase: str, due: float | None) -> None:
    moved.phase = "awaiting" if phase == "awaiting" else "waiting"
    moved.due = due


def _owe(moved: Cursor, phase: str) -> None:
    moved.phase = "planning" if phase == "planning" else "checking" if phase == "checking" else "deciding"
    moved.asked = not moved.held

"""One advance in progress: the cursor being moved, the effects asked for, the visits ended.

The verbs that steps are written in. Knows no kind of step and never raises.
"""

from typing import Final

from engine.contracts.activities import (
    CALL_WEBHOOKS,
    CHECK_CONSENT,
    DECIDE_BRANCHES,
    DELIVER_MESSAGES,
    OPEN_FORMS,
    OPEN_TASKS,
    PLAN_TIMES,
    RENDER_MESSAGES,
    UPDATE_PATIENTS,
)
from engine.contracts.cursor import Cursor, Phase, Visit
from engine.journey.plan import LEAVE, Plan
from engine.runtime.stimulus import Effect

ASKS: Final[dict[str, str]] = {
    "planning": PLAN_TIMES,
    "deciding": DECIDE_BRANCHES,
    "checking": CHECK_CONSENT,
    "rendering": RENDER_MESSAGES,
    "delivering": DELIVER_MESSAGES,
    "updating": UPDATE_PATIENTS,
    "assigning": OPEN_TASKS,
    "calling": CALL_WEBHOOKS,
    "offering": OPEN_FORMS,
}
CLOCKED: Final = frozenset({"waiting", "awaiting"})
# What has touched the world already: leaving waits for its answer, so that the visit tells the truth.
IRREVOCABLE: Final = frozenset({"delivering", "updating", "assigning", "calling", "offering"})


class Walk:
    __slots__ = ("cursor", "effects", "now", "open", "plan", "visits")

    def __init__(self, plan: Plan, cursor: Cursor, now: float) -> None:
        """`cursor` is changed in place; `now` is journey time in Unix seconds."""
        self.plan = plan
        self.cursor = cursor
        self.now = now
        self.effects: list[Effect] = []
        self.visits: list[Visit] = []
        self.open = cursor.phase not in ("ready", "left")  # the current visit has no record yet

    def begin_visit(self) -> None:
        cursor = self.cursor
        cursor.visits[cursor.node] = cursor.visits.get(cursor.node, 0) + 1
        cursor.entered = self.now
        cursor.due = None
        self.open = True

    def ask(self, phase: Phase, moment: str = "") -> None:
        """Ask the activity of this phase; a held cursor owes the question until it is resumed."""
        cursor = self.cursor
        cursor.phase = phase
        cursor.due = None
        cursor.asked = not cursor.held
        if cursor.held:
            return
        cursor.token += 1
        visit = cursor.visits.get(cursor.node, 1)
        self.effects.append(Effect(ASKS[phase], cursor.node, visit, cursor.token, moment, cursor.entered))

    def rest(self, due: float, phase: Phase = "waiting") -> None:
        """Do nothing until `due`. A moment that has come already is taken up within this advance."""
        self.cursor.phase = phase
        self.cursor.due = due
        self.cursor.asked = False

    def record(self, outcome: str) -> None:
        """The one record of the current visit."""
        cursor = self.cursor
        step = self.plan.nodes[cursor.node].id if 0 <= cursor.node < len(self.plan.nodes) else ""
        visit = cursor.visits.get(cursor.node, 1)
        self.visits.append(Visit(step, visit, cursor.entered, self.now, outcome))
        self.open = False

    def go(self, outcome: str, successor: int) -> None:
        """The visit ends with `outcome`; the enrollment is ready to enter `successor`."""
        self.record(outcome)
        cursor = self.cursor
        cursor.node = successor
        cursor.phase = "ready"
        cursor.due = None
        cursor.asked = False
        if successor == LEAVE:
            self.leave("completed")

    def leave(self, outcome: str) -> None:
        """Over. An open visit is recorded with `outcome`, or by the answer still to come."""
        cursor = self.cursor
        told_later = self.open and cursor.asked and cursor.phase in IRREVOCABLE
        if self.open and not told_later:
            self.record(outcome)
        cursor.asked = told_later
        cursor.phase = "left"
        cursor.due = None
        cursor.outcome = outcome

    def set_aside(self, reason: str) -> None:
        """Something does not fit: stop this one enrollment with its reason, never the others."""
        self.cursor.asked = False
        self.leave(f"set-aside:{reason}")

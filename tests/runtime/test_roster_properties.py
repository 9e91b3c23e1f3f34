"""A cohort may continue as new at any moment: nobody is lost and no visit is told twice."""

from collections import Counter

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.contracts.cohort import Member
from engine.contracts.cursor import Cursor, Visit
from engine.journey.plan import Plan
from engine.runtime.roster import Asked, Roster
from engine.runtime.stimulus import EffectFinished, EventArrived, Paused, Resumed, Started
from tests.runtime.plans import BEGIN, events, fitting_answer, plans, willing_answer

PEOPLE = ["e0", "e1", "e2"]
CALM_AFTER = 60  # turns


class Life:
    """The pure half of a cohort, with the queue of open questions that Temporal would keep."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.now = BEGIN
        self.told: list[tuple[str, str, int]] = []
        self.open: list[Asked] = []
        self.gone: set[str] = set()
        self.begin([Member(one, Cursor(plan.start)) for one in PEOPLE], {})

    def begin(self, members: list[Member], untold: dict[str, list[Visit]]) -> None:
        self.roster = Roster(self.plan, members)
        self.roster.unrecorded.update(untold)
        self.roster.feed_all(Started(), self.now)

    def continue_as_new(self) -> None:
        """Every open question is forgotten; the state goes through JSON as it does for real."""
        untold = dict(self.roster.unrecorded)
        members = self.roster.members(besides=set(untold))
        self.gone |= self.roster.cursors.keys() - {member.enrollment for member in members}
        self.open = []
        self.roster.take_asked()
        raw = msgspec.json.encode((members, untold))
        self.begin(*msgspec.json.decode(raw, type=tuple[list[Member], dict[str, list[Visit]]]))

    def write(self) -> None:
        for progress in self.roster.take_unrecorded(most=2, besides=set()):
            self.told += [(progress.enrollment, visit.step, visit.visit) for visit in progress.visits]

    def disturb(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(PEOPLE))
        kind = data.draw(st.sampled_from(["event", "pause", "resume", "continue as new"]))
        if kind == "event":
            self.roster.feed(one, EventArrived(data.draw(events), self.now), self.now)
        elif kind == "continue as new":
            self.continue_as_new()
        else:
            self.roster.feed(one, Paused() if kind == "pause" else Resumed(), self.now)

    def go_on(self, data: st.DataObject, *, calm: bool) -> None:
        self.open += self.roster.take_asked()
        if self.open:
            enrollment, effect = self.open.pop(0)
            answer = (
                willing_answer(effect, self.now) if calm else fitting_answer(data.draw, self.plan, effect)
            )
            self.roster.feed(enrollment, EffectFinished(effect.token, answer), self.now)
        else:
            self.now = max(self.now + 60, self.roster.earliest() or 0.0)
            self.roster.pass_time(self.now)


@given(plan=plans(), data=st.data())
@settings(max_examples=150, deadline=None)
def test_continuing_as_new_at_any_moment_loses_nobody_and_tells_every_visit_once(
    plan: Plan, data: st.DataObject
) -> None:
    life = Life(plan)
    for turn in range(5000):
        if life.roster.over and not life.roster.unrecorded:
            break
        calm = turn > CALM_AFTER
        if calm:
            life.roster.feed_all(Resumed(), life.now)
        elif data.draw(st.integers(0, 3)) == 0:
            life.disturb(data)
        if calm or data.draw(st.booleans()):
            life.write()
        life.go_on(data, calm=calm)
    assert life.roster.over
    assert life.gone | life.roster.cursors.keys() == set(PEOPLE)
    assert max(Counter(life.told).values(), default=1) == 1
    entered = {
        (one, plan.nodes[node].id, visit)
        for one, cursor in life.roster.cursors.items()
        for node, count in cursor.visits.items()
        for visit in range(1, count + 1)
    }
    assert entered <= set(life.told)

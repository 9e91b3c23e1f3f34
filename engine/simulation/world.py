"""The world of one scenario without any clock: the person, who is inside, what events come to.

Whoever carries the enrollments (a host on a virtual clock, or real cohorts in a test) tells it what happens
when, and asks it what activities would answer.
"""

from uuid import UUID

import msgspec

from engine.intake.deciding import Decisions
from engine.intake.scene import Happening
from engine.journey.events import entity_of
from engine.journey.scenarios import TAKEN_OUT, Scenario
from engine.runtime.stimulus import Answer, Effect, EventArrived, Left, Stimulus
from engine.simulation.answers import Answers, Tell
from engine.simulation.entering import Entering
from engine.simulation.happening import happen
from engine.simulation.person import Passage, Simulated
from engine.simulation.stage import Stage

BY_HAND = "by-hand"  # why somebody left whom a member of staff took out


class Outcome(msgspec.Struct, frozen=True):
    """What one event came to. `stirred`: enrollments and what is to be fed to them, in order.

    `impossible`: why it could not happen; `refused`: why nothing began although the journey begins with it.
    """

    entered: tuple[Passage, ...] = ()
    stirred: tuple[tuple[UUID, Stimulus], ...] = ()
    goal: str = ""
    impossible: str = ""
    refused: str = ""


class World:
    def __init__(
        self,
        stage: Stage,
        scenario: Scenario,
        tell: Tell,
        *,
        texts: bool = False,
        explained: bool = False,
        identity: UUID | None = None,
    ) -> None:
        self.stage, self.scenario = stage, scenario
        self.begin = scenario.starts or 0.0
        self.person = Simulated(stage, scenario, identity)
        self.answers = Answers(self.person, tell, texts=texts, explained=explained)
        self.passages: dict[UUID, Passage] = {}
        self._entering = Entering(stage, self.person, self.begin)
        self._reached: dict[str, Passage] = {}  # step → the passage that was there last

    def answer(self, enrollment: UUID, effect: Effect, now: float) -> Answer:
        """What the activity would say at this moment of journey time."""
        return self.answers.answer(self.passages[enrollment], effect, now)

    def happen(self, number: int, now: float) -> Outcome:
        """The scenario's event of that number happens."""
        one = self.scenario.events[number]
        if one.event == TAKEN_OUT:
            inside = [passage.id for passage in self.passages.values() if not passage.left]
            return Outcome(stirred=tuple((each, Left(BY_HAND)) for each in inside))
        told = happen(self.person, one, now, self._reached.get(one.step))
        if told.impossible or not told.types:
            return Outcome(impossible=told.impossible)
        row, passage = self.person.row, told.passage
        claimed = self._entering.claimed(number, one.event, now, passage.id if passage else None, one.step)
        happening = Happening(claimed, types=told.types, patient=row, hearers=(row.id,))
        entity = entity_of(one.event)
        happening.appointment = self.person.appointment if entity == "appointment" else None
        happening.matter = self.person.matters.get(entity)
        happening.gap = self.person.gap if entity == "care_gap" else ""
        decisions = self._entering.decide(happening, list(self.passages.values()), now)
        return self._outcome(decisions, entity, told.types, now)

    def _outcome(self, decisions: Decisions, entity: str, types: tuple[str, ...], now: float) -> Outcome:
        goal = self.stage.plan.goal
        starting = {name for trigger in self.stage.plan.triggers for name in trigger.on}
        refused = ""
        if not decisions.enrollments and not decisions.signals and starting & set(types):
            refused = next(iter(decisions.outcomes.values()), "")
        return Outcome(
            entered=tuple(
                self._enter(
                    Passage(
                        id=row.id,
                        began=now,
                        event=types[0],
                        about_appointment=row.appointment_id is not None,
                        gap=row.gap,
                        matter=entity if row.matter_id is not None else "",
                    )
                )
                for row in decisions.enrollments
            ),
            stirred=tuple(
                (
                    signal.enrollment_id,
                    EventArrived(signal.type, signal.at.timestamp(), signal.step)
                    if signal.kind == "event"
                    else Left(signal.type),
                )
                for signal in decisions.signals
            ),
            goal=goal.on if goal and decisions.goals else "",
            refused=refused,
        )

    def next_look(self) -> float | None:
        """When the audience is looked through next; None where there is none."""
        return self._entering.next_look()

    def look(self, now: float) -> Passage | None:
        """The audience is looked through; the passage that begins, if one does."""
        enrollment = self._entering.look(now)
        return self._enter(Passage(enrollment, now, "")) if enrollment else None

    def reach(self, passage: Passage, step: str) -> None:
        """From now on what happens to this step happens to this enrollment."""
        self._reached[step] = passage

    def leave(self, enrollment: UUID, now: float) -> None:
        """The enrollment is over."""
        self.passages[enrollment].left = True
        self._entering.left(enrollment, now)

    def _enter(self, passage: Passage) -> Passage:
        passage.number = len(self.passages)
        self.passages[passage.id] = passage
        return passage

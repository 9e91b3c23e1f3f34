"""Plays one scenario: a world with one person, a virtual clock, the router's own matching, the interpreter.

Events of one moment come before its deadlines, as signals come before timers in a cohort.
"""

import heapq
import time
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from engine.contracts.cursor import Cursor, Visit
from engine.intake.matching import Decisions
from engine.intake.scene import Happening
from engine.journey.plan import Anchor, Send
from engine.journey.scenarios import TAKEN_OUT, Occurrence, Scenario
from engine.policy.times import Zones, moment_of
from engine.runtime.stimulus import EventArrived, Left, Stimulus, TimePassed
from engine.simulation.answers import Answers
from engine.simulation.entering import Entering
from engine.simulation.happening import happen
from engine.simulation.host import Host
from engine.simulation.person import Passage, Simulated
from engine.simulation.stage import Stage
from engine.simulation.story import Enrolled, Moment, Story
from engine.simulation.telling import moment_of_visit

MOST_STIMULI: Final = 200_000  # of one scenario: a hundred years of daily mails
_LOOK: Final = None  # on the agenda: the audience is looked through


class Run:
    """`seconds`: real time after which it is broken off. `texts` and `explained` as in Answers."""

    def __init__(
        self,
        stage: Stage,
        scenario: Scenario,
        *,
        texts: bool = False,
        explained: bool = False,
        seconds: float = 60.0,
    ) -> None:
        self._stage, self._scenario = stage, scenario
        self._person = Simulated(stage, scenario)
        self._answers = Answers(self._person, self._tell, texts=texts, explained=explained)
        self.now = scenario.starts or 0.0
        self._entering = Entering(stage, self._person, self.now)
        self._hosts: dict[UUID, Host] = {}
        self._passages: dict[UUID, Passage] = {}
        self._reached: dict[str, Passage] = {}  # step → the passage that was there last
        self._moments: list[Moment] = []
        self._taken: set[tuple[str, str]] = set()
        self._agenda: list[tuple[float, int, int | None]] = []
        self._waiting = [number for number, one in enumerate(scenario.events) if one.at is None]
        self._impossible: dict[int, str] = {}
        self._planned = 0
        self._gives_up = time.monotonic() + seconds

    def play(self) -> Story:
        for number, one in enumerate(self._scenario.events):
            if one.at is not None:
                self._plan(one.at, number)
        self._plan_look()
        stopped = self._pass_time()
        for number in self._waiting:
            self._impossible[number] = f"{self._scenario.events[number].after} was never reached"
        passages = [
            Enrolled(self._passages[one].began, tuple(host.visits), host.cursor.outcome)
            for one, host in self._hosts.items()
        ]
        reached = frozenset(self._taken)
        return Story(tuple(self._moments), tuple(passages), self._impossible, self.now, reached, stopped)

    # Time

    def _pass_time(self) -> str:
        while (moment := self._next()) is not None:
            if self._scenario.until is not None and moment > self._scenario.until:
                self.now = self._scenario.until
                return ""
            if sum(host.fed for host in self._hosts.values()) > MOST_STIMULI:
                return "too-many-steps"
            if time.monotonic() > self._gives_up:
                return "too-long"
            self.now = max(self.now, moment)
            if self._agenda and self._agenda[0][0] <= self.now:
                self._happen(heapq.heappop(self._agenda)[2])
            else:
                self._wake()
        return ""

    def _next(self) -> float | None:
        dues = [host.due for host in self._hosts.values() if not host.over]
        agenda = [self._agenda[0][0]] if self._agenda else []
        return min((one for one in (*agenda, *dues) if one is not None), default=None)

    def _wake(self) -> None:
        for enrollment, host in list(self._hosts.items()):
            if host.due is not None and host.due <= self.now:
                self._feed(enrollment, TimePassed())

    def _plan(self, when: float, number: int | None) -> None:
        self._planned += 1
        heapq.heappush(self._agenda, (max(when, self.now), self._planned, number))

    def _plan_look(self) -> None:
        look = self._entering.next_look()
        if look is not None:
            self._plan(look, _LOOK)

    # Events

    def _happen(self, number: int | None) -> None:
        if number is None:
            self._look()
            return
        one = self._scenario.events[number]
        if one.event == TAKEN_OUT:
            self._say_event(one)
            for enrollment in self._hosts:
                self._feed(enrollment, Left("by-hand"))
            return
        told = happen(self._person, one, self.now, self._reached.get(one.step))
        if told.impossible:
            self._impossible[number] = told.impossible
            return
        self._say_event(one)
        if told.types:
            self._route(number, one, told.types, told.passage)

    def _say_event(self, one: Occurrence) -> None:
        facts = {name: str(value) for name, value in one.facts.items()}
        self._tell(Moment(self.now, "event", one.event, way=one.step, facts=facts))

    def _route(self, number: int, one: Occurrence, types: tuple[str, ...], passage: Passage | None) -> None:
        row = self._person.row
        enrollment = passage.id if passage else None
        claimed = self._entering.claimed(number, one.event, self.now, enrollment, one.step)
        happening = Happening(claimed, types=types, patient=row, gap=self._person.gap, hearers=(row.id,))
        if one.event.startswith("appointment."):
            happening.appointment = self._person.appointment
        decisions = self._entering.decide(happening, self.now)
        goal = self._stage.plan.goal
        for _ in decisions.goals if goal else ():
            self._tell(Moment(self.now, "goal", goal.on if goal else ""))
        for signal in decisions.signals:
            stimulus: Stimulus = Left(signal.type)
            if signal.kind == "event":
                stimulus = EventArrived(signal.type, signal.at.timestamp(), signal.step)
            self._feed(signal.enrollment_id, stimulus)
        self._start(decisions, one, types)

    def _start(self, decisions: Decisions, one: Occurrence, types: tuple[str, ...]) -> None:
        for row in decisions.enrollments:
            self._enter(row.id, types[0], row.appointment_id is not None)
        if not decisions.enrollments and not decisions.signals:
            outcome = next(iter(decisions.outcomes.values()), "")
            if set(types) & {name for trigger in self._stage.plan.triggers for name in trigger.on}:
                self._tell(Moment(self.now, "refused", one.event, reason=outcome))

    def _look(self) -> None:
        enrollment = self._entering.look(self.now)
        if enrollment is not None:
            self._enter(enrollment, "", about_appointment=False)
        if self._agenda or self._inside() or self._scenario.until is not None or enrollment is not None:
            self._plan_look()

    def _inside(self) -> bool:
        return any(not host.over for host in self._hosts.values())

    # Enrollments

    def _enter(self, enrollment: UUID, event: str, about_appointment: bool) -> None:
        passage = Passage(enrollment, self.now, event, about_appointment, {})
        self._passages[enrollment] = passage
        self._tell(Moment(self.now, "enter", self._stage.plan.journey))
        plan = self._stage.plan
        cursor = Cursor(node=plan.start, entered=self.now)
        answer, told = partial(self._answers.answer, passage), partial(self._note, passage)
        host = Host(plan, answer, self.now, cursor, told)
        self._hosts[enrollment] = host
        self._follow(enrollment, host)

    def _feed(self, enrollment: UUID, stimulus: Stimulus) -> None:
        host = self._hosts[enrollment]
        if not host.over:
            host.feed(stimulus, self.now)
            self._follow(enrollment, host)

    def _follow(self, enrollment: UUID, host: Host) -> None:
        """Look where somebody stands after all that came of it."""
        passage = self._passages[enrollment]
        if host.over:
            passage.left = True
            self._entering.left(enrollment, self.now)
            self._tell(_ending(host.cursor.outcome, self.now))
            return
        cursor = host.cursor
        node = self._stage.plan.nodes[cursor.node]
        if not isinstance(node, Send):
            self._come_to(passage, node.id, cursor.visits.get(cursor.node, 1), cursor.entered)

    def _note(self, passage: Passage, visit: Visit) -> None:
        node = self._stage.steps[visit.step]
        key = (passage.id, visit.step, visit.visit)
        way = self._stage.way(visit.step, visit.outcome)
        self._taken.add((visit.step, ""))
        if way:
            self._taken.add((visit.step, way))
        why, mail = self._answers.why.get(key, ()), self._answers.mails.get(key)
        moment = moment_of_visit(node, visit, way, mail, why)
        if moment is not None:
            self._moments.append(moment)
        if not isinstance(node, Send):
            self._come_to(passage, visit.step, visit.visit, visit.entered)
        elif visit.outcome.startswith(("sent:", "uncertain:")):
            self._come_to(passage, visit.step, visit.visit, visit.ended)

    def _come_to(self, passage: Passage, step: str, visit: int, at: float) -> None:
        """Plan what happens after this step."""
        self._reached[step] = passage
        for number in self._waiting[:]:
            one = self._scenario.events[number]
            if one.after == step and one.visit == visit:
                self._waiting.remove(number)
                self._plan(self._later(at, one), number)

    def _later(self, at: float, one: Occurrence) -> float:
        zone = self._scenario.zone
        anchor = Anchor("now", one.by.days, one.by.seconds, one.by.business)
        return moment_of(anchor, datetime.fromtimestamp(at, UTC), Zones(zone, zone))

    def _tell(self, moment: Moment) -> None:
        self._moments.append(moment)


def _ending(outcome: str, now: float) -> Moment:
    word, _, rest = outcome.partition(":")
    if word == "set-aside":
        return Moment(now, "set-aside", rest)
    return Moment(now, "exit", rest if word == "exit" else outcome)


def play(stage: Stage, scenario: Scenario, **options: Any) -> Story:
    """The whole story of one scenario; see Run."""
    return Run(stage, scenario, **options).play()

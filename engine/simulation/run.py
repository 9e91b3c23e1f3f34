"""Plays one scenario: its world on a virtual clock, each enrollment carried by the interpreter.

Events of one moment come before its deadlines, as signals come before timers in a cohort.
"""

import heapq
import time
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from engine.contracts.cursor import Cursor, Visit
from engine.journey.plan import Anchor, Send
from engine.journey.scenarios import Occurrence, Scenario
from engine.policy.times import Zones, moment_of
from engine.runtime.stimulus import Answer, Effect, Stimulus, TimePassed
from engine.simulation.host import Host
from engine.simulation.person import Passage
from engine.simulation.stage import Stage
from engine.simulation.story import Enrolled, Moment, Story
from engine.simulation.telling import ending_moment, event_moment, visit_moment
from engine.simulation.world import World

MOST_STIMULI: Final = 200_000  # of one scenario: a hundred years of daily mails
MOST_WRITTEN: Final = 16_000_000  # characters of all its mails, where they are kept
# No real alarm rings at the very moment: what is due now is past by the time a second step looks at it.
_LATE: Final = 0.001
_LOOK: Final = None  # on the agenda: the audience is looked through


class Run:
    """`seconds`: of this thread's own work, after which it is broken off; a busy machine breaks nothing off.

    `texts` and `explained` as in Answers. `identity`: whose path experiments take, by default one that
    follows from the scenario's name.
    """

    def __init__(
        self,
        stage: Stage,
        scenario: Scenario,
        *,
        texts: bool = False,
        explained: bool = False,
        seconds: float = 60.0,
        identity: UUID | None = None,
    ) -> None:
        self._stage, self._scenario = stage, scenario
        self._moments: list[Moment] = []
        self._world = World(
            stage, scenario, self._moments.append, texts=texts, explained=explained, identity=identity
        )
        self.now = self._world.begin
        self._hosts: dict[UUID, tuple[Passage, Host]] = {}
        self._taken: set[tuple[str, str]] = set()
        self._agenda: list[tuple[float, int, int | None]] = []
        self._planned = 0
        self._waiting = [number for number, one in enumerate(scenario.events) if one.at is None]
        self._impossible: dict[int, str] = {}
        self._written = 0  # characters of mails
        self._gives_up = time.thread_time() + seconds

    def play(self) -> Story:
        for number, one in enumerate(self._scenario.events):
            if one.at is not None:
                self._plan(one.at, number)
        self._plan_look()
        stopped = self._pass_time()
        for number in self._waiting:
            self._impossible[number] = f"{self._scenario.events[number].after} was never reached"
        passages = tuple(self._enrolled(passage, host) for passage, host in self._hosts.values())
        return Story(
            moments=tuple(self._moments),
            passages=passages,
            impossible=self._impossible,
            ended=self.now,
            reached=frozenset(self._taken),
            stopped=stopped,
        )

    def _enrolled(self, passage: Passage, host: Host) -> Enrolled:
        visits, cursor = tuple(host.visits), host.cursor
        if host.over:
            return Enrolled(passage.began, visits, cursor.outcome)
        return Enrolled(passage.began, visits, "", self._stage.plan.nodes[cursor.node].id, cursor.entered)

    # Time

    def _pass_time(self) -> str:
        """Why it was broken off; empty when everything came to its end."""
        while (moment := self._next()) is not None:
            if self._scenario.until is not None and moment > self._scenario.until:
                self.now = self._scenario.until
                return ""
            if sum(host.fed for _, host in self._hosts.values()) > MOST_STIMULI:
                return "too-many-steps"
            if self._written > MOST_WRITTEN:
                return "too-long"
            if time.thread_time() > self._gives_up:
                return "too-long"
            if not self._agenda and self._world.person.journey_paused and self._only_sends_wait():
                return "journey-paused"
            if self._agenda and self._agenda[0][0] <= moment:
                self.now = max(self.now, moment)
                self._happen(heapq.heappop(self._agenda)[2])
            else:
                self.now = max(self.now, moment + _LATE)
                self._wake()
        return ""

    def _only_sends_wait(self) -> bool:
        """Everybody stands at a mail that nobody will ever let go."""
        nodes = self._stage.plan.nodes
        waiting = [nodes[host.cursor.node] for _, host in self._hosts.values() if not host.over]
        return all(isinstance(node, Send) for node in waiting)

    def _next(self) -> float | None:
        dues = [host.due for _, host in self._hosts.values() if not host.over]
        agenda = [self._agenda[0][0]] if self._agenda else []
        return min((one for one in (*agenda, *dues) if one is not None), default=None)

    def _wake(self) -> None:
        for passage, host in list(self._hosts.values()):
            if host.due is not None and host.due <= self.now:
                self._feed(passage, host, TimePassed())

    def _plan(self, when: float, number: int | None) -> None:
        self._planned += 1
        heapq.heappush(self._agenda, (max(when, self.now), self._planned, number))

    def _plan_look(self) -> None:
        look = self._world.next_look()
        if look is not None:
            self._plan(look, _LOOK)

    # Events

    def _happen(self, number: int | None) -> None:
        if number is None:
            self._look()
            return
        one = self._scenario.events[number]
        place = len(self._moments)
        outcome = self._world.happen(number, self.now)
        if outcome.impossible:
            self._impossible[number] = outcome.impossible
            return
        self._moments.insert(place, event_moment(one, self.now))
        if outcome.goal:
            self._moments.append(Moment(self.now, "goal", outcome.goal))
        for enrollment, stimulus in outcome.stirred:
            self._feed(*self._hosts[enrollment], stimulus)
        for passage in outcome.entered:
            self._enter(passage)
        if outcome.refused:
            self._moments.append(Moment(self.now, "refused", one.event, reason=outcome.refused))

    def _look(self) -> None:
        """The audience; looked through again as long as something can still happen."""
        passage = self._world.look(self.now)
        if passage is not None:
            self._enter(passage)
        inside = any(not host.over for _, host in self._hosts.values())
        if self._agenda or inside or passage is not None or self._scenario.until is not None:
            self._plan_look()

    # Enrollments

    def _enter(self, passage: Passage) -> None:
        plan = self._stage.plan
        self._moments.append(Moment(self.now, "enter", plan.journey))
        cursor = Cursor(node=plan.start, entered=self.now)
        host = Host(plan, partial(self._answer, passage), self.now, cursor, partial(self._note, passage))
        self._hosts[passage.id] = passage, host
        self._follow(passage, host)

    def _answer(self, passage: Passage, effect: Effect, cursor: Cursor, now: float) -> Answer:
        return self._world.answers.answer(passage, effect, now)

    def _feed(self, passage: Passage, host: Host, stimulus: Stimulus) -> None:
        if not host.over:
            host.feed(stimulus, self.now)
            self._follow(passage, host)

    def _follow(self, passage: Passage, host: Host) -> None:
        """Look where somebody stands after all that came of it."""
        if host.over:
            self._world.leave(passage.id, self.now)
            self._moments.append(ending_moment(host.cursor.outcome, self.now))
            return
        cursor = host.cursor
        node = self._stage.plan.nodes[cursor.node]
        if not isinstance(node, Send):
            self._come_to(passage, node.id, cursor.visits.get(cursor.node, 1), cursor.entered)

    def _note(self, passage: Passage, visit: Visit) -> None:
        """A visit has ended."""
        answers = self._world.answers
        node, way = self._stage.steps[visit.step], self._stage.way(visit.step, visit.outcome)
        self._taken.add((visit.step, ""))
        if way:
            self._taken.add((visit.step, way))
        key = (passage.number, visit.step, visit.visit)
        moment = visit_moment(node, visit, way, answers.mails.get(key), answers.why.get(key, ()))
        if moment is not None:
            self._moments.append(moment)
            self._written += len(moment.mail.html) + len(moment.mail.text) if moment.mail else 0
        if not isinstance(node, Send):
            self._come_to(passage, visit.step, visit.visit, visit.entered)
        elif visit.outcome.startswith(("sent:", "uncertain:")):
            self._come_to(passage, visit.step, visit.visit, visit.ended)

    def _come_to(self, passage: Passage, step: str, visit: int, at: float) -> None:
        """Plan what happens after this step."""
        self._world.reach(passage, step)
        for number in self._waiting[:]:
            one = self._scenario.events[number]
            if one.after == step and one.visit == visit:
                self._waiting.remove(number)
                self._plan(self._later(at, one), number)

    def _later(self, at: float, one: Occurrence) -> float:
        zone = self._scenario.zone
        anchor = Anchor("now", one.by.days, one.by.seconds, one.by.business)
        return moment_of(anchor, datetime.fromtimestamp(at, UTC), Zones(zone, zone))


def play(stage: Stage, scenario: Scenario, **options: Any) -> Story:
    """The whole story of one scenario; see Run."""
    return Run(stage, scenario, **options).play()

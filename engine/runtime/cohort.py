"""The Cohort workflow: 1…500 enrollments of one journey version, carried to their end.

Replayed code: everything that happens here comes from signals, timers and answers of activities.
"""

from temporalio import workflow

from engine.contracts.cohort import (
    COHORT,
    EVENTS,
    LEAVE,
    MOVE,
    PAUSE,
    RESUME,
    CohortInput,
    Departure,
    EventBatch,
    Hold,
    Move,
)
from engine.runtime.alarm import Alarm, ring_at
from engine.runtime.asking import Asking
from engine.runtime.budget import PATIENCE, used
from engine.runtime.diary import Diary
from engine.runtime.ferry import Ferry
from engine.runtime.inbox import EVERYBODY, Inbox
from engine.runtime.questions import group
from engine.runtime.roster import Roster
from engine.runtime.stimulus import Paused, Resumed, Started


@workflow.defn(name=COHORT)
class Cohort:
    @workflow.init
    def __init__(self, start: CohortInput) -> None:
        self._start = start
        self._inbox = Inbox(start.seen, start.pending)
        self._roster = Roster(start.plan, start.members)
        self._asking = Asking(start.version, start.heartbeat)
        self._diary = Diary(start.cohort, start.version, self._roster)
        self._ferry = Ferry(start, self._roster, self._diary)
        self._alarm = Alarm()
        self._orders: list[Move] = []
        self._drained_by: float | None = None  # real time; set once the run has to continue as new

    @workflow.run
    async def run(self, start: CohortInput) -> None:
        self._begin()
        while True:
            self._take_in()
            self._carry_out()
            if self._over():
                return
            if self._may_continue_as_new():
                workflow.continue_as_new(self._state())
            self._set_alarm()
            # Signals, answers and writes interleave here and nowhere else.
            await workflow.wait_condition(self._stirred)

    @workflow.signal(name=EVENTS)
    def hear(self, batch: EventBatch) -> None:
        self._inbox.put_events(batch)

    @workflow.signal(name=PAUSE)
    def pause(self, hold: Hold) -> None:
        self._inbox.put_hold(hold, Paused())

    @workflow.signal(name=RESUME)
    def resume(self, hold: Hold) -> None:
        self._inbox.put_hold(hold, Resumed())

    @workflow.signal(name=LEAVE)
    def let_leave(self, departure: Departure) -> None:
        self._inbox.put_departure(departure)

    @workflow.signal(name=MOVE)
    def move(self, move: Move) -> None:
        self._inbox.received += 1
        self._orders.append(move)

    def _begin(self) -> None:
        self._roster.unrecorded.update({one: [] for one in self._start.unrecorded} | self._start.untold)
        if self._start.paused:
            self._roster.feed_all(Paused(), self._now())
        self._roster.feed_all(Started(), self._now())

    def _take_in(self) -> None:
        """Everything that happened since we last looked: signals first, as the server orders them."""
        now = self._now()
        self._ferry.land(now)
        for enrollment, stimulus in self._inbox.take():
            if self._ferry.keeps(enrollment, stimulus, now):
                continue
            if enrollment == EVERYBODY:
                self._roster.feed_all(stimulus, now)
            else:
                self._roster.feed(enrollment, stimulus, now)
        for enrollment, finished in self._asking.take_answers():
            self._roster.feed(enrollment, finished, now)
        self._alarm.hush()
        self._roster.pass_time(now)
        while self._orders:
            self._ferry.order(self._orders.pop(0))

    def _carry_out(self) -> None:
        """One call per question, one write for all. A run about to end leaves both to the next."""
        asked = self._roster.take_asked()
        if self._drained_by is None:
            for question in group(asked):
                self._asking.put(question)
            self._ferry.depart()
            self._diary.write(besides=self._roster.underway(self._asking.awaited))

    def _over(self) -> bool:
        return self._roster.over and self._diary.idle and self._ferry.idle

    def _may_continue_as_new(self) -> bool:
        share = used(self._inbox.received, self._start.most_signals)
        if share < 1:
            return False
        if self._drained_by is None:
            self._drained_by = workflow.time() + PATIENCE
        return self._quiet() or share >= 2 or workflow.time() >= self._drained_by

    def _quiet(self) -> bool:
        return not (self._asking.running or self._diary.writing or self._ferry.running)

    def _set_alarm(self) -> None:
        if self._drained_by is not None:
            self._alarm.set(self._drained_by)
        elif (due := self._roster.earliest()) is not None:
            self._alarm.set(ring_at(due, self._start.clock, self._start.tick))

    def _stirred(self) -> bool:
        heard = bool(self._inbox) or bool(self._orders) or self._asking.answered or self._ferry.answered
        return heard or self._alarm.rang or self._needs_another_look()

    def _needs_another_look(self) -> bool:
        """A write has ended: there is more to write, or nothing is left to be done."""
        if self._drained_by is not None:
            return self._quiet()
        underway = self._roster.underway(self._asking.awaited)
        return self._diary.may_write(underway) or self._ferry.eager or self._over()

    def _state(self) -> CohortInput:
        """All there is; who is held says so in the cursor, and Started asks again what was left open."""
        untold = self._diary.untold()
        start = self._start
        return CohortInput(
            cohort=start.cohort,
            version=start.version,
            plan=start.plan,
            members=self._roster.members(besides=set(untold)),
            clock=start.clock,
            tick=start.tick,
            seen=self._inbox.seen,
            unrecorded=list(untold),
            untold={one: visits for one, visits in untold.items() if visits},
            most_signals=start.most_signals,
            heartbeat=start.heartbeat,
            moving=self._ferry.moving,
            aboard=self._ferry.aboard,
            gone=self._ferry.gone,
            late=self._ferry.unsent(),
        )

    def _now(self) -> float:
        """Journey time."""
        return self._start.clock.at(workflow.time())

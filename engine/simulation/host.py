"""The interpreter on a virtual clock: one enrollment, years in milliseconds.

Asks whoever made it for the answers that activities would give. It cannot send and opens nothing.
"""

import heapq
from collections.abc import Callable

from engine.contracts.cursor import Cursor, Visit
from engine.journey.plan import Plan
from engine.runtime.interpreter import advance
from engine.runtime.stimulus import (
    Answer,
    Effect,
    EffectFinished,
    Started,
    Stimulus,
    TimePassed,
)

Answerer = Callable[[Effect, Cursor, float], Answer]
Listener = Callable[[Visit], None]


class Host:
    """`answer(effect, cursor, now)` is asked at once; times are journey time in Unix seconds.

    `told` hears of each visit when it ends, before what follows is asked.
    """

    def __init__(
        self,
        plan: Plan,
        answer: Answerer,
        begin: float,
        cursor: Cursor | None = None,
        told: Listener | None = None,
    ) -> None:
        self.plan = plan
        self.now = begin
        self.cursor = cursor or Cursor(plan.start)
        self.visits: list[Visit] = []
        self.fed = 0  # stimuli: what a bound on the work can count
        self._answer = answer
        self._told = told
        self._agenda: list[tuple[float, int, Stimulus]] = []
        self._planned = 0
        self.feed(Started(), begin)

    @property
    def over(self) -> bool:
        return self.cursor.phase == "left"

    @property
    def due(self) -> float | None:
        """The next deadline; none while it is held."""
        return None if self.cursor.held else self.cursor.due

    def at(self, when: float, stimulus: Stimulus) -> None:
        """Let this happen at `when`; what lies in the past happens now."""
        self._planned += 1
        heapq.heappush(self._agenda, (max(when, self.now), self._planned, stimulus))

    def run(self, until: float) -> None:
        """Let time pass up to `until`: deadlines and agenda in order, the agenda first when they tie."""
        while not self.over:
            due = self.due
            when = self._agenda[0][0] if self._agenda else None
            moment = min((one for one in (due, when) if one is not None), default=None)
            if moment is None or moment > until:
                break
            self.now = max(self.now, moment)
            if when is not None and when <= moment:
                self.feed(heapq.heappop(self._agenda)[2], self.now)
            else:
                self.feed(TimePassed(), self.now)
        self.now = max(self.now, until)

    def feed(self, stimulus: Stimulus, now: float) -> None:
        """Let it happen now, with all that follows from it at once."""
        self.now = max(self.now, now)
        waiting = [stimulus]
        while waiting:
            self.fed += 1
            moved = advance(self.plan, self.cursor, waiting.pop(0), self.now)
            self.cursor = moved.cursor
            self.visits.extend(moved.visits)
            if self._told is not None:
                for visit in moved.visits:
                    self._told(visit)
            waiting += [
                EffectFinished(effect.token, self._answer(effect, self.cursor, self.now))
                for effect in moved.effects
            ]

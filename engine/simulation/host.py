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


class Host:
    """`answer(effect, cursor, now)` is asked at once; times are journey time in Unix seconds."""

    def __init__(self, plan: Plan, answer: Answerer, begin: float, cursor: Cursor | None = None) -> None:
        self.plan = plan
        self.now = begin
        self.cursor = cursor or Cursor(plan.start)
        self.visits: list[Visit] = []
        self._answer = answer
        self._agenda: list[tuple[float, int, Stimulus]] = []
        self._planned = 0
        self._feed(Started())

    @property
    def over(self) -> bool:
        return self.cursor.phase == "left"

    def at(self, when: float, stimulus: Stimulus) -> None:
        """Let this happen at `when`; what lies in the past happens now."""
        self._planned += 1
        heapq.heappush(self._agenda, (max(when, self.now), self._planned, stimulus))

    def run(self, until: float) -> None:
        """Let time pass up to `until`: deadlines and agenda in order, the agenda first when they tie."""
        while not self.over:
            due = self.cursor.due if self.cursor.due is not None and not self.cursor.held else None
            when = self._agenda[0][0] if self._agenda else None
            moment = min((one for one in (due, when) if one is not None), default=None)
            if moment is None or moment > until:
                break
            self.now = max(self.now, moment)
            if when is not None and when <= moment:
                self._feed(heapq.heappop(self._agenda)[2])
            else:
                self._feed(TimePassed())
        self.now = max(self.now, until)

    def _feed(self, stimulus: Stimulus) -> None:
        waiting = [stimulus]
        while waiting:
            moved = advance(self.plan, self.cursor, waiting.pop(0), self.now)
            self.cursor = moved.cursor
            self.visits.extend(moved.visits)
            waiting.extend(
                EffectFinished(effect.token, self._answer(effect, self.cursor, self.now))
                for effect in moved.effects
            )

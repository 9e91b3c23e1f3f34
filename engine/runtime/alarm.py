"""One timer for the earliest deadline of a cohort. Deadlines are journey time, timers are real time."""

import asyncio
import math
from typing import Final

from temporalio import workflow

from engine.journey.clock import Clock

FARTHEST: Final = 30 * 86400.0  # seconds; a later deadline is looked at again by then


def ring_at(due: float, clock: Clock, tick: float) -> float:
    """The real time for a deadline, rounded up to the tick, so that neighbours wake together."""
    real = clock.real(due)
    return math.ceil(real / tick) * tick if tick > 0 else real


class Alarm:
    def __init__(self) -> None:
        self._at = math.inf
        self._task: asyncio.Task[None] | None = None
        self.rang = False

    def set(self, at: float) -> None:
        """Ring at this real time or before: a timer that rings too early is cheaper than a new one."""
        if self._at <= at:
            return
        if self._task is not None:
            self._task.cancel()
        now = workflow.time()
        self._at = min(at, now + FARTHEST)
        # A server that rings a hair early must not make us ask for a timer of nothing.
        self._task = asyncio.create_task(self._ring(max(self._at - now, 0.001)))

    def hush(self) -> None:
        self.rang = False

    async def _ring(self, seconds: float) -> None:
        await workflow.sleep(seconds)
        self._at, self._task = math.inf, None
        self.rang = True

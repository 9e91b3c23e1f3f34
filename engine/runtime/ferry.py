"""Takes people of a cohort over to another version: when they may go, and what is heard about them meanwhile.

One handover at a time. Whoever is aboard is in nobody's hands until the store has answered: then they are in
another cohort, or stay here. Nothing that is heard about them is lost.
"""

import asyncio
from typing import Final, Literal

from temporalio import workflow

from engine.contracts.activities import MOVE_PEOPLE, HandedOver, Handover, Late, Progress
from engine.contracts.cohort import CohortInput, Move
from engine.runtime.calls import CallFailed, call
from engine.runtime.diary import Diary
from engine.runtime.moving import may_go
from engine.runtime.roster import Roster
from engine.runtime.stimulus import EventArrived, Left, Paused, Resumed, Started, Stimulus

REMEMBERED: Final = 1_000  # of those gone, the latest


class Ferry:
    def __init__(self, start: CohortInput, roster: Roster, diary: Diary) -> None:
        self._cohort, self._version, self._plan = start.cohort, start.version, start.plan
        self._roster, self._diary = roster, diary
        self.moving: dict[str, bool] = dict(start.moving)
        self.aboard: list[Progress] = list(start.aboard)
        self.late: list[Late] = list(start.late)
        self._gone = dict.fromkeys(start.gone)
        self._sent: list[Late] = []  # on their way with the handover under way
        self._answer: list[bool] | None = None
        self.running = False

    @property
    def idle(self) -> bool:
        """Nobody is aboard and nothing is to be sent after anybody."""
        return not (self.running or self.answered or self.aboard or self.late)

    @property
    def answered(self) -> bool:
        return self._answer is not None

    @property
    def gone(self) -> list[str]:
        return list(self._gone)

    def order(self, move: Move) -> None:
        for enrollment in move.enrollments:
            if enrollment in self._roster.cursors:
                self.moving[enrollment] = move.at_once

    def keeps(self, enrollment: str, stimulus: Stimulus, now: float) -> bool:
        """Whether this was heard about somebody who is aboard or gone; it is kept, to be sent after them."""
        if enrollment not in self._gone and all(one.enrollment != enrollment for one in self.aboard):
            return False
        if (letter := _letter(enrollment, stimulus, now)) is not None:
            self.late.append(letter)
        return True

    def land(self, now: float) -> None:
        """Those who went are gone; those who stay go on from where they stood."""
        if self._answer is None:
            return
        answers, self._answer = self._answer, None
        back = [one for one, went in zip(self.aboard, answers, strict=True) if not went]
        for one, went in zip(self.aboard, answers, strict=True):
            self.moving.pop(one.enrollment, None)
            if went:
                self._gone[one.enrollment] = None
        self.aboard = []
        for one in back:
            self._roster.put_back(one)
            self._roster.feed(one.enrollment, Started(), now)
        self._hear_again({one.enrollment for one in back}, now)
        while len(self._gone) > REMEMBERED:
            del self._gone[next(iter(self._gone))]

    @property
    def eager(self) -> bool:
        """Somebody may go, or something is to be sent, and no handover is under way."""
        busy = self.running or self.answered
        return not busy and bool(self.aboard or self.late or (self.moving and self._ready()))

    def depart(self) -> None:
        """Everybody who may go, in one handover."""
        if self.running or self.answered:
            return
        if not self.aboard:
            self.aboard = [self._roster.take_out(one) for one in self._ready()]
        if self.aboard or self.late:
            self.running = True
            self._sent, self.late = self.late, []
            self._task = asyncio.create_task(self._hand_over())

    def unsent(self) -> list[Late]:
        """Everything not known to be sent. Sending twice does no harm."""
        return [*self._sent, *self.late]

    def _ready(self) -> list[str]:
        cursors = self._roster.cursors
        found = []
        for enrollment, at_once in list(self.moving.items()):
            cursor = cursors.get(enrollment)
            if cursor is None or cursor.phase == "left":
                del self.moving[enrollment]
            elif may_go(self._plan, cursor, at_once=at_once) and not self._diary.writes(enrollment):
                found.append(enrollment)
        return found

    async def _hand_over(self) -> None:
        handover = Handover(self._cohort, self._version, self.aboard, self._sent)
        try:
            answer: HandedOver = await call(MOVE_PEOPLE, handover, 0.0)
            self._answer = answer.items
        except CallFailed as error:
            workflow.logger.error("people-not-moved cohort=%s %s", self._cohort, error.reason)
            self._answer = [False] * len(self.aboard)
        self._sent = []
        self.running = False

    def _hear_again(self, back: set[str], now: float) -> None:
        heard, self.late = self.late, [one for one in self.late if one.enrollment not in back]
        for one in heard:
            if one.enrollment in back:
                self._roster.feed(one.enrollment, _stimulus(one), now)


def _letter(enrollment: str, stimulus: Stimulus, now: float) -> Late | None:
    match stimulus:
        case EventArrived():
            return Late(enrollment, "event", stimulus.type, stimulus.at, stimulus.step)
        case Left():
            return Late(enrollment, "leave", stimulus.reason, now)
        case Paused() | Resumed():
            kind: Literal["pause", "resume"] = "pause" if isinstance(stimulus, Paused) else "resume"
            return Late(enrollment, kind, "", now)
        case _:
            return None


def _stimulus(late: Late) -> Stimulus:
    match late.kind:
        case "pause":
            return Paused()
        case "resume":
            return Resumed()
        case "leave":
            return Left(late.type)
        case _:
            return EventArrived(late.type, late.at, late.step)

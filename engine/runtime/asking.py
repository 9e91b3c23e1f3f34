"""Puts questions to activities, several at once, and hands back one answer per enrollment.

A batch that an activity refuses for good, or stumbles over again and again, is halved until the
enrollment that spoils it stands alone, and the others go on. Alone, a refusal is answered `Broken`; what
nobody foresaw is tried on and on, for it may be a mistake of ours that the next release mends.
"""

import asyncio
from collections import Counter
from typing import Any, Final

from temporalio import workflow

from engine.runtime.calls import UNFORESEEN, CallFailed, call
from engine.runtime.questions import Question
from engine.runtime.stimulus import Broken, EffectFinished

Answered = tuple[str, EffectFinished]
PAUSES: Final = (1.0, 2.0)  # seconds before a batch that stumbled is tried again as a whole


class Asking:
    def __init__(self, version: str, heartbeat: float) -> None:
        self._version = version
        self._heartbeat = heartbeat
        self._open: set[asyncio.Task[None]] = set()
        self.awaited: Counter[str] = Counter()  # enrollments that an answer is on its way to
        self._answers: list[Answered] = []

    @property
    def running(self) -> int:
        return len(self._open)

    @property
    def answered(self) -> bool:
        return bool(self._answers)

    def put(self, question: Question) -> None:
        self._put(question, PAUSES)

    def _put(self, question: Question, pauses: tuple[float, ...]) -> None:
        task = asyncio.create_task(self._collect(question, pauses))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    def take_answers(self) -> list[Answered]:
        answers, self._answers = self._answers, []
        return answers

    async def _collect(self, question: Question, pauses: tuple[float, ...]) -> None:
        answers = await self._ask(question, pauses)
        self._answers += answers  # looked up after the await: meanwhile the list was taken and is another

    async def _ask(self, question: Question, pauses: tuple[float, ...]) -> list[Answered]:
        alone = len(question.asked) == 1
        batch = question.input(self._version)
        those = Counter(enrollment for enrollment, _ in question.asked)
        self.awaited += those
        try:
            result = await call(question.activity, batch, self._heartbeat, alone=alone)
        except CallFailed as error:
            reason = error.reason
            if alone:
                return _match(question, [Broken(reason)])
            if reason == UNFORESEEN and pauses:
                await workflow.sleep(pauses[0])
                return await self._ask(question, pauses[1:])
            for half in question.halves():
                self._put(half, pauses=())
            return []
        finally:
            self.awaited -= those
        return _match(question, result.items)


def _match(question: Question, answers: list[Any]) -> list[Answered]:
    if len(answers) != len(question.asked):
        answers = [Broken("answers-do-not-match")] * len(question.asked)
    pairs = zip(question.asked, answers, strict=True)
    return [(enrollment, EffectFinished(effect.token, answer)) for (enrollment, effect), answer in pairs]

"""Puts questions to activities, several at once, and hands back one answer per enrollment.

A batch that an activity refuses for good is halved until the enrollment that spoils it stands alone:
that one is answered `Broken`, the others go on.
"""

import asyncio
from typing import Any

from temporalio.exceptions import ActivityError

from engine.runtime.calls import call, reason_of
from engine.runtime.questions import Question
from engine.runtime.stimulus import Broken, EffectFinished

Answered = tuple[str, EffectFinished]


class Asking:
    def __init__(self, version: str, heartbeat: float) -> None:
        self._version = version
        self._heartbeat = heartbeat
        self._open: set[asyncio.Task[None]] = set()
        self._answers: list[Answered] = []

    @property
    def running(self) -> int:
        return len(self._open)

    @property
    def answered(self) -> bool:
        return bool(self._answers)

    def put(self, question: Question) -> None:
        task = asyncio.create_task(self._collect(question))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    def take_answers(self) -> list[Answered]:
        answers, self._answers = self._answers, []
        return answers

    async def _collect(self, question: Question) -> None:
        answers = await self._ask(question)
        self._answers += answers  # looked up after the await: meanwhile the list was taken and is another

    async def _ask(self, question: Question) -> list[Answered]:
        try:
            result = await call(question.activity, question.input(self._version), self._heartbeat)
        except ActivityError as error:
            if len(question.asked) == 1:
                return _match(question, [Broken(reason_of(error))])
            first, second = question.halves()
            return [*await self._ask(first), *await self._ask(second)]
        return _match(question, result.items)


def _match(question: Question, answers: list[Any]) -> list[Answered]:
    if len(answers) != len(question.asked):
        answers = [Broken("answers-do-not-match")] * len(question.asked)
    pairs = zip(question.asked, answers, strict=True)
    return [(enrollment, EffectFinished(effect.token, answer)) for (enrollment, effect), answer in pairs]

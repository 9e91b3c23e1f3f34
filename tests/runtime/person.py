"""One enrollment under the interpreter's hands, for tests that read as a story."""

from engine.contracts.cursor import Cursor, Visit
from engine.journey.plan import Plan
from engine.runtime.interpreter import advance
from engine.runtime.stimulus import (
    Answer,
    Effect,
    EffectFinished,
    EventArrived,
    Started,
    Stimulus,
    TimePassed,
)
from tests.runtime.plans import BEGIN


class Person:
    def __init__(self, plan: Plan, *, start: bool = True) -> None:
        self.plan = plan
        self.now = BEGIN
        self.cursor = Cursor(plan.start)
        self.visits: list[Visit] = []
        self.asked: list[Effect] = []  # by the last stimulus
        if start:
            self.feed(Started())

    def feed(self, stimulus: Stimulus) -> "Person":
        moved = advance(self.plan, self.cursor, stimulus, self.now)
        self.cursor, self.asked = moved.cursor, moved.effects
        self.visits += moved.visits
        return self

    def answer(self, answer: Answer, token: int | None = None) -> "Person":
        return self.feed(EffectFinished(self.cursor.token if token is None else token, answer))

    def hear(self, event: str) -> "Person":
        return self.feed(EventArrived(event, self.now))

    def later(self, seconds: float) -> "Person":
        self.now += seconds
        return self.feed(TimePassed())

    @property
    def asks(self) -> list[str]:
        return [effect.activity for effect in self.asked]

    @property
    def outcomes(self) -> list[str]:
        return [f"{visit.step} {visit.outcome}" for visit in self.visits]

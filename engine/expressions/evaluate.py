"""Evaluates conditions in three-valued logic: True, False, or UNKNOWN where a value was missing.

Runs in activities and the router, never in replayed code. One evaluator belongs to one plan and may be
shared by threads; programs are compiled once and kept.
"""

import re
import threading
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from engine.expressions.environment import NOW, new_environment
from engine.expressions.facts import NO_FACTS, Facts, Unknown, known

Truth = bool | None
UNKNOWN: Final = None
_DAY: Final = timedelta(days=1)
_DEEPEST: Final = 16  # segments that name segments
_OF_FACTS: Final = re.compile(
    r"\b(engaged|clicked|opened|viewed|confirmed|replied|has_consent|authorized|happened)\b"
)
_OF_SEGMENTS: Final = re.compile(r"\bsegment\b")


class _Program(Protocol):
    def eval(self, *, data: Mapping[str, Any]) -> Any: ...


class _Current(threading.local):
    """What the running evaluation is about."""

    values: Mapping[str, Any] = {}
    facts: Facts = NO_FACTS
    depth: int = 0


class Evaluator:
    """`fields`: dotted name → type word (`plan.fields`). `segments`: name → CEL (`plan.segments`)."""

    def __init__(self, fields: Mapping[str, str], segments: Mapping[str, str] | None = None) -> None:
        self._fields = frozenset(fields)
        self._segments = dict(segments or {})
        self._programs: dict[str, _Program] = {}
        self._current = _Current()
        self._environment = new_environment(fields, self._implementations())

    def evaluate(
        self, expression: str, values: Mapping[str, Any], facts: Facts = NO_FACTS, *, now: datetime
    ) -> Truth:
        """Whether `expression` holds.

        `values`: dotted field → Python value (str, int, bool, float, aware datetime, list[str]); absent or
        None means the value is missing. `now` is aware. A missing value, an unknown consent, a division by
        zero and the like yield UNKNOWN unless the rest decides alone. Raises ValueError for an
        expression that does not compile, which a compiled plan never holds.
        """
        present = {
            name: value for name, value in values.items() if value is not None and name in self._fields
        }
        present[NOW] = now
        current = self._current
        current.values, current.facts, current.depth = present, facts, 0
        return self._run(expression)

    def asks_for_facts(self, expressions: Iterable[str]) -> bool:
        """Whether any of them may ask what has happened. Says yes too often rather than once too seldom."""
        texts = list(expressions)
        if any(_OF_SEGMENTS.search(text) for text in texts):
            texts += self._segments.values()
        return any(_OF_FACTS.search(text) for text in texts)

    def members(
        self, values: Mapping[str, Any], facts: Facts = NO_FACTS, *, now: datetime
    ) -> dict[str, bool]:
        """For every segment whether the person is in it; unknown counts as not."""
        asked = {name: self.evaluate(text, values, facts, now=now) for name, text in self._segments.items()}
        return {name: answer is True for name, answer in asked.items()}

    def _run(self, expression: str) -> Truth:
        program = self._programs.get(expression)
        if program is None:
            program = self._programs[expression] = self._compile(expression)
        try:
            answer = program.eval(data=self._current.values).value()
        except RuntimeError:  # CEL's budget for one evaluation is spent
            return UNKNOWN
        return answer if isinstance(answer, bool) else UNKNOWN

    def _compile(self, expression: str) -> _Program:
        try:
            program: _Program = self._environment.compile(expression)
        except RuntimeError as error:
            raise ValueError("the condition does not compile") from error
        return program

    def _implementations(self) -> dict[str, Any]:
        current = self._current
        return {
            "engaged": self._engaged,
            "clicked": lambda step: step in current.facts.clicked,
            "opened": lambda step: step in current.facts.opened,
            "viewed": lambda step: step in current.facts.viewed,
            "replied": lambda step: step in current.facts.replied,
            "confirmed": lambda: bool(current.facts.confirmed),
            "happened": lambda event: event in current.facts.happened,
            "has_consent": lambda topic: known(current.facts.consents, topic),
            "authorized": lambda scope: known(current.facts.authorizations, scope),
            "segment": self._in_segment,
            "days_since": lambda moment: (current.values[NOW] - moment) // _DAY,
        }

    def _engaged(self, step: str) -> bool:
        return self._current.facts.engaged(step)

    def _in_segment(self, name: str) -> bool:
        condition = self._segments.get(name)
        if condition is None or self._current.depth >= _DEEPEST:
            raise Unknown
        self._current.depth += 1
        try:
            answer = self._run(condition)
        finally:
            self._current.depth -= 1
        if answer is UNKNOWN:
            raise Unknown
        return answer

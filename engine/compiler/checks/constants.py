"""Conditions that do not depend on anybody, and cases that an earlier one leaves nothing for."""

from datetime import UTC, datetime
from typing import Final

from engine.compiler.resolve import Resolved
from engine.expressions import Evaluator, Truth
from engine.journey import codes
from engine.journey.condition import Condition
from engine.journey.diagnostics import Problems, label
from engine.journey.steps import Branch, Repeat

_SOME_TIME: Final = datetime(2026, 1, 1, tzinfo=UTC)
_OF_OPERATORS: Final = frozenset("_@!?")  # how CEL begins the names of its operators


def report_constant_conditions(resolved: Resolved, problems: Problems) -> None:
    """What is true, or false, of everybody decides nothing."""
    asked = [trigger.when for trigger in resolved.journey.triggers if trigger.when]
    for step in resolved.steps:
        if isinstance(step, Branch):
            asked += [case.when for case in step.cases]
        if isinstance(step, Repeat) and step.until and step.until.when:
            asked.append(step.until.when)
    judge = _Judge(resolved)
    for condition in asked:
        answer = judge.always(condition)
        if answer is not None:
            place = condition.locate(0, len(condition.text))
            problems.report(codes.ALWAYS_TRUE if answer else codes.ALWAYS_FALSE, place)


def report_cases_never_reached(resolved: Resolved, problems: Problems) -> None:
    """The first case that is true is taken, so the same question a second time is never asked."""
    judge = _Judge(resolved)
    for step in resolved.steps:
        if not isinstance(step, Branch):
            continue
        earlier: dict[str, Condition] = {}
        for case in step.cases:
            asked = " ".join(case.when.text.split())
            before = earlier.get(asked) or earlier.get("")
            if before is not None and asked:
                labels = [label(before.locate(0, len(before.text)), "everybody meant is already here")]
                place = case.place("name")
                problems.report(codes.CASE_NEVER_REACHED, place, name=case.name, labels=labels)
            if asked:
                earlier.setdefault("" if judge.always(case.when) else asked, case.when)


class _Judge:
    def __init__(self, resolved: Resolved) -> None:
        self.context = resolved.context
        self.evaluator: Evaluator | None = None

    def always(self, condition: Condition) -> Truth:
        """The answer for whomever it is asked of; None when it depends on somebody, or on the time."""
        checked = self.context.check(condition)
        if not condition.text or checked.mistakes or "now" in condition.text:
            return None
        if any(call.name[:1] not in _OF_OPERATORS for call in checked.calls):
            return None
        if self.evaluator is None:
            fields = {name: field.type for name, field in self.context.dictionary.items()}
            self.evaluator = Evaluator(fields)
        return self.evaluator.evaluate(condition.text, {}, now=_SOME_TIME)

"""branch: the first case that is true; a missing value is unknown, not false."""

from typing import Final

from engine.journey.plan import Branch
from engine.runtime.steps.step import Step
from engine.runtime.stimulus import Answer
from engine.runtime.walk import Walk

NONE_WAS_TRUE: Final = -1
VALUE_WAS_MISSING: Final = -2


class BranchStep(Step[Branch]):
    phases = frozenset({"deciding"})

    def enter(self, walk: Walk, node: Branch) -> None:
        walk.ask("deciding")

    def answered(self, walk: Walk, node: Branch, answer: Answer) -> None:
        if not isinstance(answer, int):
            walk.set_aside("unexpected-answer")
        elif answer == NONE_WAS_TRUE:
            walk.go("otherwise", node.otherwise)
        elif answer == VALUE_WAS_MISSING:
            walk.go("unknown", node.unknown)
        elif 0 <= answer < len(node.cases):
            walk.go(node.cases[answer].name, node.cases[answer].then)
        else:
            walk.set_aside("no-such-case")

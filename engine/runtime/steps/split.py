"""split: the path is a hash of (split, seed, patient), taken in the activity, so it can be recomputed."""

from engine.journey.plan import Split
from engine.runtime.steps.step import Step
from engine.runtime.stimulus import Answer
from engine.runtime.walk import Walk


class SplitStep(Step[Split]):
    phases = frozenset({"deciding"})

    def enter(self, walk: Walk, node: Split) -> None:
        walk.ask("deciding")

    def answered(self, walk: Walk, node: Split, answer: Answer) -> None:
        if not isinstance(answer, int):
            walk.set_aside("unexpected-answer")
        elif 0 <= answer < len(node.paths):
            walk.go(node.paths[answer].name, node.paths[answer].then)
        else:
            walk.set_aside("no-such-path")

"""The names that scenarios may use: steps of the plan, topics and authorizations; reported where unknown."""

from collections.abc import Iterable, Mapping
from typing import Final

from engine.compiler.context import Context
from engine.compiler.suggest import did_you_mean
from engine.compiler.tree import shorten
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.plan import Node, Plan
from engine.journey.span import Span
from engine.journey.ways import kind_of

ALL_MAIL: Final = "all"  # how a scenario names the wish about all mail


class Names:
    """Without a plan (the journey has errors) steps are not looked up."""

    def __init__(self, plan: Plan | None, context: Context, problems: Problems) -> None:
        self.plan, self.problems = plan, problems
        self.nodes: Mapping[str, Node] = {node.id: node for node in plan.nodes} if plan else {}
        own = [plan.journey] if plan else []  # a send without a topic is about the journey itself
        self.topics = frozenset([*context.consents.topics, *own, ALL_MAIL])
        self.scopes = frozenset(context.consents.authorizations)

    def step(self, name: str, place: Span, wanted: str = "") -> Node | None:
        """The step of that name and kind; None, after a report, when there is none."""
        node = self.nodes.get(name)
        if node is None:
            if self.plan is not None:
                self._unknown(codes.UNKNOWN_STEP, name, place, self.nodes)
        elif wanted and kind_of(node) != wanted:
            self.another_kind(node, wanted, place)
            return None
        return node

    def another_kind(self, node: Node, wanted: str, place: Span) -> None:
        self.problems.report(
            codes.STEP_OF_ANOTHER_KIND, place, name=node.id, kind=kind_of(node), wanted=wanted
        )

    def topic(self, name: str, place: Span) -> None:
        if name not in self.topics:
            self._unknown(codes.UNKNOWN_TOPIC, name, place, self.topics)

    def scope(self, name: str, place: Span) -> None:
        if name not in self.scopes:
            self._unknown(codes.UNKNOWN_AUTHORIZATION, name, place, self.scopes)

    def _unknown(self, code: codes.Code, name: str, place: Span, known: Iterable[str]) -> None:
        hint = did_you_mean(name, sorted(known))
        self.problems.report(code, place, name=shorten(name), hint=hint)

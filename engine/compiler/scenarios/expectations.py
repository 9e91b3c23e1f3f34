"""What a scenario expects: one kind a line, a step that can do it, words that say more about it."""

import re
from typing import Final
from zoneinfo import ZoneInfo

from engine.compiler.scenarios.facts import Reading
from engine.compiler.scenarios.names import Names
from engine.compiler.suggest import did_you_mean
from engine.compiler.tree import shorten
from engine.journey import codes
from engine.journey.plan import Branch, Node
from engine.journey.scenarios import KINDS, Expectation, ExpectationDocument, ExpectedKind
from engine.journey.span import Span
from engine.journey.ways import OUTCOMES_OF_ALL, kind_of, ways_of

_SENDS: Final = ("send", "skip", "fail")
_ROUND: Final = re.compile(r"round-[1-9][0-9]{0,2}")
# word → the kinds of expectation it says more about
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "way": ("await", "branch", "split", "repeat", "task", "form", "wait"),
    "reason": ("skip", "fail", "call", "update"),
    "language": ("send",),
    "method": ("send",),
    "subject": ("send",),
    "says": ("send",),
}


class Expectations:
    def __init__(self, names: Names, reading: Reading, zone: ZoneInfo) -> None:
        self.names, self.reading, self.zone = names, reading, zone
        self.problems = names.problems

    def read(self, document: ExpectationDocument) -> Expectation | None:
        written = [kind for kind in KINDS if getattr(document, _attribute(kind)) is not None]
        if len(written) != 1:
            if document.whole and not document.broken:
                choices = ", ".join(KINDS)
                self.problems.report(codes.SAY_ONE_THING, document.span, of=document.words, choices=choices)
            return None
        kind = written[0]
        name, place = str(getattr(document, _attribute(kind))), document.place(_attribute(kind))
        node = self._expected(kind, name, place)
        self._report_words(document, kind, node)
        at, exact = self.reading.optional(document.at, document.place("at"), self.zone)
        return Expectation(
            kind=kind,
            id=name,
            at=at,
            exact=exact,
            visit=document.visit,
            way=document.way,
            reason=document.reason,
            language=document.language,
            method=document.method,
            subject=document.subject,
            says=document.says,
            span=place,
        )

    def _expected(self, kind: ExpectedKind, name: str, place: Span) -> Node | None:
        """The step that is expected to do something; none for the end and the goal of the journey."""
        plan = self.names.plan
        if plan is None:
            return None
        if kind == "goal":
            known = {plan.goal.on} if plan.goal else set()
        elif kind == "exit":
            exits = {node.id for node in plan.nodes if kind_of(node) == "exit"}
            known = exits | set(plan.exits) | OUTCOMES_OF_ALL
        else:
            return self.names.step(name, place, "send" if kind in _SENDS else kind)
        if name not in known and not name.startswith(("left:", "set-aside:")):
            hint = did_you_mean(name, known)
            words = ", ".join(sorted(known)) or "the goals of this journey: it has none"
            self.problems.report(codes.UNKNOWN_VALUE, place, value=shorten(name), known=words, hint=hint)
        return None

    def _report_words(self, document: ExpectationDocument, kind: str, node: Node | None) -> None:
        for word, kinds in _WORDS.items():
            if getattr(document, word) is not None and kind not in kinds:
                place = document.keys.get(word, document.span)
                of = f'{document.words} of "{kind}"'
                self.problems.report(codes.UNKNOWN_KEY, place, key=word, of=of)
        known = _ways(node) if node is not None else []
        if document.way is not None and known and not _fits(document.way, known):
            self.problems.report(
                codes.UNKNOWN_VALUE,
                document.place("way"),
                value=shorten(document.way),
                known=", ".join(known),
                hint=did_you_mean(document.way, known),
            )


def _ways(node: Node) -> list[str]:
    """As timelines call them: somebody of whom too little is known goes `unknown`, wherever that leads."""
    ways = [*ways_of(node)]
    return [*ways, "unknown"] if isinstance(node, Branch) and "unknown" not in ways else ways


def _fits(way: str, known: list[str]) -> bool:
    return way in known or ("round" in known and _ROUND.fullmatch(way) is not None)


def _attribute(kind: str) -> str:
    return "await_" if kind == "await" else kind

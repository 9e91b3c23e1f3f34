"""What follows from a condition of an author being true or false, through the segments it names."""

from typing import Final

import msgspec

from engine.compiler.context import Context
from engine.compiler.flow.facts import NOBODY, Facts, fact_of, when
from engine.compiler.flow.logic import Atom, Compared, Formula, atoms_of, formula_of
from engine.journey.condition import Condition
from engine.journey.segments import Segment

_ALWAYS_KNOWN: Final = frozenset(
    {"engaged", "clicked", "opened", "viewed", "replied", "confirmed", "happened", "authorized"}
)


class Implications:
    """Of one context; the same text and the same segment are thought through once.

    Of a broken condition anything may follow: it is reported itself, and nothing else because of it.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._formulas: dict[str, Formula | None] = {}
        self._facts: dict[tuple[str, bool], Facts] = {}
        self._segments: dict[tuple[str, bool], Facts] = {}
        self._known: dict[str, bool] = {}

    def when_true(self, condition: Condition) -> Facts:
        """What surely holds of those for whom the condition is true."""
        return self._facts_of(condition, holds=True)

    def when_false(self, condition: Condition) -> Facts:
        """What surely holds of those for whom it is false (and not merely unknown)."""
        return self._facts_of(condition, holds=False)

    def in_segment(self, segment: Segment) -> Facts:
        """What surely holds of those who are in it."""
        return self._asked(Atom(f'segment("{segment.name}")', "segment", segment.name), True)

    def always_known(self, condition: Condition) -> bool:
        """Whether it is true or false for everybody: it asks for nothing that may be missing."""
        formula = self._formula(condition)
        return formula is not None and all(map(self._is_known, atoms_of(formula)))

    def _facts_of(self, condition: Condition, *, holds: bool) -> Facts:
        key = (condition.text, holds)
        if key not in self._facts:
            formula = self._formula(condition)
            found = NOBODY if formula is None else when(formula, holds=holds, asked=self._asked)
            self._facts[key] = found
        return self._facts[key]

    def _formula(self, condition: Condition) -> Formula | None:
        """None when the condition is broken."""
        if condition.text not in self._formulas:
            tree = self._context.check(condition).tree
            self._formulas[condition.text] = formula_of(tree) if tree is not None else None
        return self._formulas[condition.text]

    def _asked(self, atom: Atom, holds: bool) -> Facts:
        """A segment and its condition are true together and false together."""
        segment = self._context.segments.get(atom.argument) if atom.function == "segment" else None
        if segment is None:
            return fact_of(atom, holds)
        own = fact_of(msgspec.structs.replace(atom, names=segment.fields), holds)
        key = (segment.name, holds)
        if key not in self._segments:
            self._segments[key] = own  # what a segment that names itself says of itself
            self._segments[key] = own.also(self._facts_of(segment.condition, holds=holds))
        return self._segments[key]

    def _is_known(self, atom: Atom | Compared) -> bool:
        if not isinstance(atom, Atom) or atom.function != "segment":
            return isinstance(atom, Atom) and (atom.function in _ALWAYS_KNOWN or not atom.names)
        segment = self._context.segments.get(atom.argument)
        if segment is None:
            return False
        if segment.name not in self._known:
            self._known[segment.name] = False
            self._known[segment.name] = self.always_known(segment.condition)
        return self._known[segment.name]

"""What surely holds for everyone at a place: a lattice of facts. Knows nothing of journeys.

Going on adds what was asked (`also`); where ways meet only what holds on all of them is left (`meet`).
"""

from collections.abc import Callable, Iterable
from math import inf
from typing import Final

import msgspec

from engine.compiler.flow.logic import And, Atom, Compared, Formula, Not, Or
from engine.compiler.tree import shorten

MOST_SHOWN: Final = 200
MOST_WORDS: Final = 2_000  # characters of one fact; what takes more to say is not kept


class Fact(msgspec.Struct, frozen=True, order=True):
    """`says` is true, or false where it does not hold."""

    says: str
    holds: bool = True
    function: str = ""
    argument: str = ""
    names: tuple[str, ...] = ()


class Bound(msgspec.Struct, frozen=True):
    """Both ends included; -inf and inf where there is none."""

    least: float = -inf
    most: float = inf
    names: frozenset[str] = frozenset()

    def within(self, other: "Bound") -> "Bound":
        return Bound(max(self.least, other.least), min(self.most, other.most), self.names)

    def around(self, other: "Bound") -> "Bound":
        return Bound(min(self.least, other.least), max(self.most, other.most), self.names)

    @property
    def open(self) -> bool:
        return self.least == -inf and self.most == inf


class Either(msgspec.Struct, frozen=True, eq=False):
    """At least one of the ways is true. `exactly` is what it is known by, `says` what people read."""

    exactly: str
    says: str
    ways: tuple["Facts", ...]
    names: frozenset[str]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Either) and self.exactly == other.exactly

    def __hash__(self) -> int:
        return hash(self.exactly)


class Facts(msgspec.Struct, frozen=True):
    """`sure`: what holds or does not; `bounds`: a number, how it is written → where it lies.

    `either`: what holds one way or another. `never`: nobody can be here (the neutral element of `meet`).
    """

    sure: frozenset[Fact] = frozenset()
    bounds: dict[str, Bound] = {}
    either: frozenset[Either] = frozenset()
    never: bool = False

    def also(self, other: "Facts") -> "Facts":
        """Where both hold."""
        if self.never or other.never:
            return NOBODY
        if other == NOTHING:
            return self
        bounds = dict(self.bounds)
        for term, bound in other.bounds.items():
            bounds[term] = bounds[term].within(bound) if term in bounds else bound
        return Facts(self.sure | other.sure, bounds, self.either | other.either)

    def meet(self, other: "Facts") -> "Facts":
        """What holds on either way."""
        if self.never or other.never:
            return other if self.never else self
        if self is other or self == other:
            return self
        both = self.bounds.keys() & other.bounds.keys()
        bounds = {term: self.bounds[term].around(other.bounds[term]) for term in both}
        kept = {term: bound for term, bound in bounds.items() if not bound.open}
        return Facts(self.sure & other.sure, kept, self.either & other.either)

    def without(self, names: frozenset[str]) -> "Facts":
        """Once these fields may have changed."""
        if not names or self.never:
            return self
        sure = frozenset(one for one in self.sure if names.isdisjoint(one.names))
        bounds = {term: one for term, one in self.bounds.items() if names.isdisjoint(one.names)}
        either = frozenset(one for one in self.either if names.isdisjoint(one.names))
        return Facts(sure, bounds, either)

    def proves(self, test: Callable[["Facts"], bool]) -> bool:
        """Whether the test is passed: by all of these facts, or by each of the ways of which one is true."""
        if self.never or test(self):
            return True
        return any(all(way.proves(test) for way in one.ways) for one in self.either)

    def names(self) -> frozenset[str]:
        """The fields these facts are about."""
        named = [frozenset(one.names) for one in self.sure]
        named += [bound.names for bound in self.bounds.values()]
        named += [one.names for one in self.either]
        return frozenset().union(*named)

    def arguments(self, function: str) -> frozenset[str]:
        """Names for which `function(name)` surely holds."""
        return frozenset(one.argument for one in self.sure if one.holds and one.function == function)

    def holds(self, says: str) -> bool:
        return any(one.holds and one.says == says for one in self.sure)

    def least(self, term: str) -> float:
        return self.bounds.get(term, Bound()).least

    def most(self, term: str) -> float:
        return self.bounds.get(term, Bound()).most

    @property
    def exactly(self) -> str:
        """The same text for the same facts alone."""
        told = [f"{'' if one.holds else 'not '}{one.says}" for one in self.sure]
        told += [f"{bound.least!r} <= {term} <= {bound.most!r}" for term, bound in self.bounds.items()]
        return " and ".join(sorted([*told, *(f"({one.exactly})" for one in self.either)]))

    @property
    def words(self) -> tuple[str, ...]:
        """For people: sorted, one for each fact."""
        told = [_told(one) for one in self.sure]
        told += [words for term, bound in self.bounds.items() for words in _range(term, bound)]
        told += [one.says for one in self.either]
        return tuple(sorted({shorten(words, MOST_SHOWN) for words in told}))


NOTHING: Final = Facts()
NOBODY: Final = Facts(never=True)


def all_of(facts: Iterable[Facts]) -> Facts:
    """What holds where all of them do."""
    found = NOTHING
    for one in facts:
        found = found.also(one)
    return found


def any_of(facts: Iterable[Facts]) -> Facts:
    """What holds whichever of them does; nobody where there is none."""
    found = NOBODY
    for one in facts:
        found = found.meet(one)
    return found


def one_of(parts: list[Facts]) -> Facts:
    """What holds whichever of them does, and that one of them does."""
    ways = [part for part in parts if not part.never]
    common = any_of(ways)
    if len(ways) < 2 or any(way == common for way in ways):
        return common
    exactly = " or ".join(sorted(way.exactly for way in ways))
    if len(exactly) > MOST_WORDS:
        return common
    says = " or ".join(sorted(" and ".join(way.words) for way in ways))
    names = frozenset().union(*(way.names() for way in ways))
    return common.also(Facts(either=frozenset({Either(exactly, says, tuple(ways), names)})))


def fact_of(atom: Atom, holds: bool) -> Facts:
    names = tuple(sorted(atom.names))
    return Facts(frozenset({Fact(atom.says, holds, atom.function, atom.argument, names)}))


def when(formula: Formula, *, holds: bool = True, asked: Callable[[Atom, bool], Facts] = fact_of) -> Facts:
    """What follows from a condition being surely true (or surely false). `asked`: what an atom says."""
    match formula:
        case Not():
            return when(formula.of, holds=not holds, asked=asked)
        case And() | Or():
            parts = [when(part, holds=holds, asked=asked) for part in formula.parts]
            return all_of(parts) if isinstance(formula, And) is holds else one_of(parts)
        case Compared():
            return _compared(formula, holds=holds)
        case Atom():
            return asked(formula, holds)


def _compared(formula: Compared, *, holds: bool) -> Facts:
    operator, number = formula.operator, formula.number
    if not holds:
        operator = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}.get(operator, "!=")
    step = 1.0 if formula.whole else 0.0
    ends = {
        "==": (number, number),
        "<": (-inf, number - step),
        "<=": (-inf, number),
        ">": (number + step, inf),
        ">=": (number, inf),
    }
    if operator not in ends:
        says = f"({formula.term} == {number:g})"
        return Facts(frozenset({Fact(says, False, names=tuple(sorted(formula.names)))}))
    return Facts(bounds={formula.term: Bound(*ends[operator], formula.names)})


def _told(fact: Fact) -> str:
    if fact.says.startswith("loop("):
        says = f"a condition on {', '.join(name for name in fact.names if '.' in name) or 'a list'}"
    else:
        says = fact.says.removeprefix("(").removesuffix(")") if fact.says.startswith("(") else fact.says
    if fact.holds:
        return says
    return f"not ({says})" if " " in says else f"not {says}"


def _range(term: str, bound: Bound) -> list[str]:
    if bound.least == bound.most:
        return [f"{term} == {bound.least:g}"]
    low = [f"{term} >= {bound.least:g}"] if bound.least > -inf else []
    return low + ([f"{term} <= {bound.most:g}"] if bound.most < inf else [])

"""Type-checks a condition against the dictionary. Mistakes are values with a place in the text."""

import re
from collections.abc import Mapping
from typing import Any, Final, Literal

import msgspec

from engine.expressions.bounds import beyond_bounds
from engine.expressions.environment import is_boolean, new_environment, type_name
from engine.expressions.syntax import Expr, read_syntax
from engine.expressions.tree import Call, Reference, read_checked

MOST_CHARACTERS: Final = 2_000
MOST_KEPT: Final = 20_000  # conditions; an editor sends a new one with every key
_LOCATED: Final = re.compile(r"ERROR: <input>:(\d+):(\d+): (.*)")
_UNDECLARED: Final = re.compile(r"undeclared reference to '([^']*)'")
_OVERLOAD: Final = re.compile(r"found no matching overload for '([^']*)' applied to '(.*)'")
_CONTAINER: Final = " (in container '')"


class Mistake(msgspec.Struct, frozen=True):
    """`kind` says which rule; `detail` is CEL's own sentence, or the name that is not declared."""

    kind: Literal["syntax", "type", "undeclared", "not-boolean"]
    detail: str
    offset: int = 0
    length: int = 1


class Expression(msgspec.Struct, frozen=True):
    """A condition that was checked. A broken one has mistakes, and then looks at nothing we know of.

    `tree` is its syntax tree; None when it is broken.
    """

    text: str
    mistakes: tuple[Mistake, ...] = ()
    references: tuple[Reference, ...] = ()
    calls: tuple[Call, ...] = ()
    tree: Expr | None = None

    def fields(self) -> frozenset[str]:
        return frozenset(one.name for one in self.references)

    def arguments(self, function: str) -> frozenset[str]:
        """The literal names `function` is called with."""
        return frozenset(
            one.argument for one in self.calls if one.name == function and one.argument is not None
        )


class Checker:
    """Checks conditions over one dictionary (dotted name → type word)."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._fields = frozenset(fields)
        self._environment = new_environment(fields)
        self._checked: dict[str, Expression] = {}

    def check(self, text: str) -> Expression:
        """Never raises; the same text is checked once."""
        found = self._checked.get(text)
        if found is None:
            if len(self._checked) >= MOST_KEPT:
                self._checked.clear()
            found = self._checked[text] = self._check(text)
        return found

    def _check(self, text: str) -> Expression:
        if len(text) > MOST_CHARACTERS:
            detail = f"it has {len(text)} characters; at most {MOST_CHARACTERS} are read"
            return Expression(text, (Mistake("syntax", detail),))
        try:
            program = self._environment.compile(text)
        except (RuntimeError, ValueError, TypeError) as error:
            return Expression(text, _mistakes(text, str(error)))
        return self._understood(text, program)

    def _understood(self, text: str, program: Any) -> Expression:
        if not is_boolean(program):
            return Expression(text, (Mistake("not-boolean", type_name(program), 0, len(text)),))
        tree = read_syntax(program.serialize())
        beyond = beyond_bounds(tree)
        if beyond is not None:
            return Expression(text, (Mistake("syntax", *beyond),))
        seen = read_checked(tree)
        known = tuple(_from_start(text, one) for one in seen.references if one.name in self._fields)
        return Expression(text, (), known, seen.calls, tree)


def fields_of(text: str, fields: Mapping[str, str]) -> frozenset[str]:
    """The dictionary fields a condition looks at (segments it names not followed); none when it is broken."""
    return Checker(fields).check(text).fields()


def _from_start(text: str, reference: Reference) -> Reference:
    """CEL places a dotted name at its last dot; people look for its beginning."""
    name = reference.name
    start = text.rfind(name, 0, reference.offset + len(name))
    return Reference(name, start) if start >= 0 else reference


def _mistakes(text: str, report: str) -> tuple[Mistake, ...]:
    """CEL reports lines and columns (from 1, in code points) of the expression."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found = []
    for match in _LOCATED.finditer(report):
        number = min(int(match[1]), len(starts) - 1)
        detail = match[3]
        offset: int = starts[number - 1] + int(match[2]) - 1
        found.append(
            _mistake(text, offset, detail.removesuffix(" [INVALID_ARGUMENT]").removesuffix(_CONTAINER))
        )
    return tuple(found) or (Mistake("syntax", "it is nested too deeply"),)


def _mistake(text: str, offset: int, detail: str) -> Mistake:
    undeclared = _UNDECLARED.search(detail)
    if undeclared:
        name = undeclared[1]
        start = text.rfind(name, 0, offset + len(name) + 1)
        return Mistake("undeclared", name, max(start, 0), len(name))
    overload = _OVERLOAD.search(detail)
    if overload:
        return _type_mistake(overload[1], overload[2], offset)
    return Mistake("syntax", detail.removeprefix("Syntax error: ").split(" expecting ")[0], offset)


def _type_mistake(function: str, types: str, offset: int) -> Mistake:
    operator = function.strip("_")
    if operator != function and not operator.isalnum():
        left, _, right = types.strip("()").partition(", ")
        detail = f"{left} {operator} {right} has no meaning" if right else f"{operator} {left} has no meaning"
        return Mistake("type", detail, offset, len(operator))
    name = function.removeprefix("@")
    return Mistake("type", f"{name}{types} is not a function" if types else f"{name} is misused", offset)

"""A condition as and, or, not over what cannot be taken apart further."""

from typing import Final

import msgspec

from engine.expressions.syntax import Constant, Expr

_FLIPPED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_COMPARED: Final = frozenset(_FLIPPED)


class Atom(msgspec.Struct, frozen=True):
    """`says` names it. Of a call `function` and its literal `argument`; `names`: the variables in it."""

    says: str
    function: str = ""
    argument: str = ""
    names: frozenset[str] = frozenset()


class Compared(msgspec.Struct, frozen=True):
    """A term (how it is written) against a number; `whole`: both are whole numbers."""

    term: str
    operator: str  # < <= > >= ==
    number: float
    whole: bool
    names: frozenset[str] = frozenset()


class Not(msgspec.Struct, frozen=True):
    of: "Formula"


class And(msgspec.Struct, frozen=True):
    parts: tuple["Formula", ...]


class Or(msgspec.Struct, frozen=True):
    parts: tuple["Formula", ...]


Formula = Atom | Compared | Not | And | Or
ALWAYS: Final = And(())
NEVER: Final = Or(())


def formula_of(expr: Expr) -> Formula:
    """`c ? a : b` is (c and a) or (not c and b): what one of its ways needs is needed on that way only."""
    if isinstance(expr.value, bool):
        return ALWAYS if expr.value else NEVER
    if expr.kind == "call" and len(expr.parts) >= 1:
        parts = expr.parts
        match expr.name:
            case "_&&_":
                return And(tuple(formula_of(part) for part in parts))
            case "_||_":
                return Or(tuple(formula_of(part) for part in parts))
            case "!_":
                return Not(formula_of(parts[0]))
            case "_?_:_" if len(parts) == 3:
                asked, yes, other = (formula_of(part) for part in parts)
                return Or((And((asked, yes)), And((Not(asked), other))))
            case "_==_" | "_!=_":
                same = _same(parts[0], parts[1])
                return same if expr.name == "_==_" else Not(same)
            case "_<_" | "_<=_" | "_>_" | "_>=_":
                return _ordered(expr, expr.name.strip("_"))
    return _atom(expr)


def _same(left: Expr, right: Expr) -> Formula:
    for one, other in ((left, right), (right, left)):
        if isinstance(other.value, bool):
            asked = formula_of(one)
            return asked if other.value else Not(asked)
        number = _number(other)
        if number is not None and one.kind != "constant":
            return Compared(one.says, "==", number, isinstance(other.value, int), _names(one))
    return Atom(f"({left.says} == {right.says})", names=_names(left) | _names(right))


def _ordered(expr: Expr, operator: str) -> Formula:
    left, right = expr.parts
    number = _number(right)
    if number is not None and left.kind != "constant":
        return Compared(left.says, operator, number, isinstance(right.value, int), _names(left))
    number = _number(left)
    if number is not None and right.kind != "constant":
        flipped = _FLIPPED[operator]
        return Compared(right.says, flipped, number, isinstance(left.value, int), _names(right))
    return _atom(expr)


def _number(expr: Expr) -> float | None:
    value: Constant = expr.value
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _names(expr: Expr) -> frozenset[str]:
    return frozenset(one.name for one in expr.each() if one.kind == "name")


def _atom(expr: Expr) -> Atom:
    if expr.kind == "call" and not expr.receiver:
        first = expr.parts[0].value if expr.parts else None
        argument = first if isinstance(first, str) else ""
        return Atom(expr.says, expr.name, argument, _names(expr))
    return Atom(expr.says, names=_names(expr))


def atoms_of(formula: Formula) -> list[Atom | Compared]:
    """Everything that is asked, in the order written."""
    match formula:
        case Atom() | Compared():
            return [formula]
        case Not():
            return atoms_of(formula.of)
        case And() | Or():
            return [one for part in formula.parts for one in atoms_of(part)]

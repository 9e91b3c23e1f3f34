"""The syntax tree of a checked expression, read from CEL's own serialised form.

cel/expr/syntax.proto and checked.proto: only the few field numbers below are needed.
"""

from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from engine.expressions.wire import Wire, double, each, fields_of, nested, signed, text, whole

Kind = Literal["constant", "name", "select", "call", "list", "map", "loop"]
Constant = str | int | float | bool | None

# cel.expr.CheckedExpr, SourceInfo, Expr
_SOURCE, _EXPR, _POSITIONS = 5, 4, 4
_ID, _CONST, _IDENT, _SELECT, _CALL, _LIST, _STRUCT, _LOOP = 2, 3, 4, 5, 6, 7, 8, 9
_LOOP_PARTS: Final = (2, 4, 5, 6, 7)  # range, first, condition, step, result


class Expr(msgspec.Struct, frozen=True):
    """One node; `offset` in characters into the expression.

    `name`: of a variable, a selected field or a function; how bytes are written. `parts`: operands in order,
    the receiver of `x.f(y)` first. `value`: of a constant; None for other kinds and types.
    """

    kind: Kind
    offset: int = 0
    name: str = ""
    value: Constant = None
    parts: tuple["Expr", ...] = ()
    receiver: bool = False

    def each(self) -> Iterator["Expr"]:
        """This node and all below it."""
        yield self
        for part in self.parts:
            yield from part.each()

    @property
    def says(self) -> str:
        """The same words for the same expression, however it was written. For comparing and for people."""
        return _words(self)


def read_syntax(serialized: bytes) -> Expr:
    """The tree of `Expression.serialize()`."""
    checked = fields_of(nested(fields_of(serialized), 2))
    source = fields_of(nested(checked, _SOURCE))
    entries = (fields_of(raw) for raw in each(source, _POSITIONS))
    return _Reader({whole(entry, 1): whole(entry, 2) for entry in entries}).read(nested(checked, _EXPR))


class _Reader:
    def __init__(self, positions: dict[int, int]) -> None:
        self.positions = positions

    def read(self, raw: bytes) -> Expr:
        expr = fields_of(raw)
        offset = self.positions.get(whole(expr, _ID), 0)
        if _IDENT in expr:
            return Expr("name", offset, text(fields_of(nested(expr, _IDENT)), 1))
        if _CALL in expr:
            return self._call(fields_of(nested(expr, _CALL)), offset)
        if _SELECT in expr:
            select = fields_of(nested(expr, _SELECT))
            name = ("?" if whole(select, 3) else "") + text(select, 2)  # has(x.y) asks whether there is one
            return Expr("select", offset, name, parts=self._all(each(select, 1)))
        if _LIST in expr:
            return Expr("list", offset, parts=self._all(each(fields_of(nested(expr, _LIST)), 1)))
        if _STRUCT in expr:
            return self._map(fields_of(nested(expr, _STRUCT)), offset)
        if _LOOP in expr:
            loop = fields_of(nested(expr, _LOOP))
            parts = [raw for number in _LOOP_PARTS for raw in each(loop, number)]
            return Expr("loop", offset, parts=self._all(parts))
        const = fields_of(nested(expr, _CONST))
        written = repr(nested(const, 7)) if 7 in const else ""
        return Expr("constant", offset, written, _constant(const))

    def _all(self, parts: list[bytes]) -> tuple[Expr, ...]:
        return tuple(self.read(raw) for raw in parts)

    def _call(self, call: Wire, offset: int) -> Expr:
        receiver = each(call, 1)
        return Expr("call", offset, text(call, 2), None, self._all(receiver + each(call, 3)), bool(receiver))

    def _map(self, struct: Wire, offset: int) -> Expr:
        entries = [fields_of(raw) for raw in each(struct, 2)]
        parts = [raw for entry in entries for number in (3, 4) for raw in each(entry, number)]
        return Expr("map", offset, text(struct, 1), parts=self._all(parts))


def _constant(const: Wire) -> Constant:
    if 6 in const:
        return text(const, 6)
    if 2 in const:
        return bool(whole(const, 2))
    if 5 in const:
        return double(const, 5)
    if 3 in const:
        return signed(const, 3)
    return whole(const, 4) if 4 in const else None


def _words(expr: Expr) -> str:
    inner = [_words(part) for part in expr.parts]
    match expr.kind:
        case "constant":
            return expr.name or _literal(expr.value)
        case "name":
            return expr.name
        case "select":
            return f"{inner[0]}.{expr.name}" if inner else expr.name
        case "call":
            return _applied(expr, inner)
        case "list":
            return f"[{', '.join(inner)}]"
        case _:
            return f"{expr.kind}({', '.join(inner)})"


def _applied(expr: Expr, inner: list[str]) -> str:
    operator = expr.name.strip("_@")
    if operator == "in" or (operator != expr.name and len(inner) == 2 and not operator.isalnum()):
        return f"({inner[0]} {operator} {inner[1]})"
    if operator != expr.name and len(inner) == 1:
        return f"{operator.rstrip('_')}{inner[0]}"
    if expr.receiver:
        return f"{inner[0]}.{expr.name}({', '.join(inner[1:])})"
    return f"{expr.name}({', '.join(inner)})"


def _literal(value: Constant) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return "null" if value is None else str(value)

"""What a checked expression looks at and calls."""

import msgspec

from engine.expressions.syntax import Expr


class Reference(msgspec.Struct, frozen=True):
    """A dictionary field (or `now`) and where it stands: characters into the expression."""

    name: str
    offset: int


class Call(msgspec.Struct, frozen=True):
    """A function call; `argument` is its literal text, None when there is none or it is computed.

    `required`: the whole expression can only be true when this call is.
    """

    name: str
    offset: int
    argument: str | None
    arguments: int
    required: bool


class Checked(msgspec.Struct, frozen=True):
    references: tuple[Reference, ...]
    calls: tuple[Call, ...]


def read_checked(tree: Expr) -> Checked:
    """References and calls, in the order they are written."""
    walker = _Walker()
    walker.walk(tree, required=True)
    return Checked(
        tuple(sorted(walker.references, key=lambda one: one.offset)),
        tuple(sorted(walker.calls, key=lambda one: one.offset)),
    )


class _Walker:
    def __init__(self) -> None:
        self.references: list[Reference] = []
        self.calls: list[Call] = []

    def walk(self, expr: Expr, *, required: bool) -> None:
        if expr.kind == "name":
            self.references.append(Reference(expr.name, expr.offset))
        elif expr.kind == "call":
            self._call(expr, required=required)
        required = required and expr.kind == "call" and expr.name == "_&&_"
        for part in expr.parts:
            self.walk(part, required=required)

    def _call(self, expr: Expr, *, required: bool) -> None:
        arguments = expr.parts[1:] if expr.receiver else expr.parts
        first = arguments[0] if arguments else None
        literal = first.value if first is not None and isinstance(first.value, str) else None
        self.calls.append(Call(expr.name, expr.offset, literal, len(arguments), required))

"""What a checked expression looks at and calls, read from CEL's own serialised syntax tree.

The wire format is protobuf (cel/expr/syntax.proto and checked.proto): only the few field numbers
below are needed, and an unknown one is skipped.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

# cel.expr.CheckedExpr, Expr, SourceInfo
_CHECKED_SOURCE, _CHECKED_EXPR = 5, 4
_SOURCE_POSITIONS: Final = 4
_ID, _CONST, _IDENT, _SELECT, _CALL, _LIST, _STRUCT, _COMPREHENSION = 2, 3, 4, 5, 6, 7, 8, 9
_CALL_TARGET, _CALL_FUNCTION, _CALL_ARGS = 1, 2, 3
_CONST_STRING: Final = 6
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5

Wire = dict[int, list[int | bytes]]


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


def read_checked(serialized: bytes) -> Checked:
    """References and calls of `Expression.serialize()`, in the order they are written."""
    envelope = _fields(serialized)
    checked = _fields(_bytes(envelope, 2))
    positions = _positions(_fields(_bytes(checked, _CHECKED_SOURCE)))
    walker = _Walker(positions)
    walker.walk(_bytes(checked, _CHECKED_EXPR), required=True)
    return Checked(
        tuple(sorted(walker.references, key=lambda one: one.offset)),
        tuple(sorted(walker.calls, key=lambda one: one.offset)),
    )


class _Walker:
    def __init__(self, positions: dict[int, int]) -> None:
        self.positions = positions
        self.references: list[Reference] = []
        self.calls: list[Call] = []

    def walk(self, raw: bytes, *, required: bool) -> None:
        expr = _fields(raw)
        offset = self.positions.get(_int(expr, _ID), 0)
        if _IDENT in expr:
            self.references.append(Reference(_text(_fields(_bytes(expr, _IDENT)), 1), offset))
        elif _CALL in expr:
            self._call(_fields(_bytes(expr, _CALL)), offset, required)
        elif _SELECT in expr:
            self._walk_all(_fields(_bytes(expr, _SELECT)), (1,))
        elif _LIST in expr:
            self._walk_all(_fields(_bytes(expr, _LIST)), (1,))
        elif _STRUCT in expr:
            for entry in _fields(_bytes(expr, _STRUCT)).get(2, []):
                self._walk_all(_fields(entry if isinstance(entry, bytes) else b""), (3, 4))
        elif _COMPREHENSION in expr:
            self._walk_all(_fields(_bytes(expr, _COMPREHENSION)), (2, 4, 5, 6, 7))

    def _walk_all(self, message: Wire, numbers: tuple[int, ...]) -> None:
        for number in numbers:
            for raw in message.get(number, []):
                if isinstance(raw, bytes):
                    self.walk(raw, required=False)

    def _call(self, call: Wire, offset: int, required: bool) -> None:
        name = _text(call, _CALL_FUNCTION)
        arguments = [raw for raw in call.get(_CALL_ARGS, []) if isinstance(raw, bytes)]
        literal = _literal(arguments[0]) if arguments else None
        self.calls.append(Call(name, offset, literal, len(arguments), required))
        if _CALL_TARGET in call:
            self.walk(_bytes(call, _CALL_TARGET), required=False)
        for raw in arguments:
            self.walk(raw, required=required and name == "_&&_")


def _literal(raw: bytes) -> str | None:
    expr = _fields(raw)
    const = _fields(_bytes(expr, _CONST)) if _CONST in expr else {}
    return _text(const, _CONST_STRING) if _CONST_STRING in const else None


def _positions(source: Wire) -> dict[int, int]:
    entries = (_fields(raw) for raw in source.get(_SOURCE_POSITIONS, []) if isinstance(raw, bytes))
    return {_int(entry, 1): _int(entry, 2) for entry in entries}


def _bytes(message: Wire, number: int) -> bytes:
    value = message.get(number, [b""])[0]
    return value if isinstance(value, bytes) else b""


def _int(message: Wire, number: int) -> int:
    value = message.get(number, [0])[0]
    return value if isinstance(value, int) else 0


def _text(message: Wire, number: int) -> str:
    return _bytes(message, number).decode("utf-8", "replace")


def _fields(raw: bytes) -> Wire:
    found: Wire = {}
    for number, value in _read(raw):
        found.setdefault(number, []).append(value)
    return found


def _read(raw: bytes) -> Iterator[tuple[int, int | bytes]]:
    at = 0
    while at < len(raw):
        tag, at = _varint(raw, at)
        wire_type = tag & 7
        if wire_type == _VARINT:
            value, at = _varint(raw, at)
            yield tag >> 3, value
            continue
        size, at = _varint(raw, at) if wire_type == _BYTES else ({_FIXED64: 8, _FIXED32: 4}[wire_type], at)
        yield tag >> 3, raw[at : at + size]
        at += size


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = raw[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at

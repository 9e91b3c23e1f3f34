"""Reads protobuf messages as numbers and bytes: just enough for CEL's serialised syntax tree.

An unknown field is skipped by whoever asks for those it knows.
"""

import struct
from typing import Final

Wire = dict[int, list[int | bytes]]

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_SIZES: Final = {_FIXED64: 8, _FIXED32: 4}
_SIGN: Final = 1 << 63
_MORE: Final = 0x80  # a varint goes on in the next byte


def fields_of(raw: bytes) -> Wire:
    """Field number → its values, in the order they were written."""
    found: Wire = {}
    at, end = 0, len(raw)
    while at < end:
        tag, at = (raw[at], at + 1) if raw[at] < _MORE else _varint(raw, at)
        size = raw[at] if at < end else 0
        wire_type = tag & 7
        if wire_type in (_VARINT, _BYTES):
            size, at = (size, at + 1) if size < _MORE else _varint(raw, at)
        else:
            size = _SIZES[wire_type]
        value: int | bytes = size
        if wire_type != _VARINT:
            value, at = raw[at : at + size], at + size
        if (values := found.get(tag >> 3)) is None:
            found[tag >> 3] = [value]
        else:
            values.append(value)
    return found


def nested(message: Wire, number: int) -> bytes:
    """The bytes of a nested message; empty where there is none."""
    value = message.get(number, [b""])[0]
    return value if isinstance(value, bytes) else b""


def each(message: Wire, number: int) -> list[bytes]:
    return [raw for raw in message.get(number, []) if isinstance(raw, bytes)]


def whole(message: Wire, number: int) -> int:
    value = message.get(number, [0])[0]
    return value if isinstance(value, int) else 0


def signed(message: Wire, number: int) -> int:
    value = whole(message, number)
    return value - (_SIGN << 1) if value >= _SIGN else value


def double(message: Wire, number: int) -> float:
    raw = nested(message, number)
    value: float = struct.unpack("<d", raw)[0] if len(raw) == _SIZES[_FIXED64] else 0.0
    return value


def text(message: Wire, number: int) -> str:
    return nested(message, number).decode("utf-8", "replace")


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = raw[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at

"""The outline of a document: steps with what is nested in them, and the first words of other documents."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from engine.compiler.formatting.documents import SHAPES
from engine.compiler.load import load
from engine.compiler.shapes import (
    AnyStep,
    Many,
    Named,
    Record,
    Shape,
    fitting,
    record_slots,
    shape_of,
    step_kind,
)
from engine.compiler.tree import Entry, Items, Mapping, Node, Text
from engine.journey.diagnostics import Problems
from engine.journey.span import Span
from engine.journey.steps import KINDS


class Symbol(msgspec.Struct, frozen=True):
    """`place`: all of it; `name_place`: its name."""

    name: str
    detail: str
    sort: Literal["step", "part", "word"]
    place: Span
    name_place: Span
    inside: tuple["Symbol", ...] = ()


def symbols(text: str, kind: str) -> list[Symbol]:
    """Empty for what cannot be read. `kind`: of `documents.SHAPES`."""
    node = load(text, "", Problems()) if kind in SHAPES and kind != "message" else None
    if not isinstance(node, Mapping):
        return []
    return [_word(entry, _inside(SHAPES[kind], entry.key.value, node)) for entry in node.entries]


def _word(entry: Entry, shape: Shape | None) -> Symbol:
    """A key; scalars are shown beside it."""
    detail = entry.value.value if isinstance(entry.value, Text) and "\n" not in entry.value.value else ""
    return Symbol(
        entry.key.value or "?",
        detail,
        "word",
        _both(entry.key.span, entry.value.span),
        entry.key.span,
        tuple(_symbols(entry.value, shape)),
    )


def _symbols(node: Node, shape: Shape | None) -> Iterator[Symbol]:
    match node:
        case Items():
            many = fitting(shape, Many)
            for item in node.items:
                yield from _item(item, many.member if isinstance(many, Many) else None)
        case Mapping():
            for entry in node.entries:
                yield _word(entry, _inside(fitting(shape, Named), entry.key.value, node))
        case _:
            return


def _item(node: Node, shape: Shape | None) -> Iterator[Symbol]:
    if not isinstance(node, Mapping) or not node.entries:
        return
    first = node.entries[0]
    if isinstance(shape, AnyStep) and isinstance(first.value, Text) and first.value.value:
        blocks = tuple(
            _word(entry, inner)
            for entry in node.entries[1:]
            if _has_steps(inner := _inside(shape, entry.key.value, node))
        )
        yield Symbol(first.value.value, first.key.value, "step", node.span, first.value.span, blocks)
    elif isinstance(shape, Record) and isinstance(first.value, Text) and first.value.value:
        inside = [one for entry in node.entries[1:] for one in _block(entry, shape, node)]
        yield Symbol(first.value.value, first.key.value, "part", node.span, first.value.span, tuple(inside))


def _block(entry: Entry, shape: Shape, node: Mapping) -> Iterator[Symbol]:
    inner = _inside(shape, entry.key.value, node)
    if _has_steps(inner):
        yield from _symbols(entry.value, inner)


def _has_steps(shape: Shape | None) -> bool:
    """Whether steps may stand in it, at whatever depth but in steps themselves."""
    match shape:
        case Many() | Named():
            return isinstance(shape.member, AnyStep) or _has_steps(shape.member)
        case Record():
            return any(_has_steps(shape_of(slot.type)) for slot in record_slots(shape.kind).values())
        case _:
            return False


def _inside(shape: Shape | None, key: str, node: Mapping) -> Shape | None:
    """The shape of the value of a key."""
    if isinstance(shape, Named):
        return shape.member
    kind = shape.kind if isinstance(shape, Record) else None
    if isinstance(shape, AnyStep):
        kind = KINDS.get(step_kind([entry.key.value for entry in node.entries]))
    slot = record_slots(kind).get(key) if kind is not None else None
    return shape_of(slot.type) if slot else None


def _both(first: Span, last: Span) -> Span:
    return Span(first.path, first.line, first.column, last.end_line, last.end_column)

"""Canonical order: a step's kind first, then the words of each struct as they are declared.

Names the author chose (events, paths, topics, fields) keep the author's order, and so do words the
language does not know: they come behind those it knows.
"""

from typing import Final, get_args

from engine.compiler import shapes
from engine.compiler.formatting.concrete import Entry, Group, Node, Word
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
from engine.journey.part import Clock, Closing, Part
from engine.journey.steps import KINDS

_TIMES_OF_DAY: Final = {get_args(one)[1].pattern for one in (Clock, Closing)}


def put_in_order(node: Node, shape: Shape | None) -> None:
    """Sorts the entries of every mapping, in place, and notes what each word is."""
    if isinstance(node, Word):
        node.time_of_day = _is_time_of_day(fitting(shape, shapes.Word))
        return
    fits = fitting(shape, Named if node.is_mapping else Many)
    kind = _kind(node, fits)
    if kind is not None:
        _sort(node, kind)
    for entry in node.entries:
        if kind is not None and entry.key is not None:
            entry.key.known = entry.key.value in record_slots(kind)
        put_in_order(entry.node, _inside(entry, fits, kind))


def _is_time_of_day(shape: Shape | None) -> bool:
    extras = shape.extras if isinstance(shape, shapes.Word) else ()
    return any(getattr(one, "pattern", None) in _TIMES_OF_DAY for one in extras)


def _kind(group: Group, shape: Shape | None) -> type[Part] | None:
    """The struct whose words a mapping has."""
    if isinstance(shape, Record):
        return shape.kind
    if isinstance(shape, AnyStep):
        return KINDS.get(step_kind(_keys(group)))
    return None


def _inside(entry: Entry, shape: Shape | None, kind: type[Part] | None) -> Shape | None:
    if kind is not None and entry.key is not None:
        slot = record_slots(kind).get(entry.key.value)
        return shape_of(slot.type) if slot else None
    return shape.member if isinstance(shape, Many | Named) else None


def _sort(group: Group, kind: type[Part]) -> None:
    order = {key: place for place, key in enumerate(record_slots(kind))}
    group.entries.sort(key=lambda entry: order.get(entry.key.value if entry.key else "", len(order)))


def _keys(group: Group) -> list[str]:
    return [entry.key.value for entry in group.entries if entry.key is not None]

"""What may be written at the cursor: the shape there, and the words already used beside it."""

import msgspec

from engine.compiler.formatting.documents import SHAPES
from engine.compiler.glossary import NAMES, NAMES_OF_KEYS
from engine.compiler.glossary.references import Sort
from engine.compiler.shapes import (
    AnyStep,
    Many,
    Named,
    Record,
    Shape,
    Word,
    fitting,
    record_slots,
    shape_of,
    step_kind,
)
from engine.journey.part import Part
from engine.journey.steps import KINDS
from infra.lsp.sketch import Flow, Line, Sketch, flow


class Stand(msgspec.Struct, frozen=True):
    """`shape` is that of the value, or of the mapping or item a key is written in.

    `kind` and `key`: the word whose value this is. `names`: what the value, or a key, is the name of.
    """

    shape: Shape | None
    is_key: bool
    siblings: tuple[str, ...]
    prefix: str
    kind: type[Part] | None = None
    key: str = ""
    names: Sort | None = None


def stand(found: Sketch, document: str) -> Stand:
    """`document`: of `documents.SHAPES`."""
    here = Stand(SHAPES.get(document), True, (), "")
    for line in found.above:
        here = _below(here, line)
    if found.key is None:
        item = found.above[-1] if found.above and found.above[-1].sort == "dash" else None
        if item is not None and not found.siblings:
            return _in_flow(msgspec.structs.replace(here, siblings=()), found.prefix)
        return msgspec.structs.replace(here, siblings=tuple(found.siblings), prefix=found.prefix)
    return _in_flow(_value(here, found.key, (*found.siblings, found.key)), found.value)


def _below(here: Stand, line: Line) -> Stand:
    """Inside a dash or a key."""
    if line.sort == "dash":
        inner = fitting(here.shape, Many)
        return msgspec.structs.replace(here, shape=inner.member if isinstance(inner, Many) else None)
    keys = [one.key for one in line.parent.inside if one.sort == "key"] if line.parent else []
    return _value(here, line.key, tuple(keys))


def _value(here: Stand, key: str, keys: tuple[str, ...]) -> Stand:
    """The value of one key of the mapping that stands here."""
    shape = fitting(here.shape, Named)
    if isinstance(shape, Named):
        return Stand(shape.member, True, (), "", here.kind, here.key, here.names)
    kind = kind_of_mapping(shape, keys)
    slot = record_slots(kind).get(key) if kind is not None else None
    if kind is None or slot is None:
        return Stand(None, True, (), "")
    return Stand(shape_of(slot.type), True, (), "", kind, key, NAMES.get((kind, key)))


def kind_of_mapping(shape: Shape | None, keys: tuple[str, ...]) -> type[Part] | None:
    """The struct whose words a mapping has; None for a step without a kind yet."""
    if isinstance(shape, Record):
        return shape.kind
    return KINDS.get(step_kind(list(keys))) if isinstance(shape, AnyStep) else None


def _in_flow(here: Stand, value: str) -> Stand:
    """Inside the brackets of a line, as far as they are open."""
    frames = flow(value)
    for frame in frames:
        here = _frame(here, frame)
    if not frames:
        return msgspec.structs.replace(here, is_key=False, prefix=value)
    last = frames[-1]
    is_key = last.opening == "{" and last.key is None
    return msgspec.structs.replace(
        here, is_key=is_key, prefix=last.prefix, siblings=tuple(last.keys) if is_key else ()
    )


def _frame(here: Stand, frame: Flow) -> Stand:
    if frame.opening == "[":
        inner = fitting(here.shape, Many)
        return msgspec.structs.replace(here, shape=inner.member if isinstance(inner, Many) else None)
    return here if frame.key is None else _value(here, frame.key, tuple(frame.keys))


def names_of_keys(here: Stand) -> Sort | None:
    """What the keys of a mapping name, where the author does not choose them freely."""
    if isinstance(fitting(here.shape, Named), Named) and here.kind is not None:
        return NAMES_OF_KEYS.get((here.kind, here.key))
    return None


def word_at(here: Stand) -> Word | None:
    """The scalar that may be written here."""
    word = fitting(here.shape, Word)
    if word is None and isinstance(many := fitting(here.shape, Many), Many):
        word = fitting(many.member, Word)
    return word if isinstance(word, Word) else None

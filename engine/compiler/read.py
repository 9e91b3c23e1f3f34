"""From a tree to a document: the struct's own annotations say what each field may be.

Reports what does not fit and goes on; a part that lacks something it needs becomes None.
"""

import types
from collections.abc import Mapping as Lookup
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from engine.compiler.scalars import MISSING, core_scalar, read_scalar
from engine.compiler.suggest import did_you_mean
from engine.compiler.tree import Items, Mapping, Node, Text, describe, shorten
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.part import Key, Part, Slug, Step
from engine.journey.span import Span
from engine.journey.steps import KINDS

P = TypeVar("P", bound=Part)


class Slot(msgspec.Struct, frozen=True):
    """One field of a document: the author's word for it, its type, whether it must be written."""

    name: str
    key: str
    type: Any
    required: bool


@cache
def slots(kind: type[Part]) -> tuple[Slot, ...]:
    """The fields of a document struct, in the order they are declared."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        Slot(field.name, _key_of(hints[field.name], field.name), hints[field.name], field.required)
        for field in msgspec.structs.fields(kind)
        if field.name not in ("span", "spans", "keys")
    )


def _key_of(annotation: Any, name: str) -> str:
    if get_origin(annotation) is Annotated:
        for extra in get_args(annotation)[1:]:
            if isinstance(extra, Key):
                return extra.name
    return name


def read(kind: type[P], node: Node, problems: Problems) -> P | None:
    """The document `node` says, or None; every problem is reported."""
    return _Reader(problems).part(kind, node)


def read_each(kind: type[P], node: Node, problems: Problems) -> dict[str, tuple[P, Span]]:
    """A mapping from names to parts, for files that are such a mapping; with the place of each name."""
    reader = _Reader(problems)
    if not isinstance(node, Mapping):
        problems.report(codes.WRONG_TYPE, node.span, expected="a mapping", found=describe(node))
        return {}
    parts = {entry.key.value: (reader.part(kind, entry.value), entry.key.span) for entry in node.entries}
    return {name: (part, span) for name, (part, span) in parts.items() if part is not None}


class _Reader:
    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.spans: dict[str, Span] = {}

    def part(self, kind: type[P], node: Node) -> P | None:
        if not isinstance(node, Mapping):
            self.problems.report(codes.WRONG_TYPE, node.span, expected=kind.words, found=describe(node))
            return None
        return self._fields(kind, node, {})

    def _fields(self, kind: type[P], node: Mapping, given: Lookup[str, Text]) -> P | None:
        """`given`: keys already taken (a step's kind), by field name."""
        fields: dict[str, Any] = {name: text.value for name, text in given.items()}
        spans = {name: text.span for name, text in given.items()}
        keys: dict[str, Span] = {}
        by_key = {slot.key: slot for slot in slots(kind) if slot.name not in given}
        for entry in node.entries[len(given) :]:
            slot = by_key.get(entry.key.value)
            if slot is None:
                self._unknown_key(kind, entry.key, by_key)
                continue
            spans[slot.name], keys[slot.name] = entry.value.span, entry.key.span
            outer, self.spans = self.spans, {}
            value = self.value(slot.type, entry.value)
            spans.update({f"{slot.name}.{name}": span for name, span in self.spans.items()})
            self.spans = outer
            if value is not MISSING:
                fields[slot.name] = value
        return self._build(kind, node, fields, spans, keys)

    def _build(
        self,
        kind: type[P],
        node: Mapping,
        fields: dict[str, Any],
        spans: dict[str, Span],
        keys: dict[str, Span],
    ) -> P | None:
        complete = True
        for slot in slots(kind):
            if slot.required and slot.name not in fields:
                complete = False
                if slot.name not in keys:
                    place = node.entries[0].key.span if node.entries else node.span
                    self.problems.report(codes.MISSING_KEY, place, of=kind.words, key=slot.key)
        return kind(span=node.span, spans=spans, keys=keys, **fields) if complete else None

    def _unknown_key(self, kind: type[Part], key: Text, known: Lookup[str, Slot]) -> None:
        hint = did_you_mean(key.value, known) or (f"its words are {', '.join(known)}" if known else "")
        self.problems.report(codes.UNKNOWN_KEY, key.span, key=shorten(key.value), of=kind.words, hint=hint)

    # One value, by its annotation. MISSING means: reported, leave the field out.

    def value(self, annotation: Any, node: Node) -> Any:
        origin, extras = get_origin(annotation), ()
        if origin is Annotated:
            annotation, *more = get_args(annotation)
            origin, extras = get_origin(annotation), tuple(more)
        if origin in (Union, types.UnionType):
            return self._union(annotation, extras, node)
        if origin is tuple:
            return self._tuple(get_args(annotation)[0], node)
        if origin is dict:
            return self._dict(get_args(annotation)[1], node)
        if isinstance(annotation, type) and issubclass(annotation, Part):
            return self._step(node) if annotation is Step else _or_missing(self.part(annotation, node))
        return read_scalar(annotation, extras, node, self.problems)

    def _union(self, annotation: Any, extras: tuple[Any, ...], node: Node) -> Any:
        """The member that fits the node's shape; of several scalars the narrowest is tried first."""
        members = [member for member in get_args(annotation) if member is not type(None)]
        fitting = [member for member in members if _shape(member) is type(node)] or members[:1]
        if isinstance(node, Text) and {int, bool} & set(fitting):
            return core_scalar(node)
        return self.value(Annotated[fitting[0], *extras] if extras else fitting[0], node)

    def _tuple(self, member: Any, node: Node) -> Any:
        if not isinstance(node, Items):
            self.problems.report(codes.WRONG_TYPE, node.span, expected="a list", found=describe(node))
            return MISSING
        values = []
        for index, item in enumerate(node.items):
            self.spans[str(index)] = item.span
            values.append(self._inside(str(index), member, item))
        return tuple(value for value in values if value is not MISSING)

    def _dict(self, member: Any, node: Node) -> Any:
        if not isinstance(node, Mapping):
            self.problems.report(codes.WRONG_TYPE, node.span, expected="a mapping", found=describe(node))
            return MISSING
        values = {}
        for entry in node.entries:
            self.spans[entry.key.value] = entry.key.span
            values[entry.key.value] = self._inside(entry.key.value, member, entry.value)
        return {key: value for key, value in values.items() if value is not MISSING}

    def _inside(self, name: str, annotation: Any, node: Node) -> Any:
        outer, self.spans = self.spans, {}
        value = self.value(annotation, node)
        inner, self.spans = self.spans, outer
        self.spans.update({f"{name}.{key}": span for key, span in inner.items()})
        return value

    def _step(self, node: Node) -> Any:
        if not isinstance(node, Mapping) or not node.entries:
            self.problems.report(codes.WRONG_TYPE, node.span, expected="a step", found=describe(node))
            return MISSING
        first = node.entries[0]
        kind = KINDS.get(first.key.value)
        if kind is None:
            self._unknown_kind(node)
            return MISSING
        if not isinstance(first.value, Text) or first.value.empty:
            self.problems.report(
                codes.WRONG_TYPE, first.value.span, expected="an id", found=describe(first.value)
            )
            return MISSING
        if self.value(Slug, first.value) is MISSING:
            return MISSING
        return _or_missing(self._fields(kind, node, {"id": first.value}))

    def _unknown_kind(self, node: Mapping) -> None:
        first = node.entries[0].key
        for entry in node.entries[1:]:
            if entry.key.value in KINDS and isinstance(entry.value, Text):
                self.problems.report(
                    codes.STEP_KIND_FIRST, entry.key.span, kind=entry.key.value, id=shorten(entry.value.value)
                )
                return
        hint = did_you_mean(first.value, KINDS) or f"the kinds are {', '.join(KINDS)}"
        self.problems.report(codes.STEP_KIND_UNKNOWN, first.span, kind=shorten(first.value), hint=hint)


def _or_missing(part: Part | None) -> Any:
    return MISSING if part is None else part


def _shape(annotation: Any) -> type:
    """Which kind of node an annotation is read from."""
    if get_origin(annotation) is Annotated:
        return _shape(get_args(annotation)[0])
    if get_origin(annotation) is tuple:
        return Items
    if get_origin(annotation) is dict or (isinstance(annotation, type) and issubclass(annotation, Part)):
        return Mapping
    return Text

"""What stands where in a document: words of the language, and names of steps, messages, events, fields …

Made from the tree and the shapes, so that only text that can be read has marks; places are offsets.
"""

from collections.abc import Iterator

import msgspec

from engine.compiler.formatting.documents import SHAPES
from engine.compiler.glossary import NAMES, NAMES_OF_KEYS
from engine.compiler.glossary.references import Sort
from engine.compiler.load import load
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
from engine.compiler.tree import Items, Mapping, Node
from engine.compiler.tree import Text as Scalar
from engine.journey.condition import Condition
from engine.journey.consents import ConsentsDocument
from engine.journey.diagnostics import Problems
from engine.journey.forms import ANSWERS, QuestionDocument
from engine.journey.organization import OrganizationDocument
from engine.journey.part import EventName, FieldName, Part
from engine.journey.span import Span
from engine.journey.steps import KINDS
from infra.lsp.conditions import names_in_condition
from infra.lsp.messages import names_in_message
from infra.lsp.names import Name
from infra.lsp.texts import Text

_EVENT, _FIELD = shape_of(EventName), shape_of(FieldName)
_DEFINED: dict[str, Sort] = {"segments": "segment"}  # documents whose first keys are names of a sort
_DEFINED_BY: dict[tuple[type[Part], str], Sort] = {  # words whose keys are
    (ConsentsDocument, "topics"): "topic",
    (ConsentsDocument, "authorizations"): "authorization",
    (OrganizationDocument, "connectors"): "connector",
}


class Key(msgspec.Struct, frozen=True):
    """A word of a struct."""

    start: int
    end: int
    kind: type[Part]
    key: str


Mark = Name | Key


def marks(text: Text, kind: str) -> list[Mark]:
    """In the order of the text; empty for what cannot be read. `kind`: of `documents.SHAPES`."""
    found: list[Mark] = []
    if kind == "message":
        found += names_in_message(text.text)
        node = (
            None if not text.text.startswith("---") else load(_front(text.text), "", Problems(), first_line=2)
        )
    else:
        node = load(text.text, "", Problems())
    if node is not None and kind in SHAPES:
        found += _Marker(text).document(node, kind)
    return sorted(found, key=lambda mark: mark.start)


def at(found: list[Mark], offset: int) -> Mark | None:
    """The narrowest mark there; its end counts, since that is where a cursor stands behind a word."""
    here = [mark for mark in found if mark.start <= offset <= mark.end]
    return min(here, key=lambda mark: (mark.end - mark.start, isinstance(mark, Key)), default=None)


def _front(text: str) -> str:
    return text[text.find("\n") + 1 :].partition("\n---")[0] + "\n"


class _Marker:
    def __init__(self, text: Text) -> None:
        self.text = text

    def document(self, node: Node, kind: str) -> Iterator[Mark]:
        if kind == "dictionary" and isinstance(node, Mapping):
            yield from self._dictionary(node)
        elif kind in _DEFINED and isinstance(node, Mapping):
            for entry in node.entries:
                yield self._name(entry.key.span, _DEFINED[kind], entry.key.value, defines=True)
        yield from self._node(node, SHAPES[kind], None)

    def _dictionary(self, node: Mapping) -> Iterator[Mark]:
        for entity in node.entries:
            for field in entity.value.entries if isinstance(entity.value, Mapping) else ():
                name = f"{entity.key.value}.{field.key.value}"
                yield self._name(field.key.span, "field", name, defines=True)

    def _node(self, node: Node, shape: Shape | None, sort: Sort | None) -> Iterator[Mark]:
        """`sort`: what the scalars below name, as the word above says."""
        match node:
            case Scalar():
                yield from self._scalar(node, fitting(shape, Word), sort)
            case Items():
                inner = fitting(shape, Many)
                for item in node.items:
                    yield from self._node(item, inner.member if isinstance(inner, Many) else None, sort)
            case Mapping():
                yield from self._mapping(node, fitting(shape, Named), sort)

    def _scalar(self, node: Scalar, shape: Shape | None, sort: Sort | None) -> Iterator[Mark]:
        if node.empty or not isinstance(shape, Word):
            return
        sort = sort or ("event" if shape == _EVENT else "field" if shape == _FIELD else None)
        if shape.annotation is Condition:
            start, end = self._range(node.span)
            for name in names_in_condition(self.text.text[start:end]):
                yield msgspec.structs.replace(name, start=name.start + start, end=name.end + start)
        elif sort is not None:
            an_outcome = sort == "step" and "." in node.value  # a journey may end by an event, too
            yield self._name(node.span, "event" if an_outcome else sort, node.value)

    def _mapping(self, node: Mapping, shape: Shape | None, sort: Sort | None) -> Iterator[Mark]:
        if isinstance(shape, Named):
            for entry in node.entries:
                yield from self._node(entry.value, shape.member, sort)
            return
        kind = shape.kind if isinstance(shape, Record) else None
        if isinstance(shape, AnyStep):
            kind = KINDS.get(step_kind([entry.key.value for entry in node.entries]))
        if kind is not None:
            yield from self._record(node, kind)

    def _record(self, node: Mapping, kind: type[Part]) -> Iterator[Mark]:
        words = record_slots(kind)
        for entry in node.entries:
            key = entry.key.value
            if key not in words:
                continue
            yield Key(*self._range(entry.key.span), kind, key)
            if key == getattr(kind, "kind", "") and isinstance(entry.value, Scalar):
                yield self._name(entry.value.span, "step", entry.value.value, defines=True)
                continue
            if (kind, key) == (QuestionDocument, "id") and isinstance(entry.value, Scalar):
                yield self._name(entry.value.span, "field", f"{ANSWERS}.{entry.value.value}", defines=True)
            yield from self._keys(entry.value, kind, key)
            yield from self._node(entry.value, shape_of(words[key].type), NAMES.get((kind, key)))

    def _keys(self, node: Node, kind: type[Part], key: str) -> Iterator[Mark]:
        """The names that a mapping has as its keys."""
        sort = NAMES_OF_KEYS.get((kind, key))
        defines = sort is None
        sort = sort or _DEFINED_BY.get((kind, key))
        if sort is not None and isinstance(node, Mapping):
            for entry in node.entries:
                yield self._name(entry.key.span, sort, entry.key.value, defines=defines)

    def _name(self, span: Span, sort: Sort, name: str, *, defines: bool = False) -> Name:
        """Without the quotes around it, so that it can be replaced."""
        start, end = self._range(span)
        if self.text.text[start:end] in (f'"{name}"', f"'{name}'"):
            start, end = start + 1, end - 1
        return Name(start, end, sort, name, defines)

    def _range(self, span: Span) -> tuple[int, int]:
        return self.text.place(span.line, span.column), self.text.place(span.end_line, span.end_column)

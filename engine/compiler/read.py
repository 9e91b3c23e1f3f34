"""From a tree to a document: the struct's own annotations say what each field may be.

Reports what does not fit and goes on: one problem for one cause. A part that lacks something it needs
becomes None, or, in a journey, goes on with a stand-in so that everything in it is still checked.
"""

from collections.abc import Mapping as Lookup
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from engine.compiler.scalars import MISSING, core_scalar, read_scalar
from engine.compiler.stand_in import stand_in
from engine.compiler.suggest import closest, did_you_mean
from engine.compiler.tree import Items, Mapping, Node, Text, describe, shorten
from engine.compiler.ways import Way, way_of
from engine.journey import codes
from engine.journey.diagnostics import Problems, label
from engine.journey.journey import Journey
from engine.journey.part import Key, Part, Slug, Step
from engine.journey.span import Span
from engine.journey.steps import KINDS, Await, Repeat
from engine.journey.steps.branch import Case
from engine.journey.steps.split import Path

P = TypeVar("P", bound=Part)
_BOUNDS = {  # what has a sentence of its own when it is missing
    (Await, "timeout"): (codes.AWAIT_FOR_EVER, "say how long with timeout: 7d"),
    (Repeat, "at_most"): (codes.REPEAT_FOR_EVER, "say how often with at_most: 3"),
}
_RECOVERED = (Journey, Step, Case, Path)  # parts with other parts inside
_SLUG = way_of(Slug)
_MOST_STRANGE = 40  # unknown words of one part for which somebody is asked what they mean
_OF_EVERY_PART = frozenset(msgspec.structs.asdict(Part()))


class Slot(msgspec.Struct, frozen=True):
    """One field of a document: the author's word for it, its type, whether it must be written."""

    name: str
    key: str
    type: Any
    required: bool
    way: Way


@cache
def slots(kind: type[Part]) -> tuple[Slot, ...]:
    """The fields of a document struct, in the order they are declared."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        Slot(name, _key_of(hints[name], name), hints[name], field.required, way_of(hints[name]))
        for field in msgspec.structs.fields(kind)
        if (name := field.name) not in _OF_EVERY_PART
    )


@cache
def _by_key(kind: type[Part], given: tuple[str, ...]) -> Lookup[str, Slot]:
    return {slot.key: slot for slot in slots(kind) if slot.name not in given}


def _key_of(annotation: Any, name: str) -> str:
    if get_origin(annotation) is Annotated:
        for extra in get_args(annotation)[1:]:
            if isinstance(extra, Key):
                return extra.name
    return name


def read(kind: type[P], node: Node, problems: Problems, *, recover: bool = False) -> P | None:
    """The document `node` says, or None; every problem is reported.

    `recover`: go on with stand-ins where something is missing; such a document must never be planned.
    """
    return _Reader(problems, recover=recover).part(kind, node)


class _Reader:
    def __init__(self, problems: Problems, *, recover: bool = False) -> None:
        self.problems = problems
        self.recover = recover
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
        by_key = _by_key(kind, tuple(given))
        whole, broken, strange = not node.cut, set[str](), list[Text]()
        for entry in node.entries[len(given) :]:
            slot = by_key.get(entry.key.value)
            if slot is None:
                whole = False
                slot = self._meant(kind, entry.key, by_key, node) if len(strange) < _MOST_STRANGE else None
            if slot is None:
                strange.append(entry.key)
                continue
            spans[slot.name], keys[slot.name] = entry.value.span, entry.key.span
            if entry.key.value != slot.key and isinstance(entry.value, Text) and entry.value.empty:
                broken.add(slot.name)  # key and value in one: `{country US}`
                continue
            outer, self.spans = self.spans, {}
            value = self._value(slot.way, entry.value)
            if self.spans:
                spans.update({f"{slot.name}.{name}": span for name, span in self.spans.items()})
            self.spans = outer
            if value is not MISSING:
                fields[slot.name] = value
            if value is MISSING or _lost_some(value, entry.value):
                broken.add(slot.name)
        self._report_strange(kind, strange, by_key)
        if whole:  # beside an unknown word nothing is missing: that may be it
            self._report_missing(kind, node, keys)
        missing = [slot for slot in slots(kind) if slot.required and slot.name not in fields]
        if missing and not (self.recover and issubclass(kind, _RECOVERED)):
            return None
        fields |= {slot.name: stand_in(slot.type, node.span) for slot in missing}
        broken |= {slot.name for slot in missing}
        return kind(span=node.span, spans=spans, keys=keys, broken=frozenset(broken), whole=whole, **fields)

    def _report_missing(self, kind: type[Part], node: Mapping, keys: dict[str, Span]) -> None:
        place = node.entries[0].key.span if node.entries else node.span
        for slot in slots(kind):
            if not slot.required or slot.name in keys or slot.name == "id":
                continue
            bound = _BOUNDS.get((kind, slot.name))
            if bound is None:
                self.problems.report(codes.MISSING_KEY, place, of=kind.words, key=slot.key)
            else:
                name = node.entries[0].value
                shown = shorten(name.value) if isinstance(name, Text) else kind.words
                self.problems.report(bound[0], name.span, id=shown, hint=bound[1])

    def _meant(self, kind: type[Part], key: Text, known: Lookup[str, Slot], node: Mapping) -> Slot | None:
        """The slot that a misspelt key means, when nothing else is written there; reported here then."""
        meant = closest(key.value, known)
        if not meant or any(entry.key.value == meant for entry in node.entries):
            return None
        shown = f"{meant}: {key.value.partition(' ')[2]}" if key.value.startswith(f"{meant} ") else meant
        hint, name = f'did you mean "{shorten(shown)}"?', shorten(key.value)
        self.problems.report(codes.UNKNOWN_KEY, key.span, key=name, of=kind.words, hint=hint)
        return known[meant]

    def _report_strange(self, kind: type[Part], keys: list[Text], known: Lookup[str, Slot]) -> None:
        """One problem for all of a part: several mostly belong to another whose first line is gone."""
        if keys:
            first, *others = keys
            hint = did_you_mean(first.value, known) or (f"its words are {', '.join(known)}" if known else "")
            labels = [label(key.span, "nor is this") for key in others]
            name = shorten(first.value)
            self.problems.report(
                codes.UNKNOWN_KEY, first.span, key=name, of=kind.words, hint=hint, labels=labels
            )

    # One value. MISSING means: reported, leave the field out.

    def _value(self, way: Way, node: Node) -> Any:
        if self.problems.full:
            return MISSING  # nobody reads more
        while way.shapes is not None:
            way = way.shapes[type(node)]
        match way.kind:
            case "scalar":
                return read_scalar(way.annotation, way.extras, node, self.problems)
            case "core":
                return core_scalar(node) if isinstance(node, Text) else MISSING
            case "list":
                return self._tuple(way.inner, node)
            case "mapping":
                return self._dict(way.inner, node)
            case "step":
                return self._step(node)
            case _:
                return _or_missing(self.part(way.annotation, node))

    def _tuple(self, member: Way, node: Node) -> Any:
        if not isinstance(node, Items):
            self.problems.report(codes.WRONG_TYPE, node.span, expected="a list", found=describe(node))
            return MISSING
        values = []
        for index, item in enumerate(node.items):
            self.spans[str(index)] = item.span
            values.append(self._inside(str(index), member, item))
        return tuple(value for value in values if value is not MISSING)

    def _dict(self, member: Way, node: Node) -> Any:
        if not isinstance(node, Mapping):
            self.problems.report(codes.WRONG_TYPE, node.span, expected="a mapping", found=describe(node))
            return MISSING
        values = {}
        for entry in node.entries:
            self.spans[entry.key.value] = entry.key.span
            values[entry.key.value] = self._inside(entry.key.value, member, entry.value)
        return {key: value for key, value in values.items() if value is not MISSING}

    def _inside(self, name: str, way: Way, node: Node) -> Any:
        outer, self.spans = self.spans, {}
        value = self._value(way, node)
        inner, self.spans = self.spans, outer
        if inner:
            self.spans.update({f"{name}.{key}": span for key, span in inner.items()})
        return value

    def _step(self, node: Node) -> Any:
        if not isinstance(node, Mapping) or not node.entries:
            if not (isinstance(node, Mapping) and node.cut):
                found = describe(node)
                self.problems.report(codes.WRONG_TYPE, node.span, expected="a step", found=found)
            return MISSING
        kind, node = self._kind(node)
        if kind is None:
            return MISSING
        first = node.entries[0].value
        if not isinstance(first, Text) or first.empty:
            self.problems.report(codes.WRONG_TYPE, first.span, expected="an id", found=describe(first))
            first = Text("", True, first.span)
        else:
            self._value(_SLUG, first)
        return _or_missing(self._fields(kind, node, {"id": first}))

    def _kind(self, node: Mapping) -> tuple[type[Step] | None, Mapping]:
        """The kind of a step and the step with its kind first; a misspelt kind is read as the one meant."""
        first = node.entries[0].key
        kind = KINDS.get(first.value)
        if kind is not None:
            return kind, node
        for index, entry in enumerate(node.entries):
            if entry.key.value in KINDS and isinstance(entry.value, Text):
                name, key = shorten(entry.value.value), entry.key
                self.problems.report(codes.STEP_KIND_FIRST, key.span, kind=key.value, id=name)
                others = node.entries[:index] + node.entries[index + 1 :]
                return KINDS[key.value], Mapping((entry, *others), node.span, node.cut)
        meant = closest(first.value, KINDS)
        hint = f'did you mean "{meant}"?' if meant else f"the kinds are {', '.join(KINDS)}"
        self.problems.report(codes.STEP_KIND_UNKNOWN, first.span, kind=shorten(first.value), hint=hint)
        return (KINDS[meant] if meant and self.recover else None), node


def ids_in(node: Node) -> frozenset[str]:
    """Whatever may be meant as the id of a step, in steps that cannot be read, too."""
    found: set[str] = set()
    todo = [node]
    while todo:
        match todo.pop():
            case Mapping(entries=entries):
                if entries and isinstance(entries[0].value, Text):
                    found.add(entries[0].value.value)
                todo += [entry.value for entry in entries]
            case Items(items=items):
                todo += items
            case _:
                pass
    return frozenset(found)


def _lost_some(value: Any, node: Node) -> bool:
    """Whether a list or mapping has more entries than could be read."""
    if isinstance(value, tuple) and isinstance(node, Items):
        return len(value) < len(node.items)
    return isinstance(value, dict) and isinstance(node, Mapping) and len(value) < len(node.entries)


def _or_missing(part: Part | None) -> Any:
    return MISSING if part is None else part

"""What an editor offers at the cursor: words, kinds of step, names, conditions, durations."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Literal

import msgspec

from engine.compiler.formatting import kind_of
from engine.compiler.glossary import CHOICES, EVENTS, EXAMPLES, FUNCTIONS, LINKS, meaning, summary
from engine.compiler.shapes import AnyStep, Many, Named, Record, Word, fitting, record_slots, shape_of
from engine.expressions.environment import FUNCTIONS as SIGNATURES
from engine.journey.condition import Condition
from engine.journey.duration import Duration
from engine.journey.part import EventName, FieldName, Part
from engine.journey.steps import KINDS
from infra.lsp.conditions import ARGUMENTS
from infra.lsp.names import Named as NameSort
from infra.lsp.project import Project
from infra.lsp.sketch import sketch
from infra.lsp.stand import Stand, kind_of_mapping, names_of_keys, stand, word_at

_EVENT, _FIELD = shape_of(EventName), shape_of(FieldName)
_DURATIONS: Final = {
    "15m": "15 minutes",
    "4h": "4 hours",
    "1d": "a day",
    "3d": "3 days",
    "2bd": "2 business days",
    "2w": "2 weeks",
}
_LONGEST_CALL: Final = 300  # characters before the cursor that are looked at
_ARGUMENT: Final = re.compile(r"(\w+)\s*\(\s*(?:\\?[\"']|'')([A-Za-z0-9_.-]*)$")
_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*$")
_SEGMENT: Final = re.compile(r"\bsegment\s*\(?\s*[\"']([a-z0-9-]*)$")
_FILTER: Final = re.compile(r"\|\s*(\w*)$")
_TAG_WORD: Final = re.compile(r"^\s*(\w*)$")
_FILTERS: Final = {
    "date": "A date in the reader's language and zone: `date('EEEE d MMMM')`.",
    "default": 'What stands there when there is no value: `default("there")`.',
    "upper": "In capitals.",
    "lower": "In small letters.",
    "capitalize": "With a capital first letter.",
    "join": 'A list with something in between: `join(", ")`.',
}
_TAGS: Final = {
    "if": "Only when something is true.",
    "segment": 'Only for people of a segment: `{% segment "over-65" %}`.',
    "else": "For everybody else.",
    "endif": "The end of `if`.",
    "endsegment": "The end of `segment`.",
}


class Offer(msgspec.Struct, frozen=True):
    """`insert` replaces the `prefix` characters before the cursor; a snippet has `$1`, `${2:…}` in it."""

    label: str
    sort: Literal["word", "name", "value", "snippet", "function", "field"]
    prefix: int
    insert: str
    about: str = ""
    detail: str = ""
    snippet: bool = False


def offers(project: Project, path: Path, offset: int) -> list[Offer]:
    """Everything that may be written at `offset`; the editor narrows it down by what was typed."""
    text = project.live.text_of(path)
    if text is None:
        return []  # no text, or too much of it
    kind = kind_of(path)
    tag = _open_tag(text, offset) if kind == "message" else None
    if tag is not None:
        return list(_in_tag(project, path, tag))
    if kind == "message":
        front = text.find("\n---", 3)
        if not text.startswith("---") or (front >= 0 and offset > front):
            return []
        begin = text.find("\n") + 1
        text, offset = text[begin : max(front + 1, offset)], offset - begin
    if kind == "" or offset < 0:
        return []
    here = stand(sketch(text, offset), kind)
    return list(_keys(project, path, here) if here.is_key else _values(project, path, here))


# Keys.


def _keys(project: Project, path: Path, here: Stand) -> Iterator[Offer]:
    sort = names_of_keys(here)
    if sort is not None:
        yield from _names(project, path, sort, here.prefix, behind=": ")
        return
    shape = fitting(here.shape, Named)
    if isinstance(shape, AnyStep) and kind_of_mapping(shape, here.siblings) is None:
        yield from _kinds(here.prefix)
        return
    kind = kind_of_mapping(shape, here.siblings)
    if kind is None:
        return
    for key, slot in record_slots(kind).items():
        if key not in here.siblings:
            detail = "needed" if slot.required else ""
            insert, snippet = _key_text(key, slot.type)
            yield Offer(key, "word", len(here.prefix), insert, meaning(kind, key), detail, snippet)


def _key_text(key: str, annotation: object) -> tuple[str, bool]:
    shape = shape_of(annotation)
    many = fitting(shape, Many)
    if isinstance(shape, Record):
        return f"{key}: {{$1}}", True
    if isinstance(many, Many) and isinstance(many.member, AnyStep):
        return f"{key}:\n  - $0", True
    return f"{key}: ", False


def _kinds(prefix: str) -> Iterator[Offer]:
    """A whole step with the words it needs."""
    for word, kind in KINDS.items():
        needed = [key for key, slot in record_slots(kind).items() if slot.required and key != word]
        lines = [f"{word}: ${{1:id}}", *(f"  {key}: ${number}" for number, key in enumerate(needed, 2))]
        yield Offer(word, "snippet", len(prefix), "\n".join(lines), summary(kind), "a step", snippet=True)


# Values.


def _values(project: Project, path: Path, here: Stand) -> Iterator[Offer]:
    word = word_at(here)
    prefix = here.prefix.lstrip("\"'")
    if here.names is not None and here.key != getattr(here.kind, "kind", ""):
        yield from _names(project, path, here.names, prefix)
        return
    if isinstance(fitting(here.shape, Named), AnyStep):
        yield from _kinds(here.prefix)
        return
    if word is None:
        yield from _item_keys(here)
        return
    yield from _words(project, path, here, word, prefix)
    yield from _item_keys(here)


def _item_keys(here: Stand) -> Iterator[Offer]:
    """Behind a dash a mapping may begin."""
    shape = fitting(here.shape, Named)
    if isinstance(shape, Record) and here.key and not here.siblings:
        for key in record_slots(shape.kind):
            yield Offer(key, "word", len(here.prefix), f"{key}: ", meaning(shape.kind, key))


def _words(project: Project, path: Path, here: Stand, word: Word, prefix: str) -> Iterator[Offer]:
    choices = word.choices or CHOICES.get((here.kind or Part, here.key), ())
    if word.annotation is Condition:
        yield from _condition(project, path, here.prefix)
    elif choices:
        for choice in choices:
            yield Offer(choice, "value", len(prefix), choice, EVENTS.get(choice, ""))
    elif examples := EXAMPLES.get((here.kind or Part, here.key)):
        for example in examples:
            yield Offer(example, "value", len(prefix), example)
    elif word == _EVENT:
        yield from _names(project, path, "event", prefix)
    elif word == _FIELD:
        yield from _fields(project, path, prefix, timestamps=here.key in ("before", "after", "expires"))
    elif word.annotation is bool:
        yield from (Offer(one, "value", len(prefix), one) for one in ("true", "false"))
    elif word.annotation is Duration:
        for written, about in _DURATIONS.items():
            yield Offer(written, "value", len(prefix), written, about)


def _names(project: Project, path: Path, sort: NameSort, prefix: str, behind: str = "") -> Iterator[Offer]:
    if sort == "field":
        yield from _fields(project, path, prefix, behind=behind)
        return
    for name in project.names(sort, path):
        about = EVENTS.get(name, "") if sort == "event" else ""
        yield Offer(name, "name", len(prefix), name + behind, about, sort)


def _fields(
    project: Project, path: Path, prefix: str, *, timestamps: bool = False, behind: str = ""
) -> Iterator[Offer]:
    for name, field in project.dictionary(path).items():
        if field.type == "timestamp" or not timestamps:
            yield Offer(name, "field", len(prefix), name + behind, detail=f"{field.type}, {field.data_class}")


def _condition(project: Project, path: Path, written: str) -> Iterable[Offer]:
    written = written[-_LONGEST_CALL:]
    argument = _ARGUMENT.search(written)
    if argument is not None:
        sort = ARGUMENTS.get(argument[1])
        return _names(project, path, sort, argument[2]) if sort else ()
    word = _WORD.search(written)
    prefix = word[0] if word else ""
    calls = [_call(name, len(prefix)) for name in FUNCTIONS]
    return [
        *_fields(project, path, prefix),
        *calls,
        Offer("now", "value", len(prefix), "now", "The moment of asking."),
    ]


def _call(name: str, prefix: int) -> Offer:
    takes, gives = SIGNATURES[name]
    insert = f'{name}("$1")' if name in ARGUMENTS else f"{name}($1)" if takes else f"{name}()"
    return Offer(
        name, "function", prefix, insert, FUNCTIONS[name], f"({', '.join(takes)}) → {gives}", snippet=True
    )


# Messages.


def _open_tag(text: str, offset: int) -> str | None:
    """What stands between `{{` or `{%` and the cursor, its brackets included; None outside of tags."""
    start = max(text.rfind("{{", 0, offset), text.rfind("{%", 0, offset))
    inside = text[start:offset] if start >= 0 and offset - start <= _LONGEST_CALL else ""
    return inside if inside and "}" not in inside and "\n" not in inside else None


def _in_tag(project: Project, path: Path, tag: str) -> Iterator[Offer]:
    segment, chosen, word = _SEGMENT.search(tag), _FILTER.search(tag), _WORD.search(tag)
    if segment is not None:
        yield from _names(project, path, "segment", segment[1])
    elif chosen is not None and tag.startswith("{{"):
        for name, about in _FILTERS.items():
            yield Offer(name, "function", len(chosen[1]), name, about)
    elif tag.startswith("{%") and (first := _TAG_WORD.match(tag[2:])):
        for name, about in _TAGS.items():
            yield Offer(name, "word", len(first[1]), name, about)
    else:
        prefix = word[0] if word else ""
        yield from _fields(project, path, prefix)
        for link, about in LINKS.items():
            yield Offer(link, "name", len(prefix), link, about, "link")

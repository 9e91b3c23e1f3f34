"""The reference of the language as Markdown, made from the structs and their glossary."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from engine.compiler.formatting.documents import SHAPES
from engine.compiler.glossary import CHOICES, CLASSES, EVENTS, FUNCTIONS, LINKS, meaning, summary
from engine.compiler.schemas import default_of
from engine.compiler.shapes import (
    AnyStep,
    Many,
    Named,
    OneOf,
    Record,
    Shape,
    Word,
    record_slots,
    shape_of,
)
from engine.expressions.environment import FUNCTIONS as SIGNATURES
from engine.journey.condition import Condition
from engine.journey.duration import Duration
from engine.journey.part import Part, Range, Spelling
from engine.journey.steps import KINDS

_FILES: Final = {
    "journey": "`<name>/journey.yaml`",
    "message": "`<name>/messages/<message>.mjml`: front matter",
    "form": "`<name>/forms/<form>.yaml`",
    "scenarios": "`<name>/scenarios.yaml`",
    "organization": "`organization.yaml`",
    "dictionary": "`dictionary.yaml`",
    "segments": "`segments.yaml`",
    "consents": "`consents.yaml`",
}
_HEAD: Final = """# Reference of the journey language

Every word there is, made from the compiler's own structs (`careloom schema --reference`); it is not edited by
hand. [The language](README.md) tells how they work together.
"""


def reference() -> str:
    """The whole page."""
    told: set[type[Part]] = set()
    parts = [_HEAD]
    for name, title in _FILES.items():
        parts.append(f"## {title}\n")
        if isinstance(shape := SHAPES[name], Named):
            parts.append(f"{_words(shape)[0].upper()}{_words(shape)[1:]}.\n")
        parts += _documents(shape, told)
        if name == "journey":
            parts.append(f"## Steps\n\n{_STEP_NOTE}\n")
            for word, kind in KINDS.items():
                parts += _record(kind, f"### `{word}`", told)
    parts += [_table("## Events", ("event", "meaning"), EVENTS.items())]
    parts += [_table("## Functions of conditions", ("function", "meaning"), _functions())]
    parts += [_table("## Links of messages", ("link", "meaning"), LINKS.items())]
    parts += [_table("## Data classes, from open to closed", ("class", "meaning"), CLASSES.items())]
    return "\n".join(parts)


_STEP_NOTE: Final = (
    "Each step is a mapping whose first key is its kind and whose value is its id. `notes` and `allow` may be"
    " written on every step."
)
_OF_EVERY_STEP: Final = ("notes", "allow")


def _documents(shape: Shape, told: set[type[Part]]) -> Iterator[str]:
    """The struct of a document and those inside it, each once; steps are told in a section of their own."""
    match shape:
        case Record() if shape.kind not in told:
            yield from _record(shape.kind, f"### {_heading(shape.kind)}", told)
        case Named() | Many():
            yield from _documents(shape.member, told)
        case OneOf():
            for one in shape.members:
                yield from _documents(one, told)


def _record(kind: type[Part], heading: str, told: set[type[Part]]) -> Iterator[str]:
    told.add(kind)
    rows = [
        (
            f"`{key}`",
            value_words(kind, key, shape_of(slot.type)),
            _need(kind, slot.name, slot.required),
            meaning(kind, key),
        )
        for key, slot in record_slots(kind).items()
        if not (kind in KINDS.values() and key in _OF_EVERY_STEP)
    ]
    yield f"{heading}\n\n{summary(kind)}\n"
    yield _rows(("word", "value", "if left out", "meaning"), rows)
    for slot in record_slots(kind).values():
        yield from _documents(shape_of(slot.type), told)


def _heading(kind: type[Part]) -> str:
    return kind.words[0].upper() + kind.words[1:]


def _need(kind: type[Part], name: str, required: bool) -> str:
    default = default_of(kind, name)
    shown = str(default).lower() if isinstance(default, bool) else default
    return "**needed**" if required else f"`{shown}`" if default is not None else ""


def value_words(kind: type[Part], key: str, shape: Shape) -> str:
    if (kind, key) in CHOICES and key != "event":
        return ", ".join(f"`{one}`" for one in CHOICES[kind, key])
    return _words(shape)


def _words(shape: Shape) -> str:
    match shape:
        case Word():
            return _scalar(shape)
        case Many(member=AnyStep()):
            return "steps"
        case Many():
            return f"a list: {_words(shape.member)}"
        case Named():
            return f"a mapping: name → {_words(shape.member)}"
        case Record():
            return shape.kind.words
        case OneOf():
            return " or ".join(dict.fromkeys(_words(one) for one in shape.members))
        case AnyStep():
            return "a step"


def _scalar(word: Word) -> str:
    if word.choices:
        return ", ".join(f"`{one}`" for one in word.choices)
    for extra in word.extras:
        if isinstance(extra, Range):
            return f"{extra.least:,} to {extra.most:,}"
        if isinstance(extra, Spelling):
            return extra.words
    known = {
        int: "a whole number",
        bool: "`true`, `false`",
        Duration: "a duration",
        Condition: "a condition (CEL)",
    }
    return known.get(word.annotation, "text")


def _functions() -> Iterator[tuple[str, str]]:
    for name, text in FUNCTIONS.items():
        takes, gives = SIGNATURES[name]
        yield f"{name}({', '.join(takes)}) → {gives}", text


def _table(heading: str, titles: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    return f"{heading}\n\n" + _rows(titles, [(f"`{name}`", text) for name, text in rows])


def _rows(titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [titles, tuple("---" for _ in titles), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)

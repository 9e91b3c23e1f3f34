"""JSON Schemas of the documents, made from the structs: what editors complete and check by.

Draft 7, which the YAML language server of most editors knows best. A schema sees the shape of a document
only; `careloom check` says the rest. Never stricter than the reader: an editor must not frown at good text.
"""

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from engine.compiler.formatting.documents import SHAPES
from engine.compiler.glossary import CHOICES, EXAMPLES, NAMES_OF_KEYS, meaning, summary
from engine.compiler.read import Slot
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
from engine.journey import events
from engine.journey.condition import Condition
from engine.journey.duration import Duration
from engine.journey.part import EventName, Line, Part, Prose, Range, Spelling
from engine.journey.steps import KINDS

Schema = dict[str, Any]

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_TITLES: Final = {
    "journey": "A journey of Careloom",
    "scenarios": "Scenarios of a journey",
    "form": "A form of the portal",
    "organization": "The organisation",
    "dictionary": "The data dictionary: every field a journey may speak of",
    "segments": "Segments: named conditions over the dictionary",
    "consents": "Topics and written authorizations",
    "message": "The front matter of a message",
}
NAMES: Final = tuple(_TITLES)
_DURATION: Final = r"^[0-9]{1,9}(s|m|h|d|w|bd)$"
_SPELLINGS: Final = {"event": shape_of(EventName), "line": shape_of(Line), "prose": shape_of(Prose)}


def schema_text(name: str) -> str:
    """The schema of one of NAMES as it is checked in: JSON, indented, with a line end."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def schema(name: str) -> Schema:
    """The schema of one of NAMES."""
    maker = _Maker()
    root = maker.of(SHAPES[name])
    made = {"$schema": DRAFT, "title": _TITLES[name], **root}
    return made | ({"definitions": maker.sorted()} if maker.definitions else {})


class _Maker:
    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def sorted(self) -> dict[str, Schema]:
        return dict(sorted(self.definitions.items()))

    def of(self, shape: Shape) -> Schema:
        match shape:
            case Word():
                return word_schema(shape)
            case Many():
                return {"type": "array", "items": self.of(shape.member)}
            case Named():
                return {"type": "object", "additionalProperties": self.of(shape.member)}
            case OneOf():
                return {"anyOf": [self.of(one) for one in shape.members]}
            case Record():
                return self._reference(_name(shape.kind), lambda: self.record(shape.kind))
            case AnyStep():
                return self._reference("step", self._step)

    def record(self, kind: type[Part]) -> Schema:
        words = record_slots(kind)
        made: Schema = {"type": "object", **_told(summary(kind))}
        required = [key for key, slot in words.items() if slot.required]
        if required:
            made["required"] = required
        made["properties"] = {key: self._property(kind, key, slot) for key, slot in words.items()}
        return made | {"additionalProperties": False}

    def _property(self, kind: type[Part], key: str, slot: Slot) -> Schema:
        """Descriptions stand beside the shape; beside a `$ref` draft 7 would not see them."""
        made = self.of(shape_of(slot.type))
        if (kind, key) in CHOICES:
            made = {"enum": list(CHOICES[kind, key])}
        if (kind, key) in EXAMPLES:
            made["examples"] = list(EXAMPLES[kind, key])
        if NAMES_OF_KEYS.get((kind, key)) == "event":
            made["propertyNames"] = {"enum": sorted(events.EVENTS)}
        if "$ref" in made:
            made = {"allOf": [made]}
        made = _told(meaning(kind, key)) | made
        default = default_of(kind, slot.name)
        return made if default is None else made | {"default": default}

    def _step(self) -> Schema:
        """One branch for each kind, so that an editor speaks of that kind alone once it is written."""
        return {
            "type": "object",
            "description": "A step: its kind comes first and holds its id.",
            "oneOf": [{"required": [kind]} for kind in KINDS],
            "allOf": [
                {"if": {"required": [word]}, "then": self.of(Record(kind))} for word, kind in KINDS.items()
            ],
            "defaultSnippets": [_snippet(kind) for kind in KINDS],
        }

    def _reference(self, name: str, make: Any) -> Schema:
        if name not in self.definitions:
            self.definitions[name] = {}  # steps hold steps
            self.definitions[name] = make()
        return {"$ref": f"#/definitions/{name}"}


def _told(text: str) -> Schema:
    """What an editor shows; `markdownDescription` is known by those of VS Code's family."""
    plain = {"description": text.replace("`", "")}
    return plain | {"markdownDescription": text} if "`" in text else plain


def word_schema(word: Word) -> Schema:
    """The schema of one scalar, as an editor sees it after reading YAML 1.2."""
    if word.choices:
        return {"enum": list(word.choices)}
    if word.annotation is bool:
        return {"type": "boolean"}
    if word.annotation is int:
        ranges = [extra for extra in word.extras if isinstance(extra, Range)]
        bounds: Schema = {"minimum": ranges[0].least, "maximum": ranges[0].most} if ranges else {}
        return {"type": "integer", **bounds}
    if word.annotation is Duration:
        return {"type": "string", "pattern": _DURATION, "examples": ["90s", "15m", "4h", "7d", "2w", "2bd"]}
    if word.annotation is Condition:
        return {"type": ["string", "boolean"]}  # `true` is CEL, too
    if word == _SPELLINGS["event"]:
        return {"enum": sorted(events.EVENTS)}
    if word in (_SPELLINGS["line"], _SPELLINGS["prose"]):
        return {"type": ["string", "number", "boolean"], **_spelled(word.extras)}
    return {"type": "string", **_spelled(word.extras)}


def _spelled(extras: Iterable[Any]) -> Schema:
    for extra in extras:
        if isinstance(extra, Spelling):
            pattern = re.sub(r"^\(\?s\)\.", r"[\\s\\S]", extra.pattern)
            return {"pattern": f"^(?:{pattern})$", "patternErrorMessage": f"Expected {extra.words}."}
    return {}


def default_of(kind: type[Part], name: str) -> str | int | bool | None:
    """What counts where a word is left out, where that is one scalar."""
    defaults = dict(zip(reversed(kind.__struct_fields__), reversed(kind.__struct_defaults__), strict=False))
    found = defaults.get(name)
    return found if isinstance(found, str | int | bool) and found != "" else None


def _name(kind: type[Part]) -> str:
    step = next((word for word, one in KINDS.items() if one is kind), "")
    return f"step-{step}" if step else kind.__name__.removesuffix("Document").lower()


def _snippet(kind: str) -> Schema:
    """What an editor writes for a new step: its kind and the words it needs."""
    words = [key for key, slot in record_slots(KINDS[kind]).items() if slot.required]
    body = {key: f"${number}" for number, key in enumerate(words, 1)}
    return {"label": kind, "description": summary(KINDS[kind]), "body": body}

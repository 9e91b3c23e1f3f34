"""When two values mean the same, and how a value is said in a few words.

Two ways of writing one thing are one meaning: `mon-fri` and its list, `7d` and `1w`, a default left out.
"""

import re
from typing import Any, Final

import msgspec

from engine.compiler.drawing.words import (
    anchor_words,
    cap_words,
    condition_words,
    duration_words,
    window_words,
)
from engine.compiler.read import slots
from engine.journey.condition import Condition
from engine.journey.duration import Duration
from engine.journey.part import Part
from engine.journey.times import Anchor, Cap, Window, weekdays

NOTHING: Final = "nothing"
_TOKEN: Final = re.compile(
    r"""//[^\n]*|r?"(?:\\.|[^"\\])*"|r?'(?:\\.|[^'\\])*'|[A-Za-z_]\w*|[0-9][\w.]*|&&|\|\||[<>=!]=|\S"""
)
_PLAIN_QUOTED: Final = re.compile(r"""'([^'"\\]*)'""")


def meaning(value: Any) -> Any:
    """A value that is equal for whatever means the same. Places in the file do not count."""
    match value:
        case Condition():
            return cel_meaning(value.text)
        case Window():
            parts = _fields(value)
            return (*((name, one) for name, one in parts if name != "days"), weekdays(value.days))
        case Part():
            return _fields(value)
        case tuple() | list():
            return tuple(meaning(one) for one in value)
        case dict():
            return tuple(sorted((key, meaning(one)) for key, one in value.items()))
        case _:
            return value


def cel_meaning(text: str) -> str:
    """CEL without its comments and spacing, with one kind of quotes."""
    tokens = [token for token in _TOKEN.findall(text) if not token.startswith("//")]
    return " ".join(_PLAIN_QUOTED.sub(r'"\1"', token) for token in tokens)


def _fields(part: Part) -> tuple[tuple[str, Any], ...]:
    """Those that are not at their default; `notes` mean nothing to anybody inside."""
    defaults = {
        field.name: field.default if field.default is not msgspec.NODEFAULT else _made(field.default_factory)
        for field in msgspec.structs.fields(type(part))
    }
    found = []
    for slot in slots(type(part)):
        value = getattr(part, slot.name)
        if slot.name != "notes" and value != defaults[slot.name]:
            found.append((slot.name, meaning(value)))
    return tuple(found)


def _made(factory: Any) -> Any:
    return None if factory is msgspec.NODEFAULT else factory()


def in_words(value: Any) -> str:
    """One line, as a person would say it."""
    match value:
        case None:
            return NOTHING
        case bool():
            return "yes" if value else "no"
        case Duration():
            return duration_words(value)
        case Condition():
            return condition_words(value)
        case Anchor():
            past = f", {value.if_past} if past" if value.if_past else ""
            return anchor_words(value) + past
        case Window():
            return window_words(value)
        case Cap():
            return cap_words(value)
        case Part():
            return _part_words(value)
        case dict():
            return ", ".join(f"{key}: {in_words(one)}" for key, one in value.items()) or NOTHING
        case tuple() | list():
            return ", ".join(in_words(one) for one in value) or NOTHING
        case _:
            return one_line(str(value)) or NOTHING


def _part_words(part: Part) -> str:
    written = [(slot.key, getattr(part, slot.name)) for slot in slots(type(part))]
    return ", ".join(f"{key} {in_words(value)}" for key, value in written if value not in (None, (), {}))


def one_line(text: str, most: int = 120) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"

"""Writes one mail: a compiled template, a person's values, signed links. Pure and bounded; no I/O.

A missing value or a mail that grows too long is an answer with a reason, never an exception.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec
from jinja2 import Template
from jinja2.exceptions import SecurityError, UndefinedError

from engine.rendering.environment import HTML, TEXT, Record, compile_part
from engine.rendering.filters import READER, Reader
from engine.store.bodies import Body

MOST_OUTPUT: Final = 256 * 1024  # characters of one part
MOST_VALUE: Final = 10_000  # characters of one value
# What could end a header line or be taken for one: names come from other systems as they are.
_BREAKS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_NOT_TEXT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Unwritten(msgspec.Struct, frozen=True):
    """Why there is no mail: value-missing, mail-too-long, template-refused."""

    reason: str


class Compiled(msgspec.Struct, frozen=True):
    """The four parts of a template, ready to run."""

    subject: Template
    preheader: Template
    html: Template
    text: Template


class Writing(msgspec.Struct, frozen=True):
    """Everything one person's mail is written with. `values`: dotted field → value; `link`: name → URL."""

    values: Mapping[str, Any]
    segments: Mapping[str, bool]
    link: Callable[[str], str | None]
    language: str
    zone: str


class _TooLong(Exception):
    pass


def compile_template(subject: str, preheader: str, html: str, text: str) -> Compiled:
    """Raises Refused `template-refused`."""
    return Compiled(
        compile_part(TEXT, subject),
        compile_part(TEXT, preheader),
        compile_part(HTML, html),
        compile_part(TEXT, text),
    )


def write_body(template: Compiled, writing: Writing) -> Body | Unwritten:
    names = _names(writing)
    try:
        return Body(
            subject=one_line(_run(template.subject, names)),
            preheader=one_line(_run(template.preheader, names)),
            html=_run(template.html, names),
            text=_run(template.text, names),
        )
    except UndefinedError:
        return Unwritten("value-missing")
    except _TooLong:
        return Unwritten("mail-too-long")
    except (SecurityError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError):
        return Unwritten("template-refused")


def one_line(text: str) -> str:
    """A subject fit for a header, whatever the values held: every break becomes a space."""
    return " ".join(_BREAKS.sub(" ", text).split())


def _names(writing: Writing) -> dict[str, Any]:
    """patient.first_name → {"patient": Record}; the records answer None for what is not known."""
    values: dict[str, dict[str, Any]] = {}
    for dotted, value in writing.values.items():
        root, _, name = dotted.partition(".")
        values.setdefault(root, {})[name] = _cleaned(value)
    names: dict[str, Any] = {root: Record(found.get) for root, found in values.items()}
    names["segments"] = Record(lambda name: writing.segments.get(name, False))
    names["link"] = Record(writing.link)
    names[READER] = Reader(writing.language, writing.zone)
    return names


def _cleaned(value: Any) -> Any:
    """Texts of bounded length without control characters: what is written then needs no second look."""
    if isinstance(value, str):
        return _NOT_TEXT.sub("", value[:MOST_VALUE])
    if isinstance(value, list | tuple):
        return [_cleaned(each) for each in value[:MOST_VALUE]]
    return value


def _run(template: Template, names: dict[str, Any]) -> str:
    pieces: list[str] = []
    length = 0
    for piece in template.root_render_func(template.new_context(names)):
        length += len(piece)
        if length > MOST_OUTPUT:
            raise _TooLong
        pieces.append(piece)
    return "".join(pieces)

"""Shows diagnostics to people and machines: with a caret under the place, or as JSON."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from engine.compiler.tree import shorten, yaml_lines
from engine.journey.diagnostics import Diagnostic, Label

_LONGEST_LINE: Final = 160
_RESET: Final = "\033[0m"
_STYLES: Final = {"error": "\033[1;31m", "warning": "\033[1;33m", "faint": "\033[2m", "bold": "\033[1m"}


class Style:
    """Colours, or none: plain output is the same on every terminal and in every log."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def paint(self, name: str, text: str) -> str:
        return f"{_STYLES[name]}{text}{_RESET}" if self.colour and text else text


def as_text(found: Iterable[Diagnostic], sources: Mapping[str, str], *, colour: bool = False) -> str:
    """One block per diagnostic, a blank line between them; empty for none."""
    style = Style(colour)
    return "\n".join(_block(one, sources, style) for one in found)


def as_json(found: Iterable[Diagnostic]) -> str:
    """`{"diagnostics": […], "errors": n, "warnings": n}`, keys as in `Diagnostic`."""
    listed = list(found)
    document: dict[str, Any] = {"diagnostics": [msgspec.to_builtins(one) for one in listed], **count(listed)}
    return json.dumps(document, ensure_ascii=False, indent=2)


def count(found: Iterable[Diagnostic]) -> dict[str, int]:
    severities = [one.severity for one in found]
    return {"errors": severities.count("error"), "warnings": severities.count("warning")}


def _block(one: Diagnostic, sources: Mapping[str, str], style: Style) -> str:
    gutter = len(str(max([one.line, *(label.line for label in one.labels)])))
    margin = " " * gutter
    lines = [
        f"{style.paint(one.severity, f'{one.severity}[{one.code}]')}: {style.paint('bold', one.message)}",
        f"{margin} {style.paint('faint', '┌─')} {one.path}:{one.line}:{one.column}",
    ]
    lines += _excerpt(one, (one.line, one.column, one.end_column), "", one.severity, sources, gutter, style)
    for label in one.labels:
        lines += _label(label, one, sources, gutter, style)
    if one.hint:
        lines.append(f"{margin} = help: {one.hint}")
    lines.append(
        f"{margin} = {style.paint('faint', ' · '.join(part for part in (one.source, one.page) if part))}"
    )
    return "\n".join(lines) + "\n"


def _label(label: Label, one: Diagnostic, sources: Mapping[str, str], gutter: int, style: Style) -> list[str]:
    if not label.line:
        return [f"{' ' * gutter} = {label.text}"]
    where = [] if label.path == one.path else [f"{' ' * gutter} ┌─ {label.path}:{label.line}:{label.column}"]
    source = {one.path: sources.get(label.path, "")}
    place = (label.line, label.column, label.end_column)
    return where + _excerpt(one, place, label.text, "faint", source, gutter, style)


def _excerpt(
    one: Diagnostic,
    place: tuple[int, int, int],
    words: str,
    paint: str,
    sources: Mapping[str, str],
    gutter: int,
    style: Style,
) -> list[str]:
    """The line and, below it, carets under the place. Very long lines are cut around it."""
    number, column, end = place
    source = sources.get(one.path, "")
    lines = source.split("\n") if one.path.endswith(".mjml") else yaml_lines(source)
    if number > len(lines) or not lines[number - 1].strip():
        return []
    text = lines[number - 1].rstrip("\r").expandtabs(1)
    start = max(0, column - 1 - _LONGEST_LINE // 2) if len(text) > _LONGEST_LINE else 0
    shown = "".join(char if char.isprintable() else "·" for char in text[start : start + _LONGEST_LINE])
    before = _width(shown[: column - 1 - start])
    length = max(1, _width(shown[column - 1 - start : end - 1 - start]))
    carets = style.paint(paint, "^" * length + (f" {words}" if words else ""))
    bar = style.paint("faint", "│")
    return [f"{number:>{gutter}}{bar} {shown}", f"{' ' * gutter}{bar} {' ' * before}{carets}"]


def _width(text: str) -> int:
    """Columns of a terminal: wide characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def summary(found: Iterable[Diagnostic], journeys: int) -> str:
    """One line for the end: "3 journeys, 1 error, no warnings"."""
    counts = count(found)
    parts = [_counted(journeys, "journey"), _counted(counts["errors"], "error")]
    return shorten(", ".join([*parts, _counted(counts["warnings"], "warning")]), 200)


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"

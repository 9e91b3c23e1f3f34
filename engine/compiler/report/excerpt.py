"""Lines of an author's file with carets under the places that matter."""

import unicodedata
from functools import lru_cache
from typing import Final

import msgspec

from engine.compiler.report.style import Style
from engine.compiler.tree import yaml_lines

_LONGEST_LINE: Final = 160
_SHOWN_ALONE: Final = 2  # a gap of so many lines is shown as it is


class Mark(msgspec.Struct, frozen=True):
    """A place to point at. `main` marks get carets, others a line; `style` is its colour."""

    line: int
    column: int
    end_column: int
    words: str = ""
    main: bool = True
    style: str = "error"


def lines_of(path: str, source: str) -> list[str]:
    """The lines as the parser of that kind of file counts them."""
    return list(_cut_up(path.endswith(".mjml"), source))


@lru_cache(16)
def _cut_up(mail: bool, source: str) -> tuple[str, ...]:
    """Kept: hundreds of problems tell of one file."""
    return tuple(source.split("\n") if mail else yaml_lines(source))


def excerpt(lines: list[str], marks: list[Mark], gutter: int, style: Style) -> list[str]:
    """Each line once, in order, with its marks below; "⋮" where lines between are left out."""
    shown: list[str] = []
    last = 0
    for number in sorted({mark.line for mark in marks}):
        if number > len(lines) or not lines[number - 1].strip():
            continue
        if last and number > last + 1:
            shown += _between(lines, last, number, gutter, style)
        shown += _marked(lines[number - 1], [mark for mark in marks if mark.line == number], gutter, style)
        last = number
    return shown


def _between(lines: list[str], last: int, number: int, gutter: int, style: Style) -> list[str]:
    if number - last > _SHOWN_ALONE:
        return [f"{' ' * gutter}{style.paint('faint', '⋮')}"]
    return [_source(last + 1, _cut(lines[last], 1)[0], gutter, style)]


def _marked(text: str, marks: list[Mark], gutter: int, style: Style) -> list[str]:
    """The line, and one row for each kind of mark: the problem itself first, then what labels say."""
    shown, start = _cut(text, next((mark for mark in marks if mark.main), marks[0]).column)
    rows = [_source(marks[0].line, shown, gutter, style)]
    bar = style.paint("faint", "│")
    for main, words, paint in dict.fromkeys((one.main, one.words, one.style) for one in marks):
        alike = [one for one in marks if (one.main, one.words, one.style) == (main, words, paint)]
        row = _row(alike, shown, start)
        if row.strip():
            under = row.lstrip()
            painted = style.paint(paint, f"{under} {words}".rstrip())
            rows.append(f"{' ' * gutter}{bar} {' ' * (len(row) - len(under))}{painted}")
    return rows


def _row(marks: list[Mark], shown: str, start: int) -> str:
    """Carets for one row; a place outside of what is shown of a long line is left out."""
    row = ""
    for mark in sorted(marks, key=lambda one: one.column):
        first = mark.column - 1 - start
        if not 0 <= first <= len(shown):
            continue
        before = width(shown[:first])
        length = max(1, width(shown[first : mark.end_column - 1 - start]))
        row = row.ljust(before)[:before] + ("^" if mark.main else "-") * length
    return row


def _source(number: int, text: str, gutter: int, style: Style) -> str:
    return f"{style.paint('faint', f'{number:>{gutter}}│')} {text}".rstrip()


def _cut(text: str, column: int) -> tuple[str, int]:
    """What is shown of a line, and how many of its characters are left out before. Tabs become one space."""
    text = text.rstrip("\r").expandtabs(1)
    start = max(0, column - 1 - _LONGEST_LINE // 2) if len(text) > _LONGEST_LINE else 0
    kept = text[start : start + _LONGEST_LINE]
    return "".join(char if char.isprintable() else "·" for char in kept), start


def width(text: str) -> int:
    """Columns of a terminal: wide characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )

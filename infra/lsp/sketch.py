"""A document while it is being written: which words stand above the cursor, even where YAML is broken.

Goes by lines, dashes and columns alone, so that a half-written line does not take completion away.
"""

import re
from typing import Final, Literal

import msgspec

_LINE: Final = re.compile(r"(?P<indent>[ \t]*)(?P<dashes>(?:-[ \t]+|-$)*)(?P<rest>.*)")
_KEY: Final = re.compile(
    r"(?P<key>\"[^\"]*\"|'[^']*'|[^\s#\-\[{\"'][^:#]*?|-[^\s:][^:#]*?)[ \t]*:(?:[ \t]+|$)"
)
_OPENING: Final = {"{": "}", "[": "]"}


class Line(msgspec.Struct):
    """A key or a dash; `value` is what stands behind it up to the cursor or the line's end."""

    sort: Literal["key", "dash"]
    column: int
    key: str = ""
    value: str = ""
    parent: "Line | None" = None
    inside: list["Line"] = []


class Sketch(msgspec.Struct):
    """Where the cursor is: `above` from the document's top down to what it stands in.

    `key`: the key whose value is being written; None where a key or an item is. `siblings`: keys already
    written beside it. `prefix`: what stands between the start of the word and the cursor.
    """

    above: list[Line]
    siblings: list[str]
    key: str | None
    value: str
    prefix: str


def sketch(text: str, offset: int) -> Sketch:
    """The cursor's surroundings. `offset` counts characters."""
    start = text.rfind("\n", 0, offset) + 1
    root = Line("dash", -1)
    open_lines = [root]
    for line in text[:start].split("\n")[:-1]:
        for one in _parts(line):
            _add(open_lines, one)
    here = text[start:offset].rstrip("\r")
    parts = _parts(here)
    column = _column_of_word(here, parts)
    for one in parts:
        _add(open_lines, one)
    writing = next((one for one in reversed(parts) if one.sort == "key"), None)
    below = text[offset:].partition("\n")[2]
    if writing is None:
        _close(open_lines, column, "key")
        home = open_lines[-1]
        siblings = [one.key for one in home.inside if one.sort == "key"] + _later_keys(below, column)
        return Sketch(open_lines[1:], siblings, None, "", here[column:] if column < len(here) else "")
    open_lines.pop()
    siblings = [one.key for one in open_lines[-1].inside if one is not writing]
    value = writing.value
    return Sketch(open_lines[1:], siblings + _later_keys(below, writing.column), writing.key, value, value)


def _parts(line: str) -> list[Line]:
    """The dashes and the key of a line, with their columns; nothing for empty lines and comments."""
    match = _LINE.match(line)
    if match is None or not (match["dashes"] or match["rest"]) or match["rest"].startswith("#"):
        return []
    at = match.end("indent")
    found = [
        Line("dash", at + number, inside=[]) for number, char in enumerate(match["dashes"]) if char == "-"
    ]
    key = _KEY.match(match["rest"])
    if key is not None:
        column = match.start("rest")
        found.append(Line("key", column, key["key"].strip("\"'"), match["rest"][key.end() :], inside=[]))
    elif found:
        found[-1].value = match["rest"]
    return found


def _add(open_lines: list[Line], one: Line) -> None:
    _close(open_lines, one.column, one.sort)
    one.parent = open_lines[-1]
    open_lines[-1].inside.append(one)
    open_lines.append(one)


def _close(open_lines: list[Line], column: int, sort: str) -> None:
    """Leaves whatever ended: a list may stand as deep as its key."""
    while len(open_lines) > 1:
        top = open_lines[-1]
        under_its_key = top.sort == "key" and sort == "dash"
        if top.column < column or (top.column == column and under_its_key):
            return
        open_lines.pop()


def _column_of_word(here: str, parts: list[Line]) -> int:
    """Where the word under the cursor begins."""
    match = _LINE.match(here)
    return match.start("rest") if match else len(here)


def _later_keys(below: str, column: int) -> list[str]:
    """The keys beside the cursor in the lines below it."""
    found: list[str] = []
    for line in below.split("\n"):
        for one in _parts(line):
            if one.column < column:
                return found
            if one.column == column and one.sort == "key":
                found.append(one.key)
    return found


class Flow(msgspec.Struct):
    """Inside `{…` or `[…` of one line: the keys written so far, and the key whose value is being written."""

    opening: str
    keys: list[str]
    key: str | None
    prefix: str


def flow(value: str) -> list[Flow]:
    """The open brackets of a value, from the outermost to the one the cursor stands in."""
    found: list[Flow] = []
    quote = word = ""
    for char in value:
        if quote:
            quote = "" if char == quote else quote
            word += char
        elif char in "\"'" and not word.strip():
            quote, word = char, word + char
        elif char in _OPENING and not word.strip():
            found.append(Flow(char, [], None, ""))
            word = ""
        elif char in "}]" and found:
            found.pop()
            word = ""
        elif char == "," and found:
            found[-1].key, word = None, ""
        elif char in " \t" and found and word.rstrip().endswith(":") and found[-1].key is None:
            found[-1].key = word.strip()[:-1].strip("\"'")
            found[-1].keys.append(found[-1].key)
            word = ""
        else:
            word += char
    if found:
        found[-1].prefix = word.lstrip()
    return found

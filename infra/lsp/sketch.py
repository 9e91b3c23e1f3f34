"""A document while it is being written: which words stand above the cursor, even where YAML is broken.

Goes by lines, dashes and columns alone, so that a half-written line does not take completion away.
"""

import re
from typing import Final, Literal

import msgspec

_LINE: Final = re.compile(r"(?P<indent>[ \t]*)(?P<dashes>(?:-[ \t]+|-$)*)(?P<rest>.*)")
_KEY: Final = re.compile(r"(?P<key>\"[^\"]*\"|'[^']*'|[^\s#\-\[{\"'][^:#]*|-[^\s:][^:#]*):(?:[ \t]+|$)")
_BLOCK: Final = re.compile(r"[|>][0-9+-]*[ \t]*(?:#.*)?(?:\n|$)")
_LONGEST_FLOW: Final = 100  # lines; what is open longer was not meant to be
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
    sketcher = _Sketcher()
    for line in text[:start].split("\n")[:-1]:
        sketcher.add(line)
    return sketcher.end(text[start:offset].rstrip("\r"), text[offset:].partition("\n")[2])


class _Sketcher:
    def __init__(self) -> None:
        self.open = [Line("dash", -1)]
        self.running: Line | None = None  # a value that goes on over several lines
        self.lines: list[str] = []  # of that value

    def add(self, line: str) -> None:
        if self._goes_on(line):
            return
        for one in _parts(line):
            self._open(one)
            self.running = one if flow(one.value) or _BLOCK.match(one.value) else None
            self.lines = [one.value]

    def end(self, here: str, below: str) -> Sketch:
        """`here`: the cursor's line up to it; `below`: the lines under it."""
        running = self.running
        if running is not None and self._goes_on(here):
            written = "\n".join(self.lines)
            if flow(written) or _deeper(here, running):
                return self._within(running, written, below)
        parts = _parts(here)
        for one in parts:
            self._open(one)
        writing = next((one for one in reversed(parts) if one.sort == "key"), None)
        if writing is not None:
            return self._within(writing, writing.value, below)
        column = _column_of_word(here)
        self._close(column, "key")
        siblings = [one.key for one in self.open[-1].inside if one.sort == "key"]
        return Sketch(self.open[1:], siblings + _later_keys(below, column), None, "", here[column:])

    def _within(self, one: Line, value: str, below: str) -> Sketch:
        """In the value of a key, or in the item behind a dash."""
        while self.open[-1] is not one:
            self.open.pop()
        if one.sort == "dash":
            return Sketch(self.open[1:], [], None, "", value)
        self.open.pop()
        siblings = [other.key for other in self.open[-1].inside if other is not one]
        return Sketch(self.open[1:], siblings + _later_keys(below, one.column), one.key, value, value)

    def _goes_on(self, line: str) -> bool:
        """Takes a line that belongs to the value above, and is neither a key nor a dash of its own."""
        one = self.running
        if one is None:
            return False
        keyed = bool(_parts(line))
        if line.strip() and not _deeper(line, one) and (keyed or _BLOCK.match(one.value)):
            self.running = None
            return False
        self.lines.append(line)
        if not _BLOCK.match(one.value):
            open_still = len(self.lines) <= _LONGEST_FLOW and flow("\n".join(self.lines))
            self.running = one if open_still else None
        return True

    def _open(self, one: Line) -> None:
        self._close(one.column, one.sort)
        one.parent = self.open[-1]
        self.open[-1].inside.append(one)
        self.open.append(one)

    def _close(self, column: int, sort: str) -> None:
        """Leaves whatever ended: a list may stand as deep as its key."""
        while len(self.open) > 1:
            top = self.open[-1]
            under_its_key = top.sort == "key" and sort == "dash"
            if top.column < column or (top.column == column and under_its_key):
                return
            self.open.pop()


def _deeper(line: str, one: Line) -> bool:
    return len(line) - len(line.lstrip()) > one.column


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
        found.append(
            Line("key", column, key["key"].rstrip().strip("\"'"), match["rest"][key.end() :], inside=[])
        )
    elif found:
        found[-1].value = match["rest"]
    return found


def _column_of_word(here: str) -> int:
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
    """Inside `{…` or `[…`: the keys written so far, and the key whose value is being written."""

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
        elif char in " \t\n" and found and word.rstrip().endswith(":") and found[-1].key is None:
            found[-1].key = word.strip()[:-1].strip("\"'")
            found[-1].keys.append(found[-1].key)
            word = ""
        else:
            word += char
    if found:
        found[-1].prefix = word.lstrip()
    return found

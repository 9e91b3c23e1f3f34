"""Where each character of a text stands in the scalar an author wrote: quoted, folded, over many lines.

Knows the quoting of YAML and nothing else of it. Blanks are found roughly, everything else exactly.
"""

from typing import Final

Place = tuple[int, int]  # line from 0, column from 0, both of the scalar as written

_BLANK: Final = " \t\r\n\x85\u2028\u2029"
_ENDS: Final = "\n\x85\u2028\u2029"
_NAMED: Final = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0",
    "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEX: Final = {"x": 2, "u": 4, "U": 8}


def places(text: str, written: str) -> list[Place] | None:
    """One place for each character of `text`; None when `written` does not say `text`."""
    if written == text and text.isprintable():  # in one line, as it is: nearly all of them
        return [(0, column) for column in range(len(text))]
    at = _Reader(written).aligned(text)
    if at is None:
        return None
    found, line, start, read = [], 0, 0, 0
    for index in at:
        for position in range(read, index):
            if written[position] in _ENDS or _lone_return(written, position):
                line, start = line + 1, position + 1
        read = max(read, index)
        found.append((line, index - start))
    return found


def _lone_return(written: str, position: int) -> bool:
    return written[position] == "\r" and written[position + 1 : position + 2] != "\n"


class _Reader:
    def __init__(self, written: str) -> None:
        self.written = written
        self.quote = written[:1] if written[:1] in ("'", '"') else ""
        header = written.find("\n") if written[:1] in ("|", ">") else -1
        self.at = len(self.quote) if header < 0 else header + 1

    def aligned(self, text: str) -> list[int] | None:
        """The index in `written` of each character."""
        found = []
        for char in text:
            index = self._blank(char) if char in _BLANK and self._here() != "\\" else self._sign(char)
            if index is None:
                return None
            found.append(index)
        return found

    def _here(self) -> str:
        return self.written[self.at : self.at + 1]

    def _blank(self, char: str) -> int:
        """A blank may be a line's end, an indentation, or nothing at all: it never leads astray."""
        index = min(self.at, len(self.written) - 1)
        self.at += self._here() == char
        return index

    def _sign(self, char: str) -> int | None:
        while self._here() and (self._here() in _BLANK or self._continues()):
            self.at += 2 if self._continues() else 1
        index = self.at
        if self.quote == "'" and char == "'":
            self.at += 2
            return index + 1 if self.written[index : self.at] == "''" else None
        if self.quote == '"' and self._here() == "\\":
            return self._escaped(char)
        self.at += 1
        return index if self.written[index : self.at] == char else None

    def _continues(self) -> bool:
        """A backslash at the end of a line, in double quotes."""
        return self.quote == '"' and self.written[self.at : self.at + 2] in ("\\\n", "\\\r")

    def _escaped(self, char: str) -> int | None:
        index, letter = self.at, self.written[self.at + 1 : self.at + 2]
        digits = _HEX.get(letter, 0)
        self.at += 2 + digits
        if not digits:
            return index + 1 if _NAMED.get(letter) == char else None
        try:
            return index if chr(int(self.written[index + 2 : self.at], 16)) == char else None
        except (ValueError, OverflowError):
            return None

"""Places in a text: offsets, the compiler's lines and columns, and the positions of the protocol.

The compiler counts characters from 1, in lines as YAML or the message reader counts them; the protocol
counts from 0 in lines that end with LF, CRLF or CR, and in UTF-16 code units unless agreed otherwise.
"""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import Final, Literal, NamedTuple

Encoding = Literal["utf-8", "utf-16", "utf-32"]
_LINES: Final = re.compile("\r\n|\r|\n")
_YAML_LINES: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_MESSAGE_LINES: Final = re.compile("\n")
_WIDE: Final = 0xFFFF


class Position(NamedTuple):
    """Of the protocol: both count from 0."""

    line: int
    character: int


class Text:
    """One text; everything is asked of it in offsets (characters from 0)."""

    def __init__(self, text: str, encoding: Encoding = "utf-16", *, yaml: bool = True) -> None:
        """`yaml`: whether the compiler counts its lines as YAML does; messages end lines by LF alone."""
        self.text = text
        self.encoding = encoding
        self._lines = _starts(_LINES, text)
        self._counted: dict[int, list[int]] = {}
        self._ends = _YAML_LINES if yaml else _MESSAGE_LINES
        self._own = _starts(self._ends, text)

    @cached_property
    def lines(self) -> list[str]:
        """As the compiler counts them, without their ends; split once, however many problems are repaired."""
        return self._ends.split(self.text)

    def position(self, offset: int) -> Position:
        line = bisect_right(self._lines, offset) - 1
        start = self._lines[line]
        return Position(line, self._units(line)[offset - start] if self._wide(line) else offset - start)

    def offset(self, position: Position) -> int:
        """A position behind the end of its line means the end of the line, as the protocol says."""
        if position.line >= len(self._lines):
            return len(self.text)
        start, end = self._lines[position.line], self.line_end(position.line)
        if not self._wide(position.line):
            return min(start + position.character, end)
        return min(start + bisect_right(self._units(position.line), position.character) - 1, end)

    def line_end(self, line: int) -> int:
        """The offset at which a line (from 0) ends, its line end not included."""
        end = self._lines[line + 1] if line + 1 < len(self._lines) else len(self.text)
        return self._lines[line] + len(self.text[self._lines[line] : end].rstrip("\r\n"))

    def line_start(self, offset: int) -> int:
        return self._lines[bisect_right(self._lines, offset) - 1]

    def place(self, line: int, column: int) -> int:
        """The offset of a line and column (from 1) of the compiler; the nearest there is."""
        start = self._own[min(max(line, 1), len(self._own)) - 1]
        return min(start + column - 1, len(self.text))

    def _wide(self, line: int) -> bool:
        """Whether characters and units of a line differ."""
        return self.encoding != "utf-32" and not self._whole(line).isascii()

    def _units(self, line: int) -> list[int]:
        """The units before each character of a line, and before its end."""
        if line not in self._counted:
            widths = (_width(char, self.encoding) for char in self._whole(line))
            self._counted[line] = list(accumulate(widths, initial=0))
        return self._counted[line]

    def _whole(self, line: int) -> str:
        """A line with its end."""
        end = self._lines[line + 1] if line + 1 < len(self._lines) else len(self.text)
        return self.text[self._lines[line] : end]


def _width(char: str, encoding: Encoding) -> int:
    if encoding == "utf-16":
        return 2 if ord(char) > _WIDE else 1
    return len(char.encode("utf-8", "surrogatepass"))


def _starts(ends: re.Pattern[str], text: str) -> list[int]:
    return [0, *(match.end() for match in ends.finditer(text))]

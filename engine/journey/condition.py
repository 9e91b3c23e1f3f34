"""A CEL condition as the author wrote it, and how a place in it is found in the file."""

import msgspec

from engine.journey.span import Span
from engine.journey.written import Place, places


class Condition(msgspec.Struct, frozen=True):
    """`text` is CEL. `written` is the scalar as it stands in the file: quotes, lines and all."""

    text: str
    span: Span
    written: str = ""

    def locate(self, offset: int, length: int = 1) -> Span:
        """The place of `length` characters at `offset` of `text` in one line; the whole where unclear."""
        found = places(self.text, self.written)
        if not found:
            return self.span
        if offset >= len(self.text.rstrip()):
            return self._behind(found[len(self.text.rstrip()) - 1])
        line, first = found[offset]
        same = [column for row, column in found[offset : offset + max(length, 1)] if row == line]
        return self._place(line, first, max(same) + 1)

    def _behind(self, place: Place) -> Span:
        """Where something is missing at the end."""
        line, column = place
        return self._place(line, column + 1, column + 2)

    def _place(self, line: int, first: int, last: int) -> Span:
        before = self.span.column if line == 0 else 1
        number = self.span.line + line
        return Span(self.span.path, number, before + first, number, before + last)

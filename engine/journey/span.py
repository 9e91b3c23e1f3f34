"""Where something stands in an author's file. Lines and columns count from 1, in characters."""

import msgspec


class Span(msgspec.Struct, frozen=True, array_like=True):
    """From (line, column) up to, but not including, (end_line, end_column) of `path`."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def shifted(self, start: int, length: int) -> "Span":
        """The part of a one-line span that begins `start` characters in and is `length` long."""
        column = self.column + start
        return Span(self.path, self.line, column, self.line, column + max(1, length))


def whole_file(path: str) -> Span:
    """For what is wrong with a file as such: its first character."""
    return Span(path, 1, 1, 1, 2)

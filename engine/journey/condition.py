"""A CEL condition as the author wrote it, and how a place in it is found in the file."""

import msgspec

from engine.journey.span import Span


class Condition(msgspec.Struct, frozen=True):
    """`text` is CEL. `written` is the scalar as it stands in the file, quotes included, when on one line."""

    text: str
    span: Span
    written: str = ""

    def locate(self, offset: int, length: int = 1) -> Span:
        """The place of `length` characters at `offset` of `text`; the whole condition where unclear."""
        columns = _columns(self.text, self.written)
        if columns is None or offset >= len(columns):
            return self.span
        last = columns[min(offset + length, len(columns)) - 1]
        return self.span.shifted(columns[offset], last - columns[offset] + 1)


def _columns(text: str, written: str) -> list[int] | None:
    """For each character of `text` its column in `written`, or None when the scalar was transformed."""
    if written == text:
        return list(range(len(text)))
    if written[:1] == "'" and written[1:-1].replace("''", "'") == text:
        return _skipping(written, "'")
    if written[:1] == '"' and written[1:-1].replace('\\"', '"') == text:
        return _skipping(written, "\\")
    return None


def _skipping(written: str, escape: str) -> list[int]:
    columns, at = [], 1
    while at < len(written) - 1:
        at += written[at] == escape
        columns.append(at)
        at += 1
    return columns

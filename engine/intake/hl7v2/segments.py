"""Segments, fields, repetitions and components by their HL7 numbers, split only when asked for.

Numbers are the standard's own (PID-3 is `field(3)`, CX.4 is `text(4)`), so the code reads beside it.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from engine.intake.event import Notice
from engine.intake.hl7v2.escapes import Delimiters, decode
from engine.intake.hl7v2.framing import Lines
from engine.intake.text import tidy
from engine.intake.untaken import Untaken

NULL: Final = '""'  # "delete the value"; an empty field means "no change"
_SEGMENT_ID: Final = re.compile(r"[A-Z][A-Z0-9]{2}")
_READ: Final = frozenset(["MSH", "EVN", "PID", "PD1", "PV1", "MRG", "SCH", "TQ1", "AIS", "AIG", "AIL", "AIP"])


class Repetition(NamedTuple):
    """One repetition of a field."""

    raw: str
    delimiters: Delimiters
    charset: str
    where: str

    @property
    def is_null(self) -> bool:
        return self.raw == NULL

    def text(self, component: int, subcomponent: int = 0) -> str:
        """A component as tidy text; "" when absent. A subcomponent of 0 takes the component whole."""
        parts = self.raw.split(self.delimiters.component, component)
        if len(parts) < component:
            return ""
        value = parts[component - 1]
        if subcomponent:
            pieces = value.split(self.delimiters.subcomponent, subcomponent)
            value = pieces[subcomponent - 1] if len(pieces) >= subcomponent else ""
        if not value:
            return ""
        return tidy(decode(value, self.delimiters, self.charset, self.where))

    def value(self, component: int, subcomponent: int = 0) -> str | None:
        """A component under HL7's rule of change: None not said, "" delete it, else the text."""
        text = self.text(component, subcomponent)
        if self.is_null or text == NULL:
            return ""
        return text or None


class Segment:
    """One line. MSH is shifted so that its field n is MSH-n as well."""

    __slots__ = ("_charset", "_delimiters", "_fields", "id")

    def __init__(self, line: str, delimiters: Delimiters, charset: str) -> None:
        self._delimiters = delimiters
        self._charset = charset
        self._fields = line.split(delimiters.field)
        self.id = self._fields[0]
        if self.id == "MSH":
            self._fields.insert(1, delimiters.field)

    def field(self, number: int) -> str:
        """The raw field, "" when absent."""
        return self._fields[number].strip() if number < len(self._fields) else ""

    def repetitions(self, number: int) -> Iterator[Repetition]:
        """The filled repetitions; none for an empty field, one (`is_null`) for `""`."""
        raw = self.field(number)
        if not raw:
            return
        for part in raw.split(self._delimiters.repetition):
            if part.strip():
                yield Repetition(part.strip(), self._delimiters, self._charset, f"{self.id}-{number}")

    def first(self, number: int) -> Repetition:
        """The first filled repetition, or an empty one."""
        for repetition in self.repetitions(number):
            return repetition
        return Repetition("", self._delimiters, self._charset, f"{self.id}-{number}")

    def text(self, number: int, component: int = 1, subcomponent: int = 0) -> str:
        """A component of the first repetition; "" when absent or HL7 null."""
        if not self.field(number):
            return ""
        text = self.first(number).text(component, subcomponent)
        return "" if text == NULL else text


class Message:
    """The segments of one message that any of our readers looks at."""

    def __init__(self, lines: Lines, segments: list[Segment], notices: list[Notice]) -> None:
        self._lines = lines
        self._segments = segments
        self.notices = notices

    def all(self, segment_id: str) -> list[Segment]:
        return [segment for segment in self._segments if segment.id == segment_id]

    def first(self, segment_id: str) -> Segment:
        """The first segment of that id, or one with every field empty."""
        for segment in self._segments:
            if segment.id == segment_id:
                return segment
        return Segment(segment_id, self._lines.delimiters, self._lines.charset)

    def has(self, segment_id: str) -> bool:
        return any(segment.id == segment_id for segment in self._segments)


def split_message(lines: Lines) -> Message:
    """Keep the segments we read; Z segments and other chapters are skipped unread.

    A line that is no segment is the tail of a value with a line break in it. After a segment nobody
    reads that is noted; inside one we read it would lose fields, so it is refused.
    """
    kept: list[Segment] = []
    notices = [Notice("charset-guessed", "MSH-18")] if lines.guessed else []
    previous = ""
    for line in lines.lines:
        segment_id = line[:3]
        if not _SEGMENT_ID.fullmatch(segment_id) or line[3:4] not in {lines.delimiters.field, ""}:
            _accept_tail(previous, notices)
        else:
            previous = segment_id
            if segment_id in _READ:
                kept.append(Segment(line, lines.delimiters, lines.charset))
    message = Message(lines, kept, notices)
    _require_one_patient(message)
    return message


def _accept_tail(previous: str, notices: list[Notice]) -> None:
    if previous in _READ:
        raise Untaken("hl7-broken-segment", "A line after this segment is not a segment.", previous, "100")
    notices.append(Notice("line-break-in-text", previous))


def _require_one_patient(message: Message) -> None:
    if len(message.all("MSH")) > 1:
        raise Untaken(
            "hl7-several-messages", "Two MSH segments in one message; send them one by one.", "MSH", "100"
        )
    if len(message.all("PID")) > 1:
        raise Untaken(
            "hl7-several-patients", "Two PID segments in one message; send one patient each.", "PID", "100"
        )
    if len(message.all("SCH")) > 1:
        raise Untaken(
            "hl7-several-appointments", "Two SCH segments in one message; send one each.", "SCH", "100"
        )

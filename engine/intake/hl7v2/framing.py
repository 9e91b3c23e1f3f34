"""From bytes to the lines of one message: size, framing, BOM, delimiters, charset, control characters.

Tolerant where the meaning is certain (line ends, BOM, a missing last CR, MLLP bytes); everything
else is refused with its place, and no byte is ever replaced or dropped.
"""

import re
from typing import Final, NamedTuple

from engine.intake.hl7v2.charsets import decode_text
from engine.intake.hl7v2.escapes import Delimiters
from engine.intake.sender import SenderSettings
from engine.intake.text import UNWANTED
from engine.intake.untaken import Untaken

MAX_BYTES: Final = 1_048_576
_BOM: Final = b"\xef\xbb\xbf"
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_BATCH: Final = (b"FHS", b"BHS")


class Lines(NamedTuple):
    """One message as text."""

    lines: tuple[str, ...]  # segments, none empty; the first is the MSH
    delimiters: Delimiters
    charset: str  # Python codec that decoded the bytes
    guessed: bool  # the charset was not declared and is not UTF-8


def unwrap(raw: bytes) -> bytes:
    """The message without MLLP bytes, BOM and outer line ends."""
    return raw.strip(b"\x0b\x1c\r\n").removeprefix(_BOM).lstrip(b"\r\n")


def read_lines(raw: bytes, settings: SenderSettings) -> Lines:
    """Raises `Untaken` when this is not one readable HL7 v2 message."""
    if len(raw) > MAX_BYTES:
        raise Untaken("hl7-too-large", f"The message is larger than {MAX_BYTES} bytes.")
    body = unwrap(raw)
    delimiters = read_delimiters(body)
    decoded = decode_text(body, _declared_charset(body), settings)
    found = UNWANTED.search(decoded.text)
    if found:
        raise Untaken(
            "hl7-control-character",
            "The message holds a control character; remove it or send it as an escape.",
            f"character {found.start()}",
            "102",
        )
    lines = tuple(line for line in _LINE_END.split(decoded.text) if line.strip())
    return Lines(lines, delimiters, decoded.charset, decoded.guessed)


def read_delimiters(body: bytes) -> Delimiters:
    """MSH-1 and MSH-2 (at least four characters, all different, none a letter or digit)."""
    if not body:
        raise Untaken("hl7-empty", "The message is empty.", "", "100")
    if body[:3] in _BATCH:
        raise Untaken("hl7-batch", "Batches are not taken; send one message at a time.", "", "100")
    if body[:3] != b"MSH":
        raise Untaken("hl7-missing-msh", "The message must begin with an MSH segment.", "MSH", "100")
    try:
        separator = body[3:4].decode("ascii")
        encoding = body[4:].split(body[3:4], 1)[0][:6].decode("ascii") if separator else ""
    except UnicodeDecodeError as error:
        raise Untaken("hl7-bad-delimiters", "MSH-1 and MSH-2 must be ASCII.", "MSH-2", "102") from error
    marks = separator + encoding
    if not 5 <= len(marks) <= 6 or len(set(marks)) != len(marks) or not _are_marks(marks):
        raise Untaken(
            "hl7-bad-delimiters",
            "MSH-1 and MSH-2 must name five different delimiters, such as |^~\\&.",
            "MSH-2",
            "102",
        )
    return Delimiters(*marks)


def _are_marks(marks: str) -> bool:
    return all(c.isprintable() and not c.isalnum() and c != " " for c in marks)


def header_fields(body: bytes) -> list[bytes]:
    """MSH fields as bytes, so that index n is MSH-n. Call only with delimiters known to be good."""
    first = re.split(rb"[\r\n]", body, maxsplit=1)[0]
    separator = first[3:4]
    return [b"MSH", separator, *first[4:].split(separator)]


def _declared_charset(body: bytes) -> str:
    fields = header_fields(body)
    declared = fields[18] if len(fields) > 18 else b""
    repetition = fields[2][1:2]  # the second encoding character
    return declared.split(repetition)[0].strip().decode("ascii", "ignore").upper()

"""The ACK for a reading: original or enhanced mode, in the sender's own delimiters and version.

Works on the raw bytes, so that even a message that could not be decoded is answered with its own
control id. Send it only after the raw message is committed.
"""

import re
from datetime import datetime
from typing import Final, Literal

from engine.errors import Refused
from engine.intake.event import Refusal
from engine.intake.hl7v2.escapes import STANDARD, Delimiters, encode
from engine.intake.hl7v2.framing import MAX_BYTES, header_fields, read_delimiters, unwrap
from engine.intake.hl7v2.reader import Reading
from engine.intake.untaken import Untaken

Stage = Literal["accept", "application"]

_UNPRINTABLE: Final = re.compile(rb"[\x00-\x1f\x7f]")
_WHERE: Final = re.compile(r"([A-Z][A-Z0-9]{2})(?:-(\d+)(?:\.(\d+))?)?")
_MAX_ECHO: Final = 250
# structure or protocol, not content: the sender must not correct and resend, but reconfigure
_REJECTED: Final = frozenset(
    {
        "hl7-empty",
        "hl7-batch",
        "hl7-missing-msh",
        "hl7-bad-delimiters",
        "hl7-several-messages",
        "hl7-several-patients",
        "hl7-several-appointments",
        "hl7-too-large",
        "hl7-type-unsupported",
        "hl7-trigger-missing",
        "hl7-version-unsupported",
        "hl7-processing-id-unsupported",
    }
)
_ERROR_TEXTS: Final = {
    "100": "Segment sequence error",
    "101": "Required field missing",
    "102": "Data type error",
    "103": "Table value not found",
    "200": "Unsupported message type",
    "201": "Unsupported event code",
    "202": "Unsupported processing id",
    "203": "Unsupported version id",
    "204": "Unknown key identifier",
    "205": "Duplicate key identifier",
    "206": "Application record locked",
    "207": "Application internal error",
}  # table 0357


def acknowledge(
    raw: bytes, reading: Reading, *, control_id: str, now: datetime, stage: Stage | None = None
) -> bytes:
    """The acknowledgement, segments ended by CR, without MLLP bytes; b"" when none is due.

    Enhanced mode (MSH-15 or MSH-16 filled) gives the accept acknowledgement (CA, CE, CR) when it is
    due, else the application one; `stage` asks for one of them. `now` must be aware. An ACK is never
    acknowledged. Source: HL7 v2 chapter 2, sections 2.9.2 and 2.9.3; tables 0008 and 0155.
    """
    if now.tzinfo is None:
        raise Refused("naive-time", "An acknowledgement needs an aware time.")
    if reading.message.type in {"ACK", "MCF"}:
        return b""
    letter = _mode(reading, stage)
    if not letter:
        return b""
    fields, delimiters = _echo(raw)
    code = letter + _verdict(reading.refusal)
    lines = [_msh(fields, delimiters, control_id, now), _msa(fields, delimiters, code, reading)]
    if reading.refusal is not None:
        lines.append(_err(reading, delimiters))
    return b"".join(line + b"\r" for line in lines)


def _mode(reading: Reading, stage: Stage | None) -> str:
    """The first letter of MSA-1, "" when this acknowledgement is not wanted."""
    accept, application = reading.message.accept_ack, reading.message.application_ack
    taken = reading.refusal is None
    if not accept and not application:
        return "" if stage == "accept" else "A"
    if stage != "application" and _is_due(accept, taken=taken):
        return "C"
    return "A" if stage != "accept" and _is_due(application, taken=taken) else ""


def _is_due(condition: str, *, taken: bool) -> bool:
    if condition == "ER":
        return not taken
    if condition == "SU":
        return taken
    return condition not in {"", "NE"}


def _verdict(refusal: Refusal | None) -> str:
    if refusal is None:
        return "A"
    return "R" if refusal.retry or refusal.code in _REJECTED else "E"


def _echo(raw: bytes) -> tuple[list[bytes], Delimiters]:
    """The sender's MSH fields, cut and free of control characters; empty ones when there is no MSH."""
    body = unwrap(raw[:MAX_BYTES])
    try:
        delimiters = read_delimiters(body)
    except Untaken:
        return [b""] * 20, STANDARD
    fields = [_UNPRINTABLE.sub(b"", field)[:_MAX_ECHO].strip() for field in header_fields(body)[:20]]
    return [*fields, *[b""] * (20 - len(fields))], delimiters


def _msh(fields: list[bytes], delimiters: Delimiters, control_id: str, now: datetime) -> bytes:
    separator, component = delimiters.field.encode(), delimiters.component.encode()
    kind = [b"ACK", *fields[9].split(component)[1:2]]
    if len(kind) == 2 and len(fields[9].split(component)) > 2:
        kind.append(b"ACK")  # the structure, for senders that name theirs
    marks = "".join(delimiters[1:])
    parts = [
        b"MSH" + separator + marks.encode(),
        fields[5],
        fields[6],
        fields[3],
        fields[4],
        now.strftime("%Y%m%d%H%M%S%z").encode(),
        b"",
        component.join(kind),
        encode(control_id, delimiters).encode(),
        fields[11] or b"P",
        fields[12] or b"2.5.1",
    ]
    if fields[18]:
        parts += [b""] * 5 + [fields[18]]
    return separator.join(parts)


def _msa(fields: list[bytes], delimiters: Delimiters, code: str, reading: Reading) -> bytes:
    parts = [b"MSA", code.encode(), fields[10]]
    if reading.refusal is not None and reading.message.version_number < (2, 5):
        parts.append(encode(reading.refusal.reason, delimiters).encode("ascii", "replace"))
    return delimiters.field.encode().join(parts)


def _err(reading: Reading, delimiters: Delimiters) -> bytes:
    """ERR as of 2.5 (ERR-2 location, ERR-3 code, ERR-4 severity, ERR-8 message); ERR-1 before."""
    refusal = reading.refusal
    assert refusal is not None  # noqa: S101 - narrows the type; the caller has just looked
    old = reading.message.version_number < (2, 5)
    text = _ERROR_TEXTS.get(refusal.hl7_error, _ERROR_TEXTS["207"])
    inner = delimiters.subcomponent if old else delimiters.component
    coded = inner.join((refusal.hl7_error, text, "HL70357"))
    location = _location(refusal.where, delimiters)
    if old:
        line = delimiters.component.join([*location[:3], *[""] * (3 - len(location[:3])), coded])
        return f"ERR{delimiters.field}{line}".encode("ascii", "replace")
    parts = ("ERR", "", delimiters.component.join(location), coded, "E", "", "", "")
    reason = encode(refusal.reason, delimiters)
    return delimiters.field.join((*parts, reason)).encode("ascii", "replace")


def _location(where: str, delimiters: Delimiters) -> list[str]:
    """ERL: segment, sequence 1, field, repetition, component."""
    match = _WHERE.fullmatch(where)
    if match is None:
        return []
    segment, field, component = match.groups()
    location = [segment, "1"]
    if field:
        location.append(field)
    if component:
        location += ["1", component]
    return location

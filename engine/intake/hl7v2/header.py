"""The MSH segment: who sent what, when, under which rules, and whether we take it at all.

Refusals here are rejects (AR): nothing is known yet about the content.
"""

import re
from datetime import datetime
from typing import Final

import msgspec

from engine.intake.event import Notice
from engine.intake.hl7v2.framing import MAX_BYTES, read_delimiters, unwrap
from engine.intake.hl7v2.segments import NULL, Message, Segment
from engine.intake.hl7v2.timestamps import Clock, choose_clock, parse_stamp
from engine.intake.sender import SenderSettings
from engine.intake.text import UNWANTED, tidy
from engine.intake.untaken import Untaken

_VERSION: Final = re.compile(r"2(\.[0-9]{1,2}){1,3}")
MAX_CONTROL_ID: Final = 199  # 2.7 and later; 20 before, which senders never kept to
TAKEN_TYPES: Final = frozenset({"SIU", "ADT"})


class Header(msgspec.Struct, frozen=True, omit_defaults=True):
    """Facts of the MSH, as text; "" where absent. Holds no patient data."""

    sending_application: str = ""
    sending_facility: str = ""
    receiving_application: str = ""
    receiving_facility: str = ""
    sent_at: datetime | None = None  # UTC
    type: str = ""  # MSH-9.1, such as SIU
    trigger: str = ""  # MSH-9.2, such as S12
    control_id: str = ""
    processing_id: str = ""
    version: str = ""
    accept_ack: str = ""  # MSH-15, table 0155: AL NE ER SU
    application_ack: str = ""  # MSH-16

    @property
    def source(self) -> str:
        return f"hl7v2:{self.sending_application}|{self.sending_facility}"

    @property
    def version_number(self) -> tuple[int, ...]:
        """(2, 3) or (2, 5, 1); the latter also when MSH-12 is blank or odd."""
        return tuple(map(int, self.version.split("."))) if _VERSION.fullmatch(self.version) else (2, 5, 1)


def read_header(message: Message) -> Header:
    """Every fact that can be read, without judging it. MSH-7 is left to `read_clock`."""
    return _facts(message.first("MSH"), message.first("EVN").text(1))


def _facts(msh: Segment, event_code: str) -> Header:
    return Header(
        sending_application=_name(msh, 3),
        sending_facility=_name(msh, 4),
        receiving_application=_name(msh, 5),
        receiving_facility=_name(msh, 6),
        type=msh.text(9, 1).upper(),
        # never MSH-9.3: real senders write structures that do not exist
        trigger=(msh.text(9, 2) or event_code).upper(),
        control_id=tidy(msh.field(10).removeprefix(NULL)),
        processing_id=msh.text(11).upper(),
        version=msh.text(12),
        accept_ack=msh.text(15).upper(),
        application_ack=msh.text(16).upper(),
    )


def peek_header(raw: bytes) -> Header:
    """The facts of a message that could not be read, so that it can be answered and found again."""
    body = unwrap(raw[:MAX_BYTES])
    try:
        delimiters = read_delimiters(body)
        line = UNWANTED.sub("", re.split(rb"[\r\n]", body, maxsplit=1)[0].decode("ascii", "ignore"))
        return _facts(Segment(line, delimiters, "ascii"), "")
    except Untaken:
        return Header()


def _name(msh: Segment, number: int) -> str:
    """HD: the namespace, or the universal id when there is none."""
    return msh.text(number, 1) or msh.text(number, 2)


def require_taken(header: Header, settings: SenderSettings) -> None:
    """Raises `Untaken` when message type, version or processing id is not ours to take."""
    if header.type not in TAKEN_TYPES:
        raise Untaken("hl7-type-unsupported", "Only SIU and ADT messages are taken.", "MSH-9", "200")
    if not header.trigger:
        raise Untaken("hl7-trigger-missing", "The message does not say its trigger event.", "MSH-9", "201")
    if header.version and not header.version.startswith("2."):
        raise Untaken("hl7-version-unsupported", "Only HL7 version 2 is taken.", "MSH-12", "203")
    if header.processing_id and header.processing_id not in settings.processing_ids:
        raise Untaken(
            "hl7-processing-id-unsupported",
            "This sender's settings do not take this processing id; real people may be behind a test feed.",
            "MSH-11",
            "202",
        )
    if not header.control_id:
        raise Untaken(
            "hl7-control-id-missing", "Every message needs a control id of its own.", "MSH-10", "101"
        )
    if len(header.control_id) > MAX_CONTROL_ID:
        raise Untaken("hl7-control-id-too-long", f"At most {MAX_CONTROL_ID} characters.", "MSH-10", "102")


def read_clock(message: Message, settings: SenderSettings) -> tuple[Clock, datetime | None]:
    """The clock of this message and when it was sent (None when MSH-7 is blank).

    Raises `Untaken` when MSH-7 is there but is not a date and time.
    """
    text = message.first("MSH").text(7)
    stamp = parse_stamp(text) if text else None
    if text and stamp is None:
        raise Untaken("hl7-bad-date", "The time of the message is not a valid date and time.", "MSH-7", "102")
    clock = choose_clock(stamp, settings.time_zone)
    if stamp is None:
        return clock, None
    if stamp.precision < 5:
        message.notices.append(Notice("message-time-imprecise", "MSH-7"))
    return clock, clock.resolve(stamp)[0]

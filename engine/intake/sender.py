"""What an organisation tells us about one sending system, where the standards leave room.

Immutable and without secrets: keys and signatures are the business of the HTTP edge.
"""

import codecs
from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from engine.errors import Refused

START_FIELDS: Final = ("TQ1-7", "SCH-11.4", "AIS-4", "AIP-6", "AIL-6", "AIG-8")
APPOINTMENT_ID_FIELDS: Final = ("SCH-2", "SCH-1")


class SenderSettings(msgspec.Struct, frozen=True):
    """Raises `Refused` when built with an unknown zone, charset or field name."""

    zone: str  # IANA; the wall clock of times without an offset, such as "America/New_York"
    start_fields: tuple[str, ...] = START_FIELDS  # first filled field wins; others may disagree
    appointment_id_fields: tuple[str, ...] = APPOINTMENT_ID_FIELDS
    charset_fallback: str = "cp1252"  # undeclared bytes that are not UTF-8; "" refuses them
    charset_override: str = ""  # wins over MSH-18, for senders known to declare it wrongly
    processing_ids: tuple[str, ...] = ("P",)  # MSH-11 taken; add "T" to let a test feed in
    kinds: Mapping[str, str] = {}  # sender's visit type (lower kebab) → ours: {"ov15": "office-visit"}

    def __post_init__(self) -> None:
        _require_zone(self.zone)
        for charset in (self.charset_fallback, self.charset_override):
            _require_charset(charset)
        _require_known(self.start_fields, START_FIELDS)
        _require_known(self.appointment_id_fields, APPOINTMENT_ID_FIELDS)

    @property
    def time_zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


def _require_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused("sender-zone-unknown", "The sender's zone must be an IANA name.") from error


def _require_charset(name: str) -> None:
    try:
        codecs.lookup(name or "ascii")
    except LookupError as error:
        raise Refused(
            "sender-charset-unknown", "The sender's charset must be a Python codec name."
        ) from error


def _require_known(given: tuple[str, ...], known: tuple[str, ...]) -> None:
    if not set(given) <= set(known):
        raise Refused("sender-field-unknown", f"A sender's fields must be among {', '.join(known)}.")

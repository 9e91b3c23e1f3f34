"""MSH-18 (HL7 table 0211) and what to do when the bytes say otherwise.

Bytes are never replaced: either the text is what the sender meant, or the message is refused.
"""

import re
from typing import Final, NamedTuple

from engine.intake.sender import SenderSettings
from engine.intake.untaken import Untaken

_ASCII: Final = frozenset({"", "ASCII", "ISO IR6", "ISO IR 6"})
_UTF8: Final = frozenset({"UNICODE UTF-8", "UTF-8", "UTF8", "UNICODE"})
_OTHERS: Final = {
    "ISO IR14": "shift_jis",
    "ISO IR87": "iso2022_jp",
    "ISO IR159": "iso2022_jp_1",
    "GB 18030-2000": "gb18030",
    "KS X 1001": "euc_kr",
    "BIG-5": "big5",
}
_PART_OF_8859: Final = re.compile(r"(?:ISO[ -]?)?8859[/-](\d{1,2})")


class Decoded(NamedTuple):
    text: str
    charset: str
    guessed: bool = False


def decode_text(body: bytes, declared: str, settings: SenderSettings) -> Decoded:
    """The message's text. Raises `Untaken` when the bytes are not in the charset they should be in."""
    if settings.charset_override:
        return Decoded(_strictly(body, settings.charset_override), settings.charset_override)
    if declared in _ASCII:
        return _undeclared(body, settings)
    codec = _codec(declared)
    if codec.startswith("iso8859") and not body.isascii() and _is_utf8(body):
        raise _bytes_differ()  # two-byte UTF-8 read as Latin-1 would be a garbled name
    return Decoded(_strictly(body, codec), codec)


def _undeclared(body: bytes, settings: SenderSettings) -> Decoded:
    if _is_utf8(body):
        return Decoded(body.decode("utf-8"), "utf-8")
    if not settings.charset_fallback:
        raise _bytes_differ()
    return Decoded(_strictly(body, settings.charset_fallback), settings.charset_fallback, guessed=True)


def _codec(declared: str) -> str:
    if declared in _UTF8:
        return "utf-8"
    part = _PART_OF_8859.fullmatch(declared)
    if part and int(part[1]) in {1, 2, 3, 4, 5, 6, 7, 8, 9, 15}:
        return f"iso8859_{part[1]}"
    if declared in _OTHERS:
        return _OTHERS[declared]
    raise Untaken(
        "hl7-charset-unsupported", "MSH-18 names a character set that is not taken.", "MSH-18", "103"
    )


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _strictly(body: bytes, codec: str) -> str:
    try:
        return body.decode(codec)
    except UnicodeDecodeError as error:
        raise _bytes_differ() from error


def _bytes_differ() -> Untaken:
    return Untaken(
        "hl7-charset-differs",
        "The bytes are not in the character set that MSH-18 declares; send UTF-8 and say so.",
        "MSH-18",
        "102",
    )

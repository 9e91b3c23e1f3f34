r"""HL7 v2 escape sequences (chapter 2, section 2.7), decoded exactly once.

`\F\ \S\ \T\ \R\ \E\ \P\` are delimiters, `\X41\` bytes, `\.br\` and friends layout, `\H\ \N\`
highlighting. A lone escape character is text: real senders write `DOMAIN\user`.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from engine.intake.text import UNWANTED
from engine.intake.untaken import Untaken


class Delimiters(NamedTuple):
    """The characters of MSH-1 and MSH-2."""

    field: str = "|"
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    subcomponent: str = "&"
    truncation: str = ""  # 2.7 and later


STANDARD: Final = Delimiters()
MAX_SEQUENCE: Final = 64


@lru_cache(maxsize=32)
def _pattern(escape_character: str) -> re.Pattern[str]:
    mark = re.escape(escape_character)
    return re.compile(rf"{mark}([A-Z.][^{mark}\r\n]{{0,{MAX_SEQUENCE}}}){mark}")


def decode(text: str, delimiters: Delimiters, charset: str, where: str) -> str:
    """Escapes replaced by what they mean.

    Raises `Untaken` for control characters hidden in `\\X..\\` and for character set switches
    (`\\C..\\`, `\\M..\\`), since reading past those would garble a name.
    """
    if delimiters.escape not in text:
        return text
    letters = {
        "F": delimiters.field,
        "S": delimiters.component,
        "T": delimiters.subcomponent,
        "R": delimiters.repetition,
        "E": delimiters.escape,
        "P": delimiters.truncation or "#",
        "H": "",
        "N": "",
    }

    def meaning(match: re.Match[str]) -> str:
        body = match[1]
        if body in letters:
            return letters[body]
        if body.startswith("X"):
            return _from_hex(body[1:], charset, where)
        if body.startswith("."):
            return " "  # layout; every value we keep is a single line
        if body.startswith(("C", "M")) and _is_hex(body[1:]):
            raise Untaken(
                "hl7-charset-switch",
                "The field switches its character set; send the message in UTF-8.",
                where,
                "102",
            )
        return match[0]

    return _pattern(delimiters.escape).sub(meaning, text)


def _is_hex(text: str) -> bool:
    return bool(text) and len(text) % 2 == 0 and all(c in "0123456789abcdefABCDEF" for c in text)


def _from_hex(digits: str, charset: str, where: str) -> str:
    try:
        text = bytes.fromhex(digits).decode(charset) if _is_hex(digits) else "\x00"
    except UnicodeDecodeError:
        text = "\x00"
    if UNWANTED.search(text):
        raise Untaken(
            "hl7-control-character", "A hexadecimal escape holds bytes that are not text.", where, "102"
        )
    return text


def encode(text: str, delimiters: Delimiters) -> str:
    """Text made safe to stand in a field: the inverse of `decode` for delimiters, CR and LF."""
    mark = delimiters.escape
    names = {
        delimiters.field: "F",
        delimiters.component: "S",
        delimiters.subcomponent: "T",
        delimiters.repetition: "R",
        mark: "E",
        "\r": ".br",
        "\n": ".br",
    }
    if delimiters.truncation:
        names[delimiters.truncation] = "P"
    return "".join(f"{mark}{names[c]}{mark}" if c in names else c for c in text)

"""Header fields of a mail: guarded against injection, encoded (RFC 2047) and folded (RFC 5322).

Whatever could end a line, or be taken for one by some other program, is refused, not escaped; what
only misleads the eye (bidirectional controls) is removed. Texts of errors never hold the value.
"""

import re
from base64 import b64encode

from engine.errors import Refused

# CR, LF and NUL; VT, FF, FS, GS, RS (str.splitlines); C1 with NEL; LS, PS; lone surrogates; U+FFFE/FFFF.
_BREAKS = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_MISLEADS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")  # Bidi_Control and BOM
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*\Z")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}\Z")
_TOKEN = re.compile(r"[\x21-\x7e]+\Z")

MAX_VALUE = 2_000  # characters; a longer subject or name is a mistake or an attack
FOLD = 78  # RFC 5322 2.1.1: should; 998 is must
_WORD = 75  # RFC 2047 2: one encoded word
_MARKS = len("=?utf-8?B??=")


def guard(name: str, value: str) -> str:
    """`value` fit for a header: one line, single spaces, nothing that turns the reading direction.

    Raises `Refused` (`header-breaks-line`, `header-is-too-long`).
    """
    if len(value) > MAX_VALUE:
        raise Refused("header-is-too-long", f"The header {name} is longer than {MAX_VALUE} characters.")
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    value = value.replace("\t", " ")
    if _BREAKS.search(value):
        raise Refused("header-breaks-line", f"The header {name} holds a control character or line break.")
    return " ".join(word for word in _MISLEADS.sub("", value).split(" ") if word)


def guard_name(name: str) -> str:
    """At most 40 letters, digits and hyphens; raises `Refused` (`header-name-is-malformed`)."""
    if not _NAME.match(name):
        raise Refused("header-name-is-malformed", "A header name may hold only letters, digits and hyphens.")
    return name


def guard_token(name: str, value: str, limit: int = 900) -> str:
    """Printable ASCII without spaces, such as an address; raises `Refused` (`header-is-malformed`)."""
    if len(value) > limit or not _TOKEN.match(value) or "<" in value or ">" in value:
        raise Refused("header-is-malformed", f"The header {name} must be plain ASCII without spaces.")
    return value


def unstructured(name: str, value: str) -> str:
    """Guarded, encoded and folded text such as a subject; lines of at most 78 characters."""
    value = guard(name, value)
    if value.isascii() and "=?" not in value:
        if len(name) + 2 + len(value) <= FOLD:
            return value
        folded = _fold(value, len(name) + 2)
        if folded is not None:
            return folded
    return encoded_words(value, len(name) + 2)


def mailbox(name: str, display: str, address: str) -> str:
    """`display <address>` as RFC 5322 name-addr; `address` is already checked (`address.check_address`)."""
    guard_token(name, address, limit=254)
    display = guard(name, display)
    if not display:
        return _joined(name, "", address if len(name) + len(address) + 2 <= FOLD else f"<{address}>")
    if not display.isascii() or "=?" in display or len(display) > 60:
        phrase = encoded_words(display, len(name) + 2)
    elif _ATOMS.match(display):
        phrase = display
    else:
        phrase = '"' + display.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _joined(name, phrase, f"<{address}>")


def _joined(name: str, phrase: str, address: str) -> str:
    if not phrase:
        return address
    last = phrase.rpartition("\n")[2]
    room = FOLD if last is not phrase else FOLD - len(name) - 2
    return f"{phrase} {address}" if len(last) + 1 + len(address) <= room else f"{phrase}\r\n {address}"


def _fold(value: str, used: int) -> str | None:
    """Break before spaces; None when a word alone is too long for a line."""
    lines: list[str] = []
    line = ""
    for word in value.split(" "):
        if len(word) + 1 > FOLD or (not lines and not line and used + len(word) > FOLD):
            return None
        if line and (0 if lines else used) + len(line) + 1 + len(word) > FOLD:
            lines.append(line)
            line = " " + word
        else:
            line = f"{line} {word}" if line else word
    return "\r\n".join([*lines, line])


def encoded_words(value: str, used: int) -> str:
    """`value` as base64 encoded words that never split a character; `used` columns are taken already."""
    octets = value.encode()
    words: list[str] = []
    start, room = 0, _room(FOLD - used)
    while start < len(octets):
        end = start + room
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # in the middle of a character
            end -= 1
        words.append(f"=?utf-8?B?{b64encode(octets[start:end]).decode()}?=")
        start, room = end, _room(FOLD - 1)
    return "\r\n ".join(words)


def _room(columns: int) -> int:
    return (min(columns, _WORD) - _MARKS) // 4 * 3

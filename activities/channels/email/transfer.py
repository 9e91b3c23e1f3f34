"""Content transfer encoding of a text body: 7bit, quoted-printable or base64 (RFC 2045), always CRLF.

Every result is ASCII with lines of at most 78 characters, so no relay has a reason to change it and
a signature over it survives. A line that is only a dot never leaves here unencoded.
"""

import binascii

import msgspec

_PRINTABLE = b"\t\r\n" + bytes(range(0x20, 0x7F))
_TRAPS = (b"=_", b"\nFrom ", b" \r\n", b"\t\r\n", b"\n.\r\n")  # boundaries, mbox, lost blanks, SMTP's end
_LONGEST = 78  # octets of a line, without CRLF
_ASCII = bytes(range(128))
_BASE64_LINE = 57  # octets that make a line of 76 characters


class Encoded(msgspec.Struct, frozen=True):
    """`data` ends in CRLF; `name` is the Content-Transfer-Encoding that made it."""

    name: str
    data: bytes


def encode(text: str) -> Encoded:
    """The shortest safe encoding of `text`; line ends of any kind become CRLF. Lone surrogates become `?`."""
    octets = _crlf(text.encode("utf-8", "replace"))
    if octets.isascii():
        return Encoded("7bit", octets) if _travels_unchanged(octets) else _quoted_printable(octets)
    wide = len(octets.translate(None, _ASCII))
    return base64(octets) if wide * 6 > len(octets) else _quoted_printable(octets)


def _crlf(octets: bytes) -> bytes:
    if b"\r" in octets:
        octets = octets.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    octets = octets.replace(b"\n", b"\r\n")
    return octets if octets.endswith(b"\r\n") else octets + b"\r\n"


def base64(octets: bytes) -> Encoded:
    """Base64 in lines of 76 characters; for texts that are mostly not ASCII, and for every ciphertext."""
    view = memoryview(octets)
    lines = [
        binascii.b2a_base64(view[start : start + _BASE64_LINE], newline=False)
        for start in range(0, len(octets), _BASE64_LINE)
    ]
    return Encoded("base64", b"\r\n".join([*lines, b""]))


def _travels_unchanged(octets: bytes) -> bool:
    """Short printable lines, and nothing that a boundary, an mbox, a relay or SMTP could trip over."""
    if max(map(len, octets.split(b"\r\n"))) > _LONGEST or octets.translate(None, _PRINTABLE):
        return False
    return not octets.startswith((b"From ", b".\r\n")) and not any(trap in octets for trap in _TRAPS)


def _quoted_printable(octets: bytes) -> Encoded:
    # b2a_qp quotes trailing blanks and lone dots and breaks at 76; it follows the line ends of its input.
    data = binascii.b2a_qp(octets, quotetabs=False, istext=True, header=False)
    if data.startswith(b"From "):
        data = b"=46" + data[1:]
    return Encoded("quoted-printable", data.replace(b"\nFrom ", b"\n=46rom "))

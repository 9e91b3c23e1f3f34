"""The few ASN.1 DER forms that CMS needs (X.690). Writes only; `cryptography` reads certificates."""


def tagged(tag: int, content: bytes) -> bytes:
    """One element: identifier octet, definite length, content."""
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(octets))) + octets + content


def sequence(*elements: bytes) -> bytes:
    return tagged(0x30, b"".join(elements))


def set_of(*elements: bytes) -> bytes:
    """DER wants the elements of a SET OF in ascending order of their encoding."""
    return tagged(0x31, b"".join(sorted(elements)))


def integer(value: int) -> bytes:
    """A non-negative integer."""
    return tagged(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def octet_string(content: bytes) -> bytes:
    return tagged(0x04, content)


def bit_string(content: bytes) -> bytes:
    """Whole octets, no unused bits."""
    return tagged(0x03, b"\0" + content)


def context(number: int, content: bytes, *, constructed: bool = True) -> bytes:
    """A context-specific tag, for EXPLICIT elements and IMPLICIT constructed ones."""
    return tagged((0xA0 if constructed else 0x80) | number, content)


NULL = b"\x05\x00"


def oid(dotted: str) -> bytes:
    """An object identifier from its dotted form."""
    first, second, *rest = map(int, dotted.split("."))
    return tagged(0x06, b"".join(map(_base128, (first * 40 + second, *rest))))


def _base128(value: int) -> bytes:
    octets = [value & 0x7F]
    while value := value >> 7:
        octets.append(0x80 | (value & 0x7F))
    return bytes(reversed(octets))

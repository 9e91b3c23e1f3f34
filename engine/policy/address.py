"""Is this text one e-mail address we can send to? The answer is a result, never an exception.

Strict on purpose: no display names, comments, quoted local parts or IP literals, so that what a
person typed can never address somebody else. It does not ask whether the mailbox exists.
"""

import re

import idna
import msgspec

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\Z")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])\Z")
MAX_ADDRESS = 254  # RFC 5321 4.5.3.1.3: a path is 256 octets with its angle brackets
MAX_LOCAL = 64  # RFC 5321 4.5.3.1.1


class Address(msgspec.Struct, frozen=True):
    """One mailbox, ASCII only: `local` as written, `domain` in lower-case A-labels (RFC 5891)."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"


class Unsendable(msgspec.Struct, frozen=True):
    """Why nothing can be sent there: a permanent kebab-case `reason`, never the text itself."""

    reason: str


def check_address(text: str) -> Address | Unsendable:
    """Read `text` as one addr-spec (RFC 5321 dot-string local part, RFC 5891 domain).

    Spaces around it, usual in HL7 fields, are forgiven; nothing else is.
    """
    text = text.strip(" ")
    if not text:
        return Unsendable("address-is-empty")
    if len(text) > 4 * MAX_ADDRESS:
        return Unsendable("address-is-too-long")
    local, at, domain = text.rpartition("@")
    if not at:
        return Unsendable("address-has-no-at-sign")
    if "@" in local:
        return Unsendable("address-has-two-at-signs")
    return _check_parts(local, domain)


def _check_parts(local: str, domain: str) -> Address | Unsendable:
    if local.startswith('"'):
        return Unsendable("address-has-quoted-local-part")
    if not local.isascii():
        return Unsendable("address-local-part-is-not-ascii")
    if not _LOCAL.match(local):
        return Unsendable("address-local-part-is-malformed")
    if len(local) > MAX_LOCAL:
        return Unsendable("address-local-part-is-too-long")
    labels = to_a_labels(domain)
    if labels is None:
        return Unsendable("address-domain-is-malformed")
    if len(local) + 1 + len(labels) > MAX_ADDRESS:
        return Unsendable("address-is-too-long")
    return Address(local=local, domain=labels)


def to_a_labels(domain: str) -> str | None:
    """A host name of at least two labels as lower-case A-labels, or None (RFC 5891, UTS 46 mapping)."""
    if not domain.isascii():
        try:
            domain = idna.encode(domain, uts46=True, std3_rules=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return None
    domain = domain.lower()
    if len(domain) > 253 or not _DOMAIN.match(domain):
        return None
    return domain if _punycode_holds(domain) else None


def _punycode_holds(domain: str) -> bool:
    """Every `xn--` label decodes; a fake one would show as something else in the reader's program."""
    if "xn--" not in domain:
        return True
    try:
        idna.decode(domain)
    except (idna.IDNAError, UnicodeError):
        return False
    return True

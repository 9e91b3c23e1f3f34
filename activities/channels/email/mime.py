"""Writes a mail as octets: RFC 5322 headers and a multipart/alternative body, the same for the same input.

It knows nothing of keys or servers. Everything a person or a template supplies goes through the
guards of `headers`, which raise `engine.errors.Refused`; bodies are encoded by `transfer`.
"""

import hashlib
import re
from datetime import datetime
from email.utils import format_datetime

import msgspec

from activities.channels.email import headers, transfer
from engine.errors import Refused

_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._+=-]{1,120}@[A-Za-z0-9.-]{1,120}>\Z")
# Plain http only to this machine itself: the embedded stack has no certificate a browser would trust.
_LINK = re.compile(r"(?:https:|mailto:|http://(?:127\.0\.0\.1|localhost)[:/])[\x21-\x3b\x3d\x3f-\x7e]+\Z")
_OURS = re.compile(
    r"from|to|cc|bcc|sender|reply-to|subject|date|message-id|auto-submitted|return-path|received|hp-outer"
    r"|list-unsubscribe|list-unsubscribe-post|dkim-signature|content-.*|mime-.*"
)


class Mail(msgspec.Struct, frozen=True):
    """One mail to one person. `date` is aware; addresses are ASCII; `text` is always there."""

    message_id: str  # with angle brackets, stable over repeats
    from_name: str
    from_address: str
    to_address: str
    subject: str
    date: datetime
    text: str
    html: str = ""
    to_name: str = ""
    reply_to: str = ""
    list_unsubscribe: tuple[str, ...] = ()  # https: or mailto: links (RFC 2369); http: to loopback
    list_unsubscribe_post: bool = False  # RFC 8058 one-click
    extra: tuple[tuple[str, str], ...] = ()


class Entity(msgspec.Struct, frozen=True):
    """A MIME part: its Content-* fields as (name, value) and its body, which ends in CRLF."""

    fields: tuple[tuple[str, str], ...]
    body: bytes


def write(mail: Mail) -> bytes:
    """The whole mail in CRLF lines, ready for DATA.

    Raises `Refused` when a header would break a line or is malformed (codes of `headers`, and
    `message-id-is-malformed`, `date-has-no-zone`, `unsubscribe-link-is-malformed`, `header-is-reserved`).
    """
    return join(fields(mail), body(mail))


def join(outer: list[tuple[str, str]], entity: Entity) -> bytes:
    """A message from its header fields and its one entity."""
    return serialize(Entity((*outer, ("MIME-Version", "1.0"), *entity.fields), entity.body))


def fields(mail: Mail, label: str = "") -> list[tuple[str, str]]:
    """Every header that is not about MIME, guarded and folded; `label` precedes each name on its line."""
    if not _MESSAGE_ID.match(mail.message_id):
        raise Refused("message-id-is-malformed", "A Message-ID is <id@domain> in plain ASCII.")
    if mail.date.tzinfo is None:
        raise Refused("date-has-no-zone", "The date of a mail needs an offset.")
    found = [
        ("From", headers.mailbox(label + "From", mail.from_name, mail.from_address)),
        ("To", headers.mailbox(label + "To", mail.to_name, mail.to_address)),
        ("Subject", headers.unstructured(label + "Subject", mail.subject)),
        ("Date", format_datetime(mail.date)),
        ("Message-ID", mail.message_id),
        ("Auto-Submitted", "auto-generated"),  # RFC 3834: no vacation reply may start a loop
    ]
    if mail.reply_to:
        found.append(("Reply-To", headers.mailbox(label + "Reply-To", "", mail.reply_to)))
    if mail.list_unsubscribe:
        found.append(("List-Unsubscribe", ",\r\n ".join(map(_link, mail.list_unsubscribe))))
        if mail.list_unsubscribe_post:
            found.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    found += [_extra(label, name, value) for name, value in mail.extra]
    return found


def serialize(entity: Entity) -> bytes:
    """A part as it stands in a message: fields, an empty line, the body."""
    head = "".join(f"{name}: {value}\r\n" for name, value in entity.fields)
    return f"{head}\r\n".encode("ascii") + entity.body


def body(mail: Mail, parameters: str = "", leaf_parameters: str = "") -> Entity:
    """The readable part: text alone, or text and HTML as alternatives.

    `parameters` extend the type of the whole, `leaf_parameters` that of each text in it.
    """
    text = _leaf("plain", mail.text, leaf_parameters)
    if not mail.html:
        return _with_parameters(text, parameters)
    parts = (serialize(text), serialize(_leaf("html", mail.html, leaf_parameters)))
    return multipart("alternative", mail.message_id, parts, parameters)


def multipart(subtype: str, seed: str, parts: tuple[bytes, ...], parameters: str = "") -> Entity:
    """Serialized parts under a boundary derived from `seed`; `=_` cannot occur in our encodings."""
    boundary = "=_" + hashlib.sha256(f"{subtype} {seed}".encode()).hexdigest()[:32]
    pieces: list[bytes] = []
    for part in parts:
        pieces += [f"--{boundary}\r\n".encode("ascii"), part, b"\r\n"]
    pieces.append(f"--{boundary}--\r\n".encode("ascii"))
    kind = f'multipart/{subtype};\r\n boundary="{boundary}"{parameters}'
    return Entity((("Content-Type", kind),), b"".join(pieces))


def _leaf(subtype: str, text: str, parameters: str) -> Entity:
    encoded = transfer.encode(text)
    kind = f"text/{subtype}; charset=utf-8{parameters}"
    return Entity((("Content-Type", kind), ("Content-Transfer-Encoding", encoded.name)), encoded.data)


def _with_parameters(entity: Entity, parameters: str) -> Entity:
    (name, kind), *rest = entity.fields
    return Entity(((name, kind + parameters), *rest), entity.body)


def _link(link: str) -> str:
    if len(link) > 900 or not _LINK.match(link):
        raise Refused(
            "unsubscribe-link-is-malformed", "An unsubscribe link is an https: or mailto: URL in ASCII."
        )
    return f"<{link}>"


def _extra(label: str, name: str, value: str) -> tuple[str, str]:
    if _OURS.fullmatch(headers.guard_name(name).lower()):
        raise Refused("header-is-reserved", f"The header {name} is written by the mail writer itself.")
    return name, headers.unstructured(label + name, value)

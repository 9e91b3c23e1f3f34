"""Signed, opaque links: which message, which action, nothing about anybody. Pure; keeps no state.

A token is 36 octets in base64url (48 characters): version, action, number, message id, and 128 bits of
HMAC-SHA256 over all of that. It says who was written to only to the one who has the database.
"""

import base64
import binascii
import hashlib
import hmac
import struct
from typing import Final, Literal
from uuid import UUID

import msgspec

Action = Literal["click", "confirm", "opt-out", "portal", "view", "form"]

_VERSION: Final = 1
# In the order of their numbers, which are in mails sent long ago: only ever added to.
_ACTIONS: Final[tuple[Action, ...]] = ("click", "confirm", "opt-out", "portal", "view", "form")
_ROOMS: Final[dict[Action, str]] = {"portal": "portal", "view": "portal", "form": "portal/form"}
_HEAD = struct.Struct(">BBH16s")
_MAC_BYTES: Final = 16
TOKEN_LENGTH: Final = 48
_CONTEXT: Final = b"careloom link 1\x00"  # the key serves links alone, whatever else it is lent for


class Link(msgspec.Struct, frozen=True):
    """`number` is the click target in the template, else 0."""

    message: UUID
    action: Action
    number: int = 0


def make_token(key: bytes, link: Link) -> str:
    """48 characters of base64url. `key` is settings.link_key, 32 octets; `number` at most 65,535."""
    head = _HEAD.pack(_VERSION, _ACTIONS.index(link.action), link.number, link.message.bytes)
    return base64.urlsafe_b64encode(head + _mac(key, head)).decode("ascii")


def read_token(key: bytes, token: str) -> Link | None:
    """The link, or None for anything that this key did not sign; says nothing about why."""
    if len(token) != TOKEN_LENGTH or not token.isascii():
        return None
    try:
        raw = base64.b64decode(token, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    head, mac = raw[: _HEAD.size], raw[_HEAD.size :]
    if not hmac.compare_digest(mac, _mac(key, head)):
        return None
    version, action, number, message = _HEAD.unpack(head)
    if version != _VERSION or action >= len(_ACTIONS):
        return None
    return Link(UUID(bytes=message), _ACTIONS[action], number)


def link_url(public_url: str, key: bytes, link: Link) -> str:
    """The address that goes into the mail: the portal's own pages, or `/l/` for everything done by a link."""
    return f"{public_url}/{_ROOMS.get(link.action, 'l')}/{make_token(key, link)}"


def _mac(key: bytes, head: bytes) -> bytes:
    return hmac.digest(key, _CONTEXT + head, hashlib.sha256)[:_MAC_BYTES]

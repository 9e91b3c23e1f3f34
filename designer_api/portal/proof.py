"""Proof that somebody has just said the second fact, so that the next page need not ask for it again.

Signed and short-lived; it stands in the page itself and means nothing without the link it was made for.
"""

import base64
import hashlib
import hmac
import struct
from typing import Final
from uuid import UUID

LIFETIME: Final = 2 * 3600  # seconds: a long form, filled in with pauses
_CONTEXT: Final = b"careloom portal proof 1\x00"
_UNTIL: Final = struct.Struct(">Q")


def make_proof(key: bytes, message: UUID, now: float) -> str:
    """`key` is settings.link_key; `now` in real Unix seconds."""
    until = _UNTIL.pack(int(now) + LIFETIME)
    return base64.urlsafe_b64encode(until + _mac(key, message, until)).decode("ascii")


def holds(key: bytes, message: UUID, proof: str, now: float) -> bool:
    """Whether it was made for this message and its time is not over."""
    try:
        raw = base64.b64decode(proof.encode("ascii", "replace"), altchars=b"-_", validate=True)
    except ValueError:
        return False
    until, mac = raw[: _UNTIL.size], raw[_UNTIL.size :]
    if len(until) != _UNTIL.size or not hmac.compare_digest(mac, _mac(key, message, until)):
        return False
    return bool(_UNTIL.unpack(until)[0] > now)


def _mac(key: bytes, message: UUID, until: bytes) -> bytes:
    return hmac.digest(key, _CONTEXT + message.bytes + until, hashlib.sha256)

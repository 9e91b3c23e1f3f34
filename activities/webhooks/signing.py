"""Signs a call as Standard Webhooks 1.0.0 says: HMAC-SHA256 over id, time and body, in base64.

A secret is `whsec_` and base64 of 24 to 64 octets. Two, divided by a blank, sign side by side while one is
exchanged for the other.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from typing import Final

_PREFIX: Final = "whsec_"


def read_secrets(written: str) -> tuple[bytes, ...]:
    """The keys in the order written; none where one of them is no secret of this form."""
    keys: list[bytes] = []
    for word in written.split():
        try:
            key = base64.b64decode(word.removeprefix(_PREFIX), validate=True)
        except (binascii.Error, ValueError):
            return ()
        if not (word.startswith(_PREFIX) and 24 <= len(key) <= 64):
            return ()
        keys.append(key)
    return tuple(keys)


def sign(keys: Sequence[bytes], call: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers. `timestamp`: of this try, Unix seconds; `call` is the same on every try."""
    signed = b"%b.%d.%b" % (call.encode(), timestamp, body)
    signatures = [base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode() for key in keys]
    return {
        "webhook-id": call,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }

"""Which system delivers this body, proved by an API key or by a signature over the raw bytes.

Two forms: `Authorization: Bearer <key>`, or `X-Hub-Signature: sha256=<hex>` (HMAC-SHA-256, WebSub 5.7) with
`X-Careloom-Sender` naming whose secret it was made with. Every comparison takes the same time.
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Final

from litestar.exceptions import NotAuthorizedException

_SIGNATURES: Final = ("x-hub-signature-256", "x-hub-signature", "x-careloom-signature")


def prove_sender(headers: Mapping[str, str], body: bytes, keys: Mapping[str, str]) -> str:
    """The sender's name. Raises NotAuthorizedException; what was wrong is not told."""
    scheme, _, key = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        fitting = [name for name, known in keys.items() if _same(known, key.strip())]
        if fitting:
            return fitting[0]
    for header in _SIGNATURES:
        signature, name = headers.get(header, ""), headers.get("x-careloom-sender", "")
        if signature and name in keys and _signed(body, keys[name], signature):
            return name
    raise NotAuthorizedException("This sender is not known here, or its key or signature is wrong.")


def _signed(body: bytes, secret: str, signature: str) -> bool:
    scheme, _, given = signature.partition("=")
    made = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return scheme == "sha256" and _same(made, given.strip().lower())


def _same(known: str, given: str) -> bool:
    return hmac.compare_digest(known.encode(), given.encode())

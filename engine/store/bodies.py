"""The written mail as the ledger keeps it: sealed under the patient's own key, bound to its row."""

from typing import Final
from uuid import UUID

import msgspec

from engine.store.sealing import Vault, place


class Body(msgspec.Struct, frozen=True, array_like=True):
    """What the person reads, finished: nothing in it is a template any more. `html` holds the preheader."""

    subject: str
    preheader: str
    html: str
    text: str


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Body)


def seal_body(vault: Vault, key: bytes, message: UUID, body: Body) -> bytes:
    """`key` is the patient's unwrapped data key."""
    return vault.seal(key, _ENCODER.encode(body), place("message", message, "sealed"))


def open_body(vault: Vault, key: bytes, message: UUID, sealed: bytes) -> Body:
    """Raises engine.store.sealing.Unopenable."""
    return _DECODER.decode(vault.open(key, sealed, place("message", message, "sealed")))

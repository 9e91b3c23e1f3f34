"""How values cross Temporal: msgspec JSON, compressed, sealed with AES-256-GCM; failures included.

The histories hold ids and times only; this seals them all the same. Stands beside the replayed code:
the one place that makes the data converter of clients, workers and replayers.
"""

import os
import zlib
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, cast

import msgspec
import temporalio.common
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from temporalio.api.common.v1 import Payload
from temporalio.converter import (
    ActivitySerializationContext,
    BinaryNullPayloadConverter,
    BinaryPlainPayloadConverter,
    CompositePayloadConverter,
    DataConverter,
    DefaultFailureConverterWithEncodedAttributes,
    EncodingPayloadConverter,
    PayloadCodec,
    SerializationContext,
    WithSerializationContext,
    WorkflowSerializationContext,
)

from engine.errors import Refused, Unavailable

SEALED: Final = b"binary/careloom-sealed"
_NONCE_BYTES: Final = 12  # random, 96 bits: NIST SP 800-38D 8.2.2 allows 2^32 per key
_COMPRESS_FROM: Final = 512
_JSON: Final = msgspec.json.Encoder()


@lru_cache(maxsize=256)
def _decoder(hint: Hashable) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(cast(Any, hint))


class StructConverter(EncodingPayloadConverter):
    """Every value as msgspec JSON, decoded straight to the hinted type."""

    @property
    def encoding(self) -> str:
        return "json/plain"

    def to_payload(self, value: Any) -> Payload | None:
        return Payload(metadata={"encoding": b"json/plain"}, data=_JSON.encode(value))

    def from_payload(self, payload: Payload, type_hint: type[Any] | None = None) -> Any:
        return _decoder(cast(Hashable, type_hint or Any)).decode(payload.data)


class Structs(CompositePayloadConverter):
    def __init__(self) -> None:
        super().__init__(BinaryNullPayloadConverter(), BinaryPlainPayloadConverter(), StructConverter())


class Sealing(PayloadCodec, WithSerializationContext):
    """AES-256-GCM with key ids. The first key seals, all of them open, so that keys can be rotated.

    The namespace and the workflow id are authenticated: a payload moved to another workflow does not open.
    """

    def __init__(self, keys: Mapping[str, bytes], namespace: str, workflow: str = "") -> None:
        if not keys:
            raise Refused("payload-keys-missing", "Temporal payloads need at least one key of 32 bytes.")
        self._keys = keys
        self._ciphers = {name: AESGCM(key) for name, key in keys.items()}
        self._active = next(iter(keys))
        self._namespace = namespace
        self._workflow = workflow

    def with_context(self, context: SerializationContext) -> "Sealing":
        if not isinstance(context, WorkflowSerializationContext | ActivitySerializationContext):
            return self
        bound = object.__new__(Sealing)
        bound.__dict__.update(self.__dict__)
        bound._workflow = context.workflow_id or ""
        return bound

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return [self._seal(payload) for payload in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return [self._open(payload) for payload in payloads]

    def _seal(self, payload: Payload) -> Payload:
        plain = payload.SerializeToString()
        packed = len(plain) >= _COMPRESS_FROM
        body = zlib.compress(plain, 1) if packed else plain
        nonce = os.urandom(_NONCE_BYTES)
        metadata = {
            "encoding": SEALED,
            "key": self._active.encode(),
            "workflow": self._workflow.encode(),
            "packed": b"zlib" if packed else b"",
        }
        sealed = self._ciphers[self._active].encrypt(nonce, body, self._bound_to(metadata))
        return Payload(metadata=metadata, data=nonce + sealed)

    def _open(self, payload: Payload) -> Payload:
        if payload.metadata.get("encoding") != SEALED:
            raise Refused(
                "payload-not-sealed", "A Temporal payload arrived that this installation did not seal."
            )
        metadata = dict(payload.metadata)
        name = metadata.get("key", b"").decode()
        if name not in self._ciphers:
            raise Unavailable("payload-key-unknown", f"The payload key {name} is not in the settings.")
        if self._workflow and metadata.get("workflow") != self._workflow.encode():
            raise Refused("payload-of-another-workflow", "A Temporal payload belongs to another workflow.")
        nonce, sealed = payload.data[:_NONCE_BYTES], payload.data[_NONCE_BYTES:]
        try:
            body = self._ciphers[name].decrypt(nonce, sealed, self._bound_to(metadata))
        except InvalidTag:
            raise Refused("payload-altered", "A Temporal payload does not open with its key.") from None
        return Payload.FromString(zlib.decompress(body) if metadata.get("packed") else body)

    def _bound_to(self, metadata: Mapping[str, bytes]) -> bytes:
        parts = (
            self._namespace.encode(),
            *(metadata.get(name, b"") for name in ("workflow", "key", "packed")),
        )
        return b"\0".join(parts)


def data_converter(keys: Mapping[str, bytes], namespace: str) -> DataConverter:
    """For clients, workers and replayers alike. `keys`: id → 32 bytes, the first one seals."""
    return DataConverter(
        payload_converter_class=Structs,
        payload_codec=Sealing(keys, namespace),
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
    )


HEADERS: Final = temporalio.common.HeaderCodecBehavior.CODEC

"""Envelope encryption and blind indexes: the only place where patient data turns into bytes and back.

A patient has a data key of their own, wrapped by a master key; destroying the wrapped key erases the person.
What is not yet anybody's (raw messages, events) is sealed under the intake key. Keys never leave this module
except in memory, and no error text says what was sealed.
"""

import hmac
import os
import struct
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final, TypeVar
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from engine.errors import EngineError

KEY_BYTES: Final = 32
_NONCE: Final = 12  # NIST SP 800-38D 8.2.2: random 96-bit; a data key seals far fewer than 2^32 times
_INDEX_BYTES: Final = 16
_UNWRAPPED: Final = 20_000  # data keys remembered, about 6 MB
_FORM: Final = b"\x01"
_Kept = TypeVar("_Kept")


class Unopenable(EngineError):
    """The key, the place or the bytes are not the ones it was sealed with."""


def place(table: str, row: UUID, column: str) -> bytes:
    """Additional data that nails a ciphertext to its row and column: moved elsewhere it will not open."""
    return f"{table}|{row}|{column}".encode()


class Vault:
    """Holds the master keys, first active, the others still open; and the key of the blind indexes."""

    def __init__(
        self, master_keys: Iterable[tuple[str, bytes]] | Mapping[str, bytes], index_key: bytes
    ) -> None:
        keys = dict(master_keys)
        if not keys or any(len(key) != KEY_BYTES for key in (*keys.values(), index_key)):
            raise EngineError(
                "vault-keys-wrong", "The vault wants a master key and an index key of 32 bytes."
            )
        self._active = next(iter(keys))
        self._masters = {name: AESGCM(_derive(key, b"wrap")) for name, key in keys.items()}
        self._intakes = {name: AESGCM(_derive(key, b"intake")) for name, key in keys.items()}
        self._index_keys = _IndexKeys(index_key)
        self._unwrapped: OrderedDict[bytes, bytes] = OrderedDict()
        self._ciphers: OrderedDict[bytes, AESGCM] = OrderedDict()

    def new_data_key(self) -> tuple[bytes, bytes, str]:
        """A new key, the same wrapped under the active master key, and that key's id."""
        key = os.urandom(KEY_BYTES)
        wrapped = _seal(self._masters[self._active], key, self._active.encode())
        _remember(self._unwrapped, wrapped, key)
        return key, wrapped, self._active

    def unwrap(self, wrapped: bytes, key_id: str) -> bytes:
        """Raises Unopenable."""
        if (key := self._unwrapped.get(wrapped)) is None:
            key = _open(self._ring(self._masters, key_id), wrapped, key_id.encode())
            _remember(self._unwrapped, wrapped, key)
        else:
            self._unwrapped.move_to_end(wrapped)
        return key

    def seal(self, key: bytes, plaintext: bytes, aad: bytes) -> bytes:
        """`aad` comes from `place`."""
        return _seal(self._cipher(key), plaintext, aad)

    def open(self, key: bytes, sealed: bytes, aad: bytes) -> bytes:
        """Raises Unopenable."""
        return _open(self._cipher(key), sealed, aad)

    def open_once(self, wrapped: bytes, key_id: str, sealed: bytes, aad: bytes) -> bytes:
        """What lies under a wrapped key that will not be asked for again soon. Raises Unopenable."""
        key = _open(self._ring(self._masters, key_id), wrapped, key_id.encode())
        return _open(AESGCM(key), sealed, aad)

    def seal_intake(self, plaintext: bytes, aad: bytes) -> bytes:
        """For what nobody's key covers yet: names its master key in front."""
        name = self._active.encode()
        return struct.pack("B", len(name)) + name + _seal(self._intakes[self._active], plaintext, aad)

    def open_intake(self, sealed: bytes, aad: bytes) -> bytes:
        """Raises Unopenable."""
        end = 1 + sealed[0] if sealed else 0
        name = sealed[1:end].decode("utf-8", "replace")
        return _open(self._ring(self._intakes, name), sealed[end:], aad)

    def blind(self, field: str, value: str) -> bytes:
        """Keyed hash of `value` (HMAC-SHA-256, cut to 16 bytes) under a key of the field's own.

        An e-mail address is trimmed and lower-cased first; everything else is taken as it is written.
        """
        said = value.strip().lower() if field == "email" else value
        return self._index_keys.digest(field, said.encode())[:_INDEX_BYTES]

    def fingerprint(self, raw: bytes) -> bytes:
        """Keyed hash of whole bytes, by which the same message is known again."""
        return self._index_keys.digest("raw", raw)

    def _cipher(self, key: bytes) -> AESGCM:
        if (cipher := self._ciphers.get(key)) is None:
            cipher = AESGCM(key)
            _remember(self._ciphers, key, cipher)
        return cipher

    @staticmethod
    def _ring(ring: Mapping[str, AESGCM], name: str) -> AESGCM:
        if name not in ring:
            raise Unopenable(
                "master-key-missing", "It is sealed under a master key that is not in the settings."
            )
        return ring[name]


class _IndexKeys:
    def __init__(self, index_key: bytes) -> None:
        self._root = index_key
        self._fields: dict[str, bytes] = {}

    def digest(self, field: str, value: bytes) -> bytes:
        if (key := self._fields.get(field)) is None:
            key = self._fields[field] = _derive(self._root, b"index|" + field.encode())
        return hmac.digest(key, value, sha256)


def _derive(key: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"careloom|" + info).derive(key)


def _seal(cipher: AESGCM, plaintext: bytes, aad: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return _FORM + nonce + cipher.encrypt(nonce, plaintext, aad)


def _open(cipher: AESGCM, sealed: bytes, aad: bytes) -> bytes:
    if sealed[:1] != _FORM:
        raise Unopenable("sealed-form-unknown", "It was not sealed by this version of Careloom.")
    try:
        return cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], aad)
    except (InvalidTag, ValueError):
        raise Unopenable(
            "sealed-elsewhere", "It does not open here: moved, altered or another key."
        ) from None


def _remember(cache: OrderedDict[bytes, _Kept], key: bytes, value: _Kept) -> None:
    cache[key] = value
    if len(cache) > _UNWRAPPED:
        cache.popitem(last=False)

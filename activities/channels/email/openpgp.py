"""Seals a mail for an OpenPGP key as PGP/MIME (RFC 3156), with protected headers (RFC 9788).

`check_key` says whether a key may be used today. It must run first: the library encrypts for a
revoked key without a word.
"""

import re
from dataclasses import dataclass
from datetime import datetime

import pysequoia

from activities.channels.email import mime, protected
from activities.channels.email.certificates import Unusable, same_address

_BRACKETED = re.compile(r"<([^<>]+)>\s*\Z")
_MOST = 1_000_000  # octets; a key with that many signatures is a flooded one
_VERSION = mime.serialize(mime.Entity((("Content-Type", "application/pgp-encrypted"),), b"Version: 1\r\n"))
_SEALED = (
    ("Content-Type", 'application/octet-stream; name="encrypted.asc"'),
    ("Content-Disposition", 'inline; filename="encrypted.asc"'),
)


@dataclass(frozen=True)
class OpenPgpKey:
    """A public key that passed; `fingerprint` in lower-case hex."""

    certificate: pysequoia.Cert
    fingerprint: str


@dataclass(frozen=True)
class OpenPgpSigner:
    """The organisation's unlocked signing key."""

    signer: pysequoia.PySigner

    def __repr__(self) -> str:
        return "OpenPgpSigner(…)"


def load_signer(secret_key: bytes, password: str | None = None) -> OpenPgpSigner | Unusable:
    """The signer inside an armored or binary secret key, or `key-cannot-sign`."""
    try:
        return OpenPgpSigner(pysequoia.Tsk.from_bytes(secret_key).signer(password))
    except (RuntimeError, ValueError):
        return Unusable("key-cannot-sign")


def check_key(data: bytes, address: str, now: datetime) -> OpenPgpKey | Unusable:
    """Check one armored or binary public key for encrypting a mail to `address` at `now` (aware)."""
    if len(data) > _MOST:
        return Unusable("key-is-too-large")
    try:
        keys = pysequoia.Cert.split_bytes(data)
    except (RuntimeError, ValueError):
        return Unusable("key-is-malformed")
    if len(keys) != 1:
        return Unusable("key-is-not-a-single-one" if keys else "key-is-malformed")
    try:
        reason = "key-holds-its-secret" if _holds_secret(data) else _reason_against(keys[0], address, now)
    except (RuntimeError, ValueError):
        return Unusable("key-is-refused-by-policy")  # weak algorithms, broken binding signatures
    return Unusable(reason) if reason else OpenPgpKey(keys[0], keys[0].fingerprint)


def _holds_secret(data: bytes) -> bool:
    """Somebody sent the private key; it must go back, not be used."""
    secret = (pysequoia.packet.Tag.SecretKey, pysequoia.packet.Tag.SecretSubkey)
    return any(packet.tag in secret for packet in pysequoia.packet.PacketPile.from_bytes(data))


def _reason_against(key: pysequoia.Cert, address: str, now: datetime) -> str:
    if key.is_revoked:
        return "key-is-revoked"
    if key.expiration is not None and key.expiration <= now:
        return "key-is-expired"
    if not same_address(address, *(_address(str(one)) for one in key.user_ids)):
        return "key-is-for-another-address"
    try:
        pysequoia.encrypt(b"", recipients=[key], armor=False)
    except RuntimeError:
        return "key-cannot-encrypt"  # no living subkey for it
    return ""


def _address(user_id: str) -> str:
    found = _BRACKETED.search(user_id)
    return found.group(1) if found else user_id


def protect(mail: mime.Mail, recipient: OpenPgpKey, signer: OpenPgpSigner | None = None) -> bytes:
    """The whole message, signed inside if there is a signer, only readable with the key of `recipient`.

    Raises `engine.errors.Refused` as `mime.write` does.
    """
    content = protected.payload(mail)
    by = signer.signer if signer else None
    sealed = pysequoia.encrypt(content, recipients=[recipient.certificate], signer=by)
    armored = sealed.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    parts = (_VERSION, mime.serialize(mime.Entity(_SEALED, armored)))
    parameters = ';\r\n protocol="application/pgp-encrypted"'
    return mime.join(
        protected.outer_fields(mail), mime.multipart("encrypted", mail.message_id, parts, parameters)
    )

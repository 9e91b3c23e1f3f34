"""Takes in what a patient brings for encrypted mail: an S/MIME certificate or an OpenPGP key."""

from datetime import UTC, datetime
from uuid import UUID

import pysequoia
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from designer_api.patients.schemas import HandInKey, KeyShown
from engine.errors import NotFound, Refused
from engine.store.people import load_people
from engine.store.pool import Connection
from engine.store.recipients import StoredKey, add_recipient_key
from engine.store.sealing import Vault


async def keep_key(conn: Connection, vault: Vault, patient: UUID, brought: HandInKey) -> KeyShown:
    """The newest key of a kind is the one used. Raises Refused with what is wrong with the material."""
    found = (await load_people(conn, vault, [patient])).get(patient)
    if found is None:
        raise NotFound("patient-unknown", "There is no such person.")
    raw, shown = (
        _read_certificate(brought.material) if brought.kind == "smime" else _read_openpgp(brought.material)
    )
    key = StoredKey(brought.kind, shown.fingerprint, raw)
    await add_recipient_key(conn, vault, found, key, expires_at=shown.expires_at, at=datetime.now(UTC))
    return shown


def _read_certificate(material: str) -> tuple[bytes, KeyShown]:
    """DER, and what may be shown of it."""
    try:
        certificate = x509.load_pem_x509_certificate(material.encode())
    except ValueError:
        raise Refused(
            "certificate-unreadable", "This is not a PEM certificate. It begins with BEGIN CERTIFICATE."
        ) from None
    expires = certificate.not_valid_after_utc
    _refuse_expired(expires)
    fingerprint = certificate.fingerprint(hashes.SHA256()).hex()
    return certificate.public_bytes(Encoding.DER), KeyShown("smime", fingerprint, expires)


def _read_openpgp(material: str) -> tuple[bytes, KeyShown]:
    try:
        cert = pysequoia.Cert.from_bytes(material.encode())
    except Exception:
        raise Refused(
            "openpgp-unreadable", "This is not an OpenPGP key. It begins with BEGIN PGP PUBLIC KEY BLOCK."
        ) from None
    if cert.has_secret_keys:
        raise Refused(
            "openpgp-secret", "This is a private key. Ask for the public key, and never keep this one."
        )
    expires = cert.expiration
    _refuse_expired(expires)
    return material.encode(), KeyShown("openpgp", str(cert.fingerprint), expires)


def _refuse_expired(expires: datetime | None) -> None:
    if expires is not None and expires <= datetime.now(UTC):
        raise Refused("key-expired", f"It expired on {expires:%d %B %Y}. Ask for a current one.")

"""CMS AuthEnvelopedData with AES-256-GCM (RFC 5083, 5084) for one recipient.

Written here because `cryptography` envelopes for RSA with AES-CBC only. RSA keys get RSAES-OAEP with
SHA-256 (RFC 4055), EC keys ephemeral-static ECDH with an AES-256 key wrap (RFC 5753).
"""

import os

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.x963kdf import X963KDF
from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from activities.channels.email import der

_AUTH_ENVELOPED = der.oid("1.2.840.113549.1.9.16.1.23")
_DATA = der.oid("1.2.840.113549.1.7.1")
_AES256_GCM = der.oid("2.16.840.1.101.3.4.1.46")
_AES256_WRAP = der.sequence(der.oid("2.16.840.1.101.3.4.1.45"))
_SHA256 = der.sequence(der.oid("2.16.840.1.101.3.4.2.1"), der.NULL)
_OAEP = der.sequence(
    der.oid("1.2.840.113549.1.1.7"),
    der.sequence(
        der.context(0, _SHA256),
        der.context(1, der.sequence(der.oid("1.2.840.113549.1.1.8"), _SHA256)),
    ),
)
_EC_KEY = der.oid("1.2.840.10045.2.1")
_AGREEMENT: dict[
    str, tuple[str, hashes.HashAlgorithm]
] = {  # dhSinglePass-stdDH-sha…kdf-scheme, RFC 5753 7.1.4
    "secp256r1": ("1.3.132.1.11.1", hashes.SHA256()),
    "secp384r1": ("1.3.132.1.11.2", hashes.SHA384()),
}
_TAG = 16


def envelope(content: bytes, recipient: x509.Certificate) -> bytes:
    """`content` as ContentInfo DER for the key of `recipient` alone, which is RSA, P-256 or P-384."""
    secret, nonce = os.urandom(32), os.urandom(12)
    sealed = AESGCM(secret).encrypt(nonce, content, None)
    parameters = der.sequence(der.octet_string(nonce), der.integer(_TAG))
    encrypted = der.sequence(
        _DATA,
        der.sequence(_AES256_GCM, parameters),
        der.context(0, sealed[:-_TAG], constructed=False),
    )
    body = der.sequence(
        der.integer(0),
        der.set_of(_recipient_info(secret, recipient)),
        encrypted,
        der.octet_string(sealed[-_TAG:]),
    )
    return der.sequence(_AUTH_ENVELOPED, der.context(0, body))


def _recipient_info(secret: bytes, recipient: x509.Certificate) -> bytes:
    key = recipient.public_key()
    named = der.sequence(recipient.issuer.public_bytes(), der.integer(recipient.serial_number))
    if isinstance(key, rsa.RSAPublicKey):
        return _transported(secret, named, key)
    if isinstance(key, ec.EllipticCurvePublicKey):
        return _agreed(secret, named, key)
    raise ValueError("the key is neither RSA nor EC")


def _transported(secret: bytes, named: bytes, key: rsa.RSAPublicKey) -> bytes:
    """KeyTransRecipientInfo version 0 (RFC 5652 6.2.1)."""
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    return der.sequence(der.integer(0), named, _OAEP, der.octet_string(key.encrypt(secret, oaep)))


def _agreed(secret: bytes, named: bytes, key: ec.EllipticCurvePublicKey) -> bytes:
    """KeyAgreeRecipientInfo version 3 (RFC 5652 6.2.2) with ECC-CMS-SharedInfo (RFC 5753 7.2)."""
    scheme, digest = _AGREEMENT[key.curve.name]
    ephemeral = ec.generate_private_key(key.curve)
    shared = der.sequence(_AES256_WRAP, der.context(2, der.octet_string((256).to_bytes(4, "big"))))
    wrapping = X963KDF(digest, 32, shared).derive(ephemeral.exchange(ec.ECDH(), key))
    point = ephemeral.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    originator = der.context(1, der.sequence(_EC_KEY) + der.bit_string(point))
    wrapped = der.sequence(der.sequence(named, der.octet_string(aes_key_wrap(wrapping, secret))))
    return der.context(
        1,
        der.integer(3) + der.context(0, originator) + der.sequence(der.oid(scheme), _AES256_WRAP) + wrapped,
    )

"""Seals a mail for an S/MIME certificate (RFC 8551): signed inside when the organisation has a signer.

AES-256-GCM when the recipient is known to read it or has an EC key, else AES-256-CBC, which every
client opens. Headers are protected (RFC 9788). It decides nothing: `methods` does.
"""

from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers import algorithms
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from activities.channels.email import authenveloped, mime, protected, transfer
from activities.channels.email.certificates import Certificate


@dataclass(frozen=True)
class Signer:
    """The organisation's signing certificate, its key, and what leads from it to a known authority."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...] = ()

    def __repr__(self) -> str:
        return "Signer(…)"


def protect(mail: mime.Mail, recipient: Certificate, signer: Signer | None = None) -> bytes:
    """The whole message, only readable with the key of `recipient`.

    Raises `engine.errors.Refused` as `mime.write` does.
    """
    content = protected.payload(mail)
    if signer is not None:
        content = mime.serialize(sign(content, mail.message_id, signer))
    gcm = recipient.gcm or not isinstance(recipient.x509.public_key(), rsa.RSAPublicKey)
    sealed = (
        authenveloped.envelope(content, recipient.x509) if gcm else _enveloped_cbc(content, recipient.x509)
    )
    kind = "authEnveloped-data" if gcm else "enveloped-data"
    fields = (
        ("Content-Type", f'application/pkcs7-mime; smime-type={kind};\r\n name="smime.p7m"'),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", 'attachment; filename="smime.p7m"'),
    )
    return mime.join(protected.outer_fields(mail), mime.Entity(fields, transfer.base64(sealed).data))


def sign(content: bytes, seed: str, signer: Signer) -> mime.Entity:
    """`content`, a serialized part, and its detached signature as multipart/signed (RFC 8551 3.5.3)."""
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
    builder = builder.add_signer(signer.certificate, signer.key, hashes.SHA256())
    for certificate in signer.chain:
        builder = builder.add_certificate(certificate)
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    fields = (
        ("Content-Type", 'application/pkcs7-signature; name="smime.p7s"'),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", 'attachment; filename="smime.p7s"'),
    )
    signature = mime.Entity(fields, transfer.base64(builder.sign(Encoding.DER, options)).data)
    parameters = ';\r\n protocol="application/pkcs7-signature"; micalg=sha-256'
    return mime.multipart("signed", seed, (content, mime.serialize(signature)), parameters)


def _enveloped_cbc(content: bytes, recipient: x509.Certificate) -> bytes:
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(content).add_recipient(recipient)
    builder = builder.set_content_encryption_algorithm(algorithms.AES256)
    return builder.encrypt(Encoding.DER, [pkcs7.PKCS7Options.Binary])

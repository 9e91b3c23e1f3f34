"""May mail to this person be enveloped for this X.509 certificate today? A result with its reason.

Whether the certificate's issuer is trusted was decided when the organisation stored it; here is only
what can change with time or be wrong for this use.
"""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from activities.channels.email.der import oid
from engine.policy.address import Address, check_address

CURVES = ("secp256r1", "secp384r1")
_SMIME_CAPABILITIES = x509.ObjectIdentifier("1.2.840.113549.1.9.15")  # RFC 4262
_AES256_GCM = oid("2.16.840.1.101.3.4.1.46")


class Unusable(msgspec.Struct, frozen=True):
    """Why nothing can be sealed for it: a permanent kebab-case `reason`."""

    reason: str


@dataclass(frozen=True)
class Certificate:
    """A certificate that passed; `sha256` is its fingerprint in hex, `gcm` that its owner reads AES-GCM."""

    x509: x509.Certificate
    sha256: str
    gcm: bool


def check_certificate(data: bytes, address: str, now: datetime) -> Certificate | Unusable:
    """Check a PEM or DER certificate for enveloping a mail to `address` at `now` (aware)."""
    try:
        load = (
            x509.load_pem_x509_certificate
            if data.lstrip()[:5] == b"-----"
            else x509.load_der_x509_certificate
        )
        certificate = load(data)
        reason = _reason_against(certificate, address, now)
        capabilities = _extension(certificate, _SMIME_CAPABILITIES)
    except (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return Unusable("certificate-is-malformed")
    if reason:
        return Unusable(reason)
    fingerprint = certificate.fingerprint(hashes.SHA256()).hex()
    return Certificate(certificate, fingerprint, gcm=_AES256_GCM in capabilities)


def _reason_against(certificate: x509.Certificate, address: str, now: datetime) -> str:
    if now >= certificate.not_valid_after_utc:
        return "certificate-is-expired"
    if now < certificate.not_valid_before_utc:
        return "certificate-is-not-valid-yet"
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        if key.key_size < 2048:
            return "certificate-key-is-too-weak"
    elif not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name not in CURVES:
        return "certificate-key-is-not-supported"
    return _reason_in_extensions(certificate, address, agrees=not isinstance(key, rsa.RSAPublicKey))


def _reason_in_extensions(certificate: x509.Certificate, address: str, *, agrees: bool) -> str:
    for extension in certificate.extensions:
        value = extension.value
        if isinstance(value, x509.BasicConstraints) and value.ca:
            return "certificate-is-an-authority"
        if isinstance(value, x509.KeyUsage) and not (
            value.key_agreement if agrees else value.key_encipherment
        ):
            return "certificate-may-not-encrypt"
        if isinstance(value, x509.ExtendedKeyUsage) and not _for_mail(value):
            return "certificate-is-not-for-mail"
    return "" if _same(address, _addresses(certificate)) else "certificate-is-for-another-address"


def _for_mail(purposes: x509.ExtendedKeyUsage) -> bool:
    wanted = {ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE}
    return not wanted.isdisjoint(purposes)


def _addresses(certificate: x509.Certificate) -> list[str]:
    """The rfc822Names, or the older emailAddress of the subject where there are none (RFC 8550 3)."""
    for extension in certificate.extensions:
        if isinstance(extension.value, x509.SubjectAlternativeName):
            named = extension.value.get_values_for_type(x509.RFC822Name)
            if named:
                return named
    return [str(one.value) for one in certificate.subject.get_attributes_for_oid(NameOID.EMAIL_ADDRESS)]


def _same(address: str, candidates: list[str]) -> bool:
    return same_address(address, *candidates)


def same_address(address: str, *candidates: str) -> bool:
    """Whether one of `candidates` is `address`; the local part is compared without case, as mailboxes are."""
    wanted = check_address(address)
    return isinstance(wanted, Address) and any(
        isinstance(found := check_address(one), Address) and str(found).lower() == str(wanted).lower()
        for one in candidates
    )


def _extension(certificate: x509.Certificate, identifier: x509.ObjectIdentifier) -> bytes:
    for extension in certificate.extensions:
        if extension.oid == identifier and isinstance(extension.value, x509.UnrecognizedExtension):
            return extension.value.value
    return b""

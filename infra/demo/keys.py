"""Certificates and OpenPGP keys of the synthetic patients, and opening mail with them.

Private keys stay in `<data_dir>/demo/keys`, so that a curious person can open a caught mail with openssl.
"""

import datetime as dt
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import cast

import pysequoia
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from infra.demo.people import SyntheticPatient


class KeyRing:
    """Makes a patient's key pair once and keeps it in `folder`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder

    def public_material(self, patient: SyntheticPatient) -> str:
        """PEM certificate for S/MIME, armoured key for OpenPGP: what a patient would hand in."""
        if patient.channel == "smime":
            return self._certificate(patient).public_bytes(serialization.Encoding.PEM).decode()
        return str(self._tsk(patient).extract_certificate())

    def open_mail(self, patient: SyntheticPatient, raw: bytes) -> EmailMessage:
        """The mail as the patient's own program would show it."""
        mail = message_from_bytes(raw, policy=policy.default)
        if mail.get_content_type() == "application/pkcs7-mime":
            return self._open_smime(patient, mail)
        if mail.get_content_type() == "multipart/encrypted":
            return self._open_openpgp(patient, mail)
        return mail

    def _open_smime(self, patient: SyntheticPatient, mail: EmailMessage) -> EmailMessage:
        der = cast(bytes, mail.get_payload(decode=True))
        inner = pkcs7.pkcs7_decrypt_der(der, self._certificate(patient), self._private_key(patient), [])
        return message_from_bytes(inner, policy=policy.default)

    def _open_openpgp(self, patient: SyntheticPatient, mail: EmailMessage) -> EmailMessage:
        armoured = cast(bytes, cast(list[EmailMessage], mail.get_payload())[1].get_payload(decode=True))
        opened = pysequoia.decrypt(armoured, decryptor=self._tsk(patient).decryptor())
        return message_from_bytes(opened.bytes or b"", policy=policy.default)

    def _certificate(self, patient: SyntheticPatient) -> x509.Certificate:
        path = self._folder / f"{patient.mrn}.crt"
        if not path.exists():
            path.write_bytes(
                _self_signed(patient, self._private_key(patient)).public_bytes(serialization.Encoding.PEM)
            )
        return x509.load_pem_x509_certificate(path.read_bytes())

    def _private_key(self, patient: SyntheticPatient) -> rsa.RSAPrivateKey:
        path = self._folder / f"{patient.mrn}.key"
        if not path.exists():
            made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
            path.write_bytes(
                made.private_bytes(
                    serialization.Encoding.PEM,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                )
            )
        return cast(rsa.RSAPrivateKey, serialization.load_pem_private_key(path.read_bytes(), None))

    def _tsk(self, patient: SyntheticPatient) -> pysequoia.Tsk:
        path = self._folder / f"{patient.mrn}.pgp"
        if not path.exists():
            path.write_text(str(pysequoia.Tsk.generate(f"<{patient.email}>")))
        return pysequoia.Tsk.from_bytes(path.read_bytes())


def _self_signed(patient: SyntheticPatient, key: rsa.RSAPrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Synthetic patient")])
    now = dt.datetime.now(dt.UTC)
    usage = x509.KeyUsage(True, False, True, False, False, False, False, False, False)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=30))
        .not_valid_after(now + dt.timedelta(days=730))
        .add_extension(x509.SubjectAlternativeName([x509.RFC822Name(patient.email)]), critical=False)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .sign(key, hashes.SHA256())
    )

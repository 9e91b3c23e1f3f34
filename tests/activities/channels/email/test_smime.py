"""What S/MIME seals, OpenSSL opens; whoever changes it, or has another key, does not."""

import base64
import email
import email.policy
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import cast

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from activities.channels.email.certificates import Certificate, Unusable, check_certificate
from activities.channels.email.mime import Mail
from activities.channels.email.smime import Signer, protect

from .conftest import Authority, Key, write_pair

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl program")

NOW = datetime.now(UTC)
ANA = "ana@example.org"
RSA = rsa.generate_private_key(65537, 2048)
MAIL = Mail(
    message_id="<m1.abc@mail.example.org>",
    from_name="Clínica del Río",
    from_address="care@example.org",
    to_address=ANA,
    to_name="Ana Ejemplo",
    subject="Your oncology visit, mañana",
    date=datetime(2026, 3, 3, 10, 0, tzinfo=UTC),
    text="See you at ten.\n",
    html="<p>See you at ten.</p>\n",
    list_unsubscribe=("https://example.org/u/abc",),
    extra=(("X-Journey", "visit-reminder"),),
)
GCM_CAPABLE = x509.UnrecognizedExtension(
    x509.ObjectIdentifier("1.2.840.113549.1.9.15"), bytes.fromhex("300d300b060960864801650304012e")
)


def usable(authority: Authority, key: Key, *extra: x509.ExtensionType) -> Certificate:
    certificate = authority.person(ANA, key, extra=extra).public_bytes(serialization.Encoding.DER)
    found = check_certificate(certificate, ANA, NOW)
    assert isinstance(found, Certificate)
    return found


def openssl(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, check=False, timeout=30)


def decrypted(
    sealed: bytes, certificate: Certificate, key: Key, folder: Path
) -> subprocess.CompletedProcess[bytes]:
    pem, secret = write_pair(folder / "recipient", certificate.x509, key)
    (folder / "mail.eml").write_bytes(sealed)
    return openssl("cms", "-decrypt", "-in", folder / "mail.eml", "-recip", pem, "-inkey", secret)


def read(octets: bytes) -> EmailMessage:
    return cast("EmailMessage", email.message_from_bytes(octets, policy=email.policy.default))


RECIPIENTS = [
    pytest.param(RSA, (), "enveloped-data", id="rsa"),
    pytest.param(RSA, (GCM_CAPABLE,), "authEnveloped-data", id="rsa that reads gcm"),
    pytest.param(ec.generate_private_key(ec.SECP256R1()), (), "authEnveloped-data", id="p-256"),
    pytest.param(ec.generate_private_key(ec.SECP384R1()), (), "authEnveloped-data", id="p-384"),
]


@pytest.mark.parametrize(("key", "extra", "kind"), RECIPIENTS)
def test_openssl_opens_what_was_sealed_and_finds_the_real_headers_inside(
    authority: Authority, tmp_path: Path, key: Key, extra: tuple[x509.ExtensionType, ...], kind: str
) -> None:
    certificate = usable(authority, key, *extra)
    sealed = protect(MAIL, certificate)
    assert read(sealed)["content-type"].params["smime-type"] == kind
    opened = decrypted(sealed, certificate, key, tmp_path)
    assert opened.returncode == 0, opened.stderr
    inner = read(opened.stdout)
    assert inner["subject"] == MAIL.subject
    assert inner["to"] == "Ana Ejemplo <ana@example.org>"
    assert inner["x-journey"] == "visit-reminder"
    assert inner["content-type"].params["hp"] == "cipher"
    assert [part.get_content_type() for part in inner.iter_parts()] == ["text/plain", "text/html"]
    plain, rich = inner.iter_parts()
    assert plain["content-type"].params["hp-legacy-display"] == "1"
    assert plain.get_content().split() == ["Subject:", *MAIL.subject.split(), "See", "you", "at", "ten."]
    assert f"<pre>Subject: {MAIL.subject}</pre></div><p>See you at ten.</p>" in rich.get_content()


def test_nothing_about_the_message_shows_outside_and_hp_outer_repeats_what_does(
    authority: Authority, tmp_path: Path
) -> None:
    certificate = usable(authority, RSA)
    sealed = protect(MAIL, certificate)
    outer = read(sealed)
    head = sealed.partition(b"\r\n\r\n")[0]
    for hidden in (b"oncology", b"Ejemplo", b"visit-reminder", b"See you"):
        assert hidden not in sealed
    assert outer["subject"] == "[...]"
    assert outer["message-id"] == MAIL.message_id
    assert outer["list-unsubscribe"] == "<https://example.org/u/abc>"
    inner = read(decrypted(sealed, certificate, RSA, tmp_path).stdout)
    shown = [line.partition(": ") for line in inner.get_all("hp-outer", [])]
    assert {name: value for name, _, value in shown} == {
        name: str(value)
        for name, value in outer.items()
        if not name.lower().startswith(("content-", "mime-"))
    }
    assert max(map(len, head.split(b"\r\n"))) <= 78


@pytest.mark.parametrize("key", [RSA, ec.generate_private_key(ec.SECP256R1())], ids=["cbc", "gcm"])
def test_the_signature_inside_verifies_with_the_organisations_authority(
    authority: Authority, tmp_path: Path, key: Key
) -> None:
    signing = ec.generate_private_key(ec.SECP256R1())
    signer = Signer(authority.person("care@example.org", signing), signing, (authority.certificate,))
    certificate = usable(authority, key)
    opened = decrypted(protect(MAIL, certificate, signer), certificate, key, tmp_path)
    (tmp_path / "signed.eml").write_bytes(opened.stdout)
    verify = ("cms", "-verify", "-in", tmp_path / "signed.eml", "-CAfile", authority.ca_file)
    verified = openssl(*verify)
    assert verified.returncode == 0, verified.stderr
    assert read(verified.stdout)["subject"] == MAIL.subject
    (tmp_path / "signed.eml").write_bytes(opened.stdout.replace(b"at ten", b"at six"))
    assert openssl(*verify).returncode != 0


@pytest.mark.parametrize(("key", "extra", "kind"), RECIPIENTS[1:])
def test_a_changed_bit_anywhere_in_an_authenticated_envelope_is_noticed(
    authority: Authority, tmp_path: Path, key: Key, extra: tuple[x509.ExtensionType, ...], kind: str
) -> None:
    certificate = usable(authority, key, *extra)
    head, _, body = protect(MAIL, certificate).partition(b"\r\n\r\n")
    sealed = base64.b64decode(body)
    for position in (-1, -20, -200, len(sealed) // 2):
        changed = bytearray(sealed)
        changed[position] ^= 1
        broken = head + b"\r\n\r\n" + base64.encodebytes(bytes(changed))
        assert decrypted(broken, certificate, key, tmp_path).returncode != 0


def test_another_persons_key_does_not_open_it(authority: Authority, tmp_path: Path) -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    certificate = usable(authority, ec.generate_private_key(ec.SECP256R1()))
    opened = decrypted(protect(MAIL, certificate), usable(authority, other), other, tmp_path)
    assert opened.returncode != 0 and b"See you" not in opened.stdout


def test_every_sealing_uses_a_new_key_and_nonce(authority: Authority) -> None:
    certificate = usable(authority, ec.generate_private_key(ec.SECP256R1()))
    assert protect(MAIL, certificate) != protect(MAIL, certificate)


def test_a_large_mail_with_awkward_lines_survives(authority: Authority, tmp_path: Path) -> None:
    text = "".join(f"line {n} ends in a space \n.\nFrom here\n--=_x\n" for n in range(2000))
    certificate = usable(authority, RSA)
    sealed = protect(msgspec.structs.replace(MAIL, text=text, html=""), certificate)
    inner = read(decrypted(sealed, certificate, RSA, tmp_path).stdout)
    assert inner.get_content().replace("\r\n", "\n") == f"Subject: {MAIL.subject}\n\n{text}"


DAY = timedelta(days=1)
STRONG = ec.generate_private_key(ec.SECP256R1())


@pytest.mark.parametrize(
    ("changes", "address", "at", "reason"),
    [
        ({"until": -DAY}, ANA, NOW, "certificate-is-expired"),
        ({}, ANA, NOW - 90 * DAY, "certificate-is-not-valid-yet"),
        ({}, "bob@example.org", NOW, "certificate-is-for-another-address"),
        ({"usage": {"digital_signature": True}}, ANA, NOW, "certificate-may-not-encrypt"),
        ({"usage": {"key_encipherment": True}}, ANA, NOW, "certificate-may-not-encrypt"),
        ({"purposes": (ExtendedKeyUsageOID.SERVER_AUTH,)}, ANA, NOW, "certificate-is-not-for-mail"),
        ({"extra": (x509.BasicConstraints(True, None),)}, ANA, NOW, "certificate-is-an-authority"),
    ],
)
def test_a_certificate_that_must_not_be_used_says_why(
    authority: Authority, changes: dict[str, object], address: str, at: datetime, reason: str
) -> None:
    certificate = authority.person(ANA, STRONG, **changes)  # type: ignore[arg-type]
    data = certificate.public_bytes(serialization.Encoding.PEM)
    assert check_certificate(data, address, at) == Unusable(reason)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (rsa.generate_private_key(65537, 1024), "certificate-key-is-too-weak"),  # noqa: S505 - weak on purpose
        (ec.generate_private_key(ec.SECP256K1()), "certificate-key-is-not-supported"),
    ],
)
def test_a_weak_or_strange_key_is_refused(authority: Authority, key: Key, reason: str) -> None:
    data = authority.person(ANA, key).public_bytes(serialization.Encoding.DER)
    assert check_certificate(data, ANA, NOW) == Unusable(reason)


@pytest.mark.parametrize(
    "data", [b"", b"nonsense", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_something_else_than_a_certificate_is_a_result(data: bytes) -> None:
    assert check_certificate(data, ANA, NOW) == Unusable("certificate-is-malformed")


def test_the_address_is_compared_without_case_and_the_fingerprint_is_openssls(
    authority: Authority, tmp_path: Path
) -> None:
    certificate = authority.person("Ana@Example.ORG", STRONG)
    found = check_certificate(certificate.public_bytes(serialization.Encoding.PEM), ANA, NOW)
    assert isinstance(found, Certificate)
    pem, _ = write_pair(tmp_path / "ana", certificate, STRONG)
    printed = openssl("x509", "-in", pem, "-noout", "-fingerprint", "-sha256").stdout.decode()
    assert re.sub("[^0-9a-f]", "", printed.rpartition("=")[2].lower()) == found.sha256

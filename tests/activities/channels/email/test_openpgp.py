"""PGP/MIME is opened by GnuPG; a key that must not be used says why."""

import email
import email.policy
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import cast

import pysequoia
import pytest
from pysequoia import Profile, Tsk

from activities.channels.email.certificates import Unusable
from activities.channels.email.mime import Mail
from activities.channels.email.openpgp import OpenPgpKey, OpenPgpSigner, check_key, load_signer, protect

NOW = datetime.now(UTC)
ANA = "ana@example.org"
needs_gpg = pytest.mark.skipif(shutil.which("gpg") is None, reason="needs the gpg program")
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
)


class Gpg:
    """A GnuPG home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = ["gpg", "--batch", "--quiet", "--no-tty", "--pinentry-mode", "loopback", "--passphrase", ""]
        return subprocess.run(
            [*command, *arguments],
            input=data,
            capture_output=True,
            check=False,
            timeout=60,
            env={**os.environ, "GNUPGHOME": str(self.home)},
        )


@pytest.fixture
def gpg(tmp_path: Path) -> Iterator[Gpg]:
    home = tmp_path / "g"
    home.mkdir(mode=0o700)
    yield Gpg(home)
    subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False, timeout=30)


def read(octets: bytes) -> EmailMessage:
    return cast("EmailMessage", email.message_from_bytes(octets, policy=email.policy.default))


def usable(tsk: Tsk) -> OpenPgpKey:
    found = check_key(bytes(tsk.extract_certificate()), ANA, NOW)
    assert isinstance(found, OpenPgpKey)
    return found


def sealed_part(octets: bytes) -> bytes:
    version, sealed = read(octets).iter_parts()
    assert version.get_content_type() == "application/pgp-encrypted"
    content = sealed.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


@needs_gpg
@pytest.mark.parametrize("algorithm", ["default", "future-default"])
def test_gnupg_opens_what_was_sealed_and_verifies_the_organisations_signature(
    gpg: Gpg, algorithm: str
) -> None:
    made = gpg("--quick-gen-key", f"Ana <{ANA}>", algorithm, "default", "1y")
    assert made.returncode == 0, made.stderr
    recipient = check_key(gpg("--armor", "--export", ANA).stdout, ANA, NOW)
    assert isinstance(recipient, OpenPgpKey)
    sender = Tsk.generate("Care <care@example.org>", profile=Profile.RFC4880)
    gpg("--import", data=bytes(sender.extract_certificate()))
    signer = load_signer(bytes(sender))
    assert isinstance(signer, OpenPgpSigner)
    opened = gpg("--status-fd", "2", "--decrypt", data=sealed_part(protect(MAIL, recipient, signer)))
    assert opened.returncode == 0, opened.stderr
    assert b"GOODSIG" in opened.stderr
    inner = read(opened.stdout)
    assert inner["subject"] == MAIL.subject
    assert inner["content-type"].params["hp"] == "cipher"
    assert next(inner.iter_parts()).get_content().strip().endswith("See you at ten.")


@needs_gpg
@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        (
            "Key-Type: RSA\nKey-Length: 1024\nSubkey-Type: RSA\nSubkey-Length: 1024",
            "key-is-refused-by-policy",
        ),
        ("Key-Type: EDDSA\nKey-Curve: ed25519\nKey-Usage: sign", "key-cannot-encrypt"),
    ],
    ids=["1024 bits", "signing only"],
)
def test_a_weak_key_and_one_that_cannot_encrypt_are_refused(gpg: Gpg, parameters: str, reason: str) -> None:
    gpg("--gen-key", data=f"%no-protection\n{parameters}\nName-Email: {ANA}\n%commit\n".encode())
    assert check_key(gpg("--export", ANA).stdout, ANA, NOW) == Unusable(reason)


def test_the_outside_is_pgp_mime_and_tells_nothing() -> None:
    octets = protect(MAIL, usable(Tsk.generate(f"Ana <{ANA}>")))
    outer = read(octets)
    assert outer.get_content_type() == "multipart/encrypted"
    assert outer["content-type"].params["protocol"] == "application/pgp-encrypted"
    assert outer["subject"] == "[...]"
    assert outer["to"] == ANA
    for hidden in (b"oncology", b"Ejemplo", b"See you"):
        assert hidden not in octets
    version, sealed = outer.iter_parts()
    assert version.get_payload() == "Version: 1\r\n"
    assert sealed.get_content_type() == "application/octet-stream"
    assert octets.isascii() and max(map(len, octets.split(b"\r\n"))) <= 78


@pytest.mark.parametrize("profile", [Profile.RFC4880, Profile.RFC9580], ids=["v4", "v6"])
def test_the_owner_reads_it_and_a_changed_bit_is_noticed(profile: Profile) -> None:
    tsk = Tsk.generate(f"Ana <{ANA}>", profile=profile)
    sealed = sealed_part(protect(MAIL, usable(tsk)))
    opened = pysequoia.decrypt(sealed, decryptor=tsk.decryptor()).bytes
    assert opened is not None
    assert read(opened)["subject"] == MAIL.subject
    lines = sealed.split(b"\r\n")
    middle = len(lines) // 2
    lines[middle] = lines[middle].translate(bytes.maketrans(b"abcABC", b"bcaBCA"))
    with pytest.raises(RuntimeError):
        pysequoia.decrypt(b"\r\n".join(lines), decryptor=tsk.decryptor())


def test_an_expired_key_is_refused() -> None:
    tsk = Tsk.generate(f"Ana <{ANA}>", validity_seconds=86_400)
    data = bytes(tsk.extract_certificate())
    assert isinstance(check_key(data, ANA, NOW), OpenPgpKey)
    assert check_key(data, ANA, NOW + timedelta(days=2)) == Unusable("key-is-expired")


def test_a_revoked_key_is_refused() -> None:
    tsk = Tsk.generate(f"Ana <{ANA}>")
    certificate = tsk.extract_certificate()
    revoked = bytes(certificate) + bytes(certificate.revoke(tsk.certifier()))
    assert check_key(revoked, ANA, NOW) == Unusable("key-is-revoked")


@needs_gpg
def test_an_address_whose_user_id_was_revoked_no_longer_matches(gpg: Gpg) -> None:
    earlier = (
        "--faked-system-time",
        "20240101T000000!",
    )  # within one second the newer signature is undecided
    gpg(*earlier, "--quick-gen-key", f"Ana <{ANA}>", "future-default", "default", "never")
    gpg(*earlier, "--quick-add-uid", ANA, "Ana <work@example.org>")
    assert isinstance(check_key(gpg("--export", ANA).stdout, ANA, NOW), OpenPgpKey)
    revoked = gpg("--quick-revoke-uid", "work@example.org", f"Ana <{ANA}>")
    assert revoked.returncode == 0, revoked.stderr
    data = gpg("--export", "work@example.org").stdout
    assert check_key(data, ANA, NOW) == Unusable("key-is-for-another-address")
    assert isinstance(check_key(data, "work@example.org", NOW), OpenPgpKey)


@pytest.mark.parametrize(
    ("user_id", "matches"),
    [
        (ANA, True),
        (f"Ana Ejemplo <{ANA}>", True),
        ("Ana <ANA@Example.org>", True),
        ("Ana <ana@example.org.evil.test>", False),
        (f"{ANA} <eve@evil.test>", False),
        ("Ana", False),
    ],
)
def test_the_key_must_name_the_address(user_id: str, matches: bool) -> None:
    found = check_key(bytes(Tsk.generate(user_id).extract_certificate()), ANA, NOW)
    assert isinstance(found, OpenPgpKey) if matches else found == Unusable("key-is-for-another-address")


def test_things_that_are_not_one_public_key_are_results() -> None:
    tsk, other = Tsk.generate(ANA), Tsk.generate(ANA)
    two = bytes(tsk.extract_certificate()) + bytes(other.extract_certificate())
    assert check_key(b"junk", ANA, NOW) == Unusable("key-is-malformed")
    assert check_key(b"", ANA, NOW) == Unusable("key-is-malformed")
    assert check_key(two, ANA, NOW) == Unusable("key-is-not-a-single-one")
    assert check_key(bytes(tsk), ANA, NOW) == Unusable("key-holds-its-secret")
    assert check_key(bytes(1_000_001), ANA, NOW) == Unusable("key-is-too-large")
    assert load_signer(bytes(tsk.extract_certificate())) == Unusable("key-cannot-sign")

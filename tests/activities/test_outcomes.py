"""How mails are protected for the people who get them, and what the relay's answers come to."""

import asyncio
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pysequoia
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from engine.contracts.activities import Delivery
from engine.journey.events import BOUNCED, CONFIRMED, VIEWED
from engine.store.engagement import record_engagement
from engine.store.recipients import StoredKey, add_recipient_key, load_recipients
from tests import stack
from tests.activities.clinic import Clinic


def _certificate(address: str, *, days: int = 30) -> tuple[bytes, bytes]:
    """A certificate (DER) for that address and its key (PEM)."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "somebody")])
    start = datetime.now(UTC) - timedelta(days=60)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(datetime.now(UTC) + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.RFC822Name(address)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return made.public_bytes(serialization.Encoding.DER), private


async def _give_key(clinic: Clinic, patient: UUID, kind: str, material: bytes) -> None:
    async with clinic.pool.acquire() as conn:
        who = (await load_recipients(conn, clinic.parts.vault, [patient]))[patient].patient
        key = StoredKey(kind, f"{kind}-{patient}", material)
        await add_recipient_key(conn, clinic.parts.vault, who, key, expires_at=None, at=clinic.parts.moment())


async def _deliver_to(clinic: Clinic, patient: UUID) -> tuple[Delivery, str]:
    enrollment = await clinic.enroll(patient)
    assert await clinic.render([enrollment]) == [(True, "")]
    [delivery] = await clinic.deliver([enrollment])
    return delivery, enrollment


async def _caught(clinic: Clinic, catcher: stack.Catcher, enrollment: str) -> bytes:
    row = await clinic.message(enrollment)
    [mail] = catcher.mailbox().find(row["rfc_message_id"])
    return catcher.mailbox().get(mail.id) or b""


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl program")
async def test_who_has_a_certificate_gets_a_mail_only_they_can_open(
    clinic: Clinic, catcher: stack.Catcher, tmp_path: Path
) -> None:
    certificate, private = _certificate("cert@example.org")
    patient = await clinic.add_person("cert@example.org")
    await _give_key(clinic, patient, "smime", certificate)

    delivery, enrollment = await _deliver_to(clinic, patient)

    assert delivery == Delivery("sent", "smime")
    raw = await _caught(clinic, catcher, enrollment)
    # With the space: three letters alone come up by chance in base64.
    assert b" Ana" not in raw and b"Subject: [...]" in raw
    (tmp_path / "key.pem").write_bytes(private)
    (tmp_path / "mail.eml").write_bytes(raw)
    opened = subprocess.run(
        ["openssl", "cms", "-decrypt", "-in", tmp_path / "mail.eml", "-inkey", tmp_path / "key.pem"],
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    assert b"Your visit, Ana" in opened
    evidence = (await clinic.message(enrollment))["evidence"]
    assert len(evidence["certificate_sha256"]) == 64 and evidence["method"] == "smime"


async def test_who_has_an_openpgp_key_gets_a_mail_only_they_can_open(
    clinic: Clinic, catcher: stack.Catcher
) -> None:
    secret = pysequoia.Tsk.generate("Ana <pgp@example.org>")
    patient = await clinic.add_person("pgp@example.org")
    await _give_key(clinic, patient, "openpgp", bytes(secret.extract_certificate()))

    delivery, enrollment = await _deliver_to(clinic, patient)

    assert delivery == Delivery("sent", "openpgp")
    raw = await _caught(clinic, catcher, enrollment)
    start = raw.index(b"-----BEGIN PGP MESSAGE")
    armored = raw[start : raw.index(b"-----END PGP MESSAGE-----") + 25]
    assert b"Your visit, Ana" in pysequoia.decrypt(armored, decryptor=secret.decryptor()).bytes
    assert b" Ana" not in raw


async def test_an_expired_certificate_leads_to_the_portal_and_never_to_less(
    clinic: Clinic, catcher: stack.Catcher
) -> None:
    certificate, _ = _certificate("stale@example.org", days=-1)
    patient = await clinic.add_person("stale@example.org")
    await _give_key(clinic, patient, "smime", certificate)
    delivery, enrollment = await _deliver_to(clinic, patient)
    assert delivery == Delivery("sent", "portal")
    assert b" Ana" not in await _caught(clinic, catcher, enrollment)


async def test_an_address_that_does_not_exist_bounces_once_and_is_never_written_to_again(
    clinic: Clinic,
) -> None:
    patient = await clinic.add_person("bounce-me@example.org")
    delivery, enrollment = await _deliver_to(clinic, patient)
    assert delivery == Delivery("failed", "bounced")
    event = await clinic.pool.fetchrow("select * from event where enrollment_id = $1", UUID(enrollment))
    assert (event["type"], event["step"], event["routed_at"]) == (BOUNCED, "week-ahead", None)
    assert await clinic.deliver([enrollment]) == [Delivery("failed", "bounced")]
    assert (
        await clinic.pool.fetchval("select count(*) from event where enrollment_id = $1", UUID(enrollment))
        == 1
    )

    again, _ = await _deliver_to(clinic, patient)
    assert again == Delivery("blocked", "suppressed")


async def test_a_temporary_refusal_is_put_off_and_the_mail_stays(clinic: Clinic) -> None:
    patient = await clinic.add_person("soft-one@example.org")
    delivery, enrollment = await _deliver_to(clinic, patient)
    assert (delivery.outcome, delivery.detail) == ("deferred", "refused-temporarily")
    assert delivery.until is not None and delivery.until > clinic.parts.now() + 60
    row = await clinic.message(enrollment)
    assert (row["state"], row["attempts"]) == ("rendered", 1)
    await clinic.pool.execute(
        "update message set created_at = now() - interval '8 days' where id = $1", row["id"]
    )
    assert await clinic.deliver([enrollment]) == [Delivery("blocked", "expired")]


async def test_a_step_that_was_never_written_says_so(clinic: Clinic) -> None:
    enrollment = await clinic.enroll(await clinic.add_person("unwritten@example.org"))
    assert await clinic.deliver([enrollment]) == [Delivery("failed", "never-written")]


@pytest.mark.parametrize(("kind", "events"), [(CONFIRMED, 1), (VIEWED, 2)])
async def test_what_a_person_does_becomes_an_event_once(clinic: Clinic, kind: str, events: int) -> None:
    """A confirmation counts once; views once a minute, since programs load a page again and again."""
    _, enrollment = await _deliver_to(clinic, await clinic.add_person(f"did-{kind}@example.org"))
    one = (await clinic.message(enrollment))["id"]
    at = datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)
    async with clinic.pool.acquire() as conn:
        first = await record_engagement(conn, one, kind, at)
        assert first is not None
        assert await record_engagement(conn, one, kind, at + timedelta(seconds=30)) is None
        await record_engagement(conn, one, kind, at + timedelta(minutes=5))
        rows = await conn.fetch(
            "select e.type, e.step, g.id from event e join engagement g on g.id = e.id"
            " where g.message_id = $1",
            one,
        )
    assert [(row["type"], row["step"]) for row in rows] == [(kind, "week-ahead")] * events
    assert first in [row["id"] for row in rows]


async def test_engagement_with_a_mail_that_does_not_exist_is_nothing(clinic: Clinic) -> None:
    async with clinic.pool.acquire() as conn:
        assert await record_engagement(conn, UUID(int=1), CONFIRMED, clinic.parts.moment()) is None


async def test_the_router_is_told_of_an_engagement_at_once(clinic: Clinic) -> None:
    _, enrollment = await _deliver_to(clinic, await clinic.add_person("tell@example.org"))
    one = (await clinic.message(enrollment))["id"]
    told = asyncio.Event()
    async with clinic.pool.acquire() as listening, clinic.pool.acquire() as conn:

        def hear(*_: object) -> None:
            told.set()

        await listening.add_listener("careloom_events", hear)
        await record_engagement(conn, one, CONFIRMED, clinic.parts.moment())
        await asyncio.wait_for(told.wait(), 5)
        await listening.remove_listener("careloom_events", hear)

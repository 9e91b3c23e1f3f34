"""/api/messages/trials, /api/session/address: tests of messages reach proved staff addresses, nobody else."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import uuid4

import asyncpg
import pytest_asyncio

from designer_api.messages.trial import MOST_AN_HOUR
from tests import stack
from tests.designer_api.conftest import SignedIn

PATH = "/api/messages/trials"
MAIL = """---
subject: "Hello {{ patient.first_name }}"
preheader: "Your visit"
class: identifier
---
<mjml lang="es"><mj-body><mj-section><mj-column>
<mj-text>Hola</mj-text></mj-column></mj-section></mj-body></mjml>
"""
WISH = {"journey": "visit-reminder", "file": "new.es.mjml", "text": MAIL, "sample": "ben"}


@pytest_asyncio.fixture(autouse=True)
async def unproved(conn: asyncpg.Connection, courier: None) -> None:
    """Nobody's address is proved yet."""
    await conn.execute("update account set address_proved_at = null")
    await conn.execute("delete from sign_in_link")
    await conn.execute("delete from audit where action = 'message.tried'")


def newest(catcher: stack.Catcher, address: str) -> EmailMessage:
    mailbox = catcher.mailbox()
    [mail, *_] = mailbox.list(1)
    assert mail.rcpt_to == address
    found = message_from_bytes(mailbox.get(mail.id) or b"", policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


async def prove(conn: asyncpg.Connection, email: str = "author@careloom.test") -> None:
    await conn.execute("update account set address_proved_at = $2 where email = $1", email, datetime.now(UTC))


async def test_a_code_that_was_mailed_proves_the_address_once_and_for_this_account_alone(
    signed_in: SignedIn, catcher: stack.Catcher
) -> None:
    client, other = await signed_in("author"), await signed_in("viewer")
    assert (await client.get("/api/session/address")).json()["proved_at"] is None
    refused = await client.post(PATH, json=WISH)
    assert (refused.status_code, refused.json()["code"]) == (422, "address-not-proved")
    assert (await client.post("/api/session/address")).status_code == 202
    mail = newest(catcher, "author@careloom.test")
    found = re.search(r"\b[A-Z2-9]{5}-[A-Z2-9]{5}\b", str(mail.get_content()))
    assert found is not None
    code = {"code": found[0].lower().replace("-", " ")}
    assert (await other.post("/api/session/address/proof", json=code)).json()["code"] == "code-wrong"
    assert (await client.post("/api/session/link", json={"token": found[0]})).status_code == 401
    proved = await client.post("/api/session/address/proof", json=code)
    assert proved.json()["proved_at"] is not None
    assert (await client.post("/api/session/address/proof", json=code)).json()["code"] == "code-wrong"
    assert (await client.post(PATH, json=WISH)).status_code == 200


async def test_a_trial_is_marked_in_its_subject_and_at_its_top_and_sent_once_for_one_key(
    signed_in: SignedIn, conn: asyncpg.Connection, catcher: stack.Catcher
) -> None:
    client = await signed_in("author")
    await prove(conn)
    before = catcher.mailbox().count()
    key = {"Idempotency-Key": uuid4().hex}
    for _ in range(2):
        sent = await client.post(PATH, json=WISH, headers=key)
        assert sent.json() == {"to": "Author", "subject": "TEST: Hello Ben", "sure": True}
    assert catcher.mailbox().count() == before + 1
    mail = newest(catcher, "author@careloom.test")
    assert mail["Subject"] == "TEST: Hello Ben"
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None and html is not None
    assert text.get_content().startswith("PRUEBA (TEST): ")
    assert re.search(r"<body[^>]*><div[^>]*>PRUEBA \(TEST\)", html.get_content())


async def test_it_goes_to_no_address_that_is_not_proved_and_no_more_than_so_many_in_an_hour(
    signed_in: SignedIn, conn: asyncpg.Connection, catcher: stack.Catcher
) -> None:
    author, viewer = await signed_in("author"), await signed_in("viewer")
    await prove(conn)
    other = await conn.fetchval("select id from account where email = 'viewer@careloom.test'")
    refused = await author.post(PATH, json=WISH | {"to": str(other)})
    assert refused.json()["code"] == "address-not-proved"
    await prove(conn, "viewer@careloom.test")
    assert (await author.post(PATH, json=WISH | {"to": str(other)})).json()["to"] == "Viewer"
    newest(catcher, "viewer@careloom.test")
    assert (await viewer.post(PATH, json=WISH)).status_code == 403
    author_id = await conn.fetchval("select id::text from account where email = 'author@careloom.test'")
    await conn.executemany(
        "insert into audit (at, actor, action, subject, detail) values ($1, $2, 'message.tried', '', '')",
        [(datetime.now(UTC), author_id)] * MOST_AN_HOUR,
    )
    assert (await author.post(PATH, json=WISH)).status_code == 429


async def test_a_message_that_cannot_be_written_is_not_mailed(
    signed_in: SignedIn, conn: asyncpg.Connection, catcher: stack.Catcher
) -> None:
    client = await signed_in("author")
    await prove(conn)
    before = catcher.mailbox().count()
    refused = await client.post(PATH, json=WISH | {"text": "---\nsubject: x\n---\n<mjml>"})
    assert (refused.status_code, refused.json()["code"]) == (422, "cannot-compile")
    assert catcher.mailbox().count() == before

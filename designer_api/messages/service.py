"""Reads about mails: lists, one mail with its evidence and why it was sent or not, and its opened body."""

import re
from typing import Any, Final
from uuid import UUID

from designer_api.messages.schemas import (
    EngagementShown,
    Fact,
    MessageBody,
    MessageDetail,
    MessagePage,
    MessageSummary,
    Why,
)
from designer_api.paging import id_cursor
from designer_api.patients.masking import mask_name
from engine.errors import NotFound
from engine.policy.decide import Finding, tell
from engine.store.bodies import open_body
from engine.store.people import load_people
from engine.store.pool import Connection
from engine.store.sealing import Vault

_PAGE: Final = 50
_METHODS: Final = {
    "smime": "sealed with S/MIME",
    "openpgp": "sealed with OpenPGP",
    "tls": "over verified TLS",
    "portal": "kept in the portal, with a notice",
}
_JINJA: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_KEPT: Final = (
    "title",
    "visit",
    "language",
    "purpose",
    "topic",
    "data_class",
    "attempts",
    "expires_at",
    "rfc_message_id",
    "version",
    "evidence",
)
_LIST: Final = """
SELECT m.id, journey, step, patient_id, state, method, reason, m.created_at, sent_at, t.subject
FROM message m LEFT JOIN template t ON t.sha256 = m.template
WHERE ($1::text = '' OR journey = $1) AND ($2::text = '' OR state = $2) AND ($3::uuid IS NULL OR m.id < $3)
  AND ($4::uuid IS NULL OR enrollment_id = $4) AND ($5::text = '' OR step = $5)
ORDER BY m.id DESC LIMIT $6
"""
_DETAIL: Final = """
SELECT m.*, j.title, t.subject FROM message m JOIN journey j ON j.slug = m.journey
LEFT JOIN template t ON t.sha256 = m.template WHERE m.id = $1
"""


async def list_messages(
    conn: Connection,
    vault: Vault,
    *,
    journey: str = "",
    state: str = "",
    step: str = "",
    after: str | None = None,
    enrollment: UUID | None = None,
) -> MessagePage:
    """Newest first."""
    rows = await conn.fetch(_LIST, journey, state, id_cursor(after), enrollment, step, _PAGE)
    people = await load_people(conn, vault, {row["patient_id"] for row in rows})
    items = [MessageSummary(**_shared(row, mask_name(people[row["patient_id"]].person))) for row in rows]
    return MessagePage(items, str(rows[-1]["id"]) if len(rows) == _PAGE else None)


async def show_message(conn: Connection, vault: Vault, message: UUID) -> MessageDetail:
    row = await _row(conn, message)
    people = await load_people(conn, vault, [row["patient_id"]])
    answers = await conn.fetch("SELECT type, at FROM engagement WHERE message_id = $1 ORDER BY at", message)
    return MessageDetail(
        **_shared(row, mask_name(people[row["patient_id"]].person)),
        **{name: row[name] for name in _KEPT},
        enrollment=row["enrollment_id"],
        why=Why(_sentence(row), _facts(row["why"])),
        engagement=[EngagementShown(*each) for each in answers],
        body_available=True,
    )


def _shared(row: Any, masked_name: str) -> dict[str, Any]:
    """What a list and a single message both show."""
    names = ("id", "journey", "step", "state", "method", "reason", "created_at", "sent_at")
    subject = _JINJA.sub("…", row["subject"] or "")
    shared = {name: row[name] for name in names}
    return shared | {"patient": row["patient_id"], "masked_name": masked_name, "subject_masked": subject}


async def open_message_body(conn: Connection, vault: Vault, message: UUID) -> tuple[UUID, MessageBody]:
    """Whose it is, and the mail in clear. The caller writes the audit line."""
    row = await _row(conn, message)
    person = (await load_people(conn, vault, [row["patient_id"]])).get(row["patient_id"])
    if person is None or row["sealed"] is None:
        raise NotFound("body-gone", "There is no body to show: it was not made, or it was erased.")
    body = open_body(vault, person.key, message, row["sealed"])
    return row["patient_id"], MessageBody(body.subject, body.preheader, body.html, body.text)


async def _row(conn: Connection, message: UUID) -> Any:
    row = await conn.fetchrow(_DETAIL, message)
    if row is None:
        raise NotFound("message-unknown", "There is no such message.")
    return row


def _sentence(row: Any) -> str:
    purpose = f"for {row['purpose']}" + (f" about {row['topic'].replace('-', ' ')}" if row["topic"] else "")
    reason = row["reason"].replace("-", " ")
    sentences = {
        "sent": f"This mail was sent {purpose}, {_METHODS.get(row['method'], row['method'])},"
        " because every rule below allowed it when it left.",
        "blocked": f"This mail was not sent: {reason}. The last check held it back.",
        "failed": f"This mail could not be delivered: {reason}.",
        "uncertain": "The mail server took this mail but never said so. It was not sent again, so that nobody"
        " gets it twice.",
        "claimed": f"This mail is being handed to the mail server, {purpose}.",
        "rendered": f"This mail is written {purpose} and waits for its moment"
        + (f": {reason}." if reason else "."),
    }
    return sentences.get(row["state"], str(row["state"]))


def _facts(why: dict[str, Any] | None) -> list[Fact]:
    """The findings that the last gate wrote down."""
    return [Fact(each.code, _words(each), each.passed, each.value) for each in tell(why)] if why else []


def _words(finding: Finding) -> str:
    return f"{finding.says} ({finding.value})" if finding.value else finding.says

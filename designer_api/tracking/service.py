"""What following a link of a mail does. Scanners follow them too: a GET only counts a click."""

import time
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from engine.journey.events import CLICKED, CONFIRMED, OPTED_OUT, REPLIED
from engine.settings import Settings
from engine.store.consents import withdraw_consent
from engine.store.engagement import record_engagement
from engine.store.pool import Connection

_MACHINE_SECONDS: Final = 2.0  # faster than anybody reads: a scanner (STANDARDS, B3)


class Mailed(msgspec.Struct, frozen=True):
    """The mail a link belongs to. `sent_at` in journey time."""

    id: UUID
    patient: UUID
    language: str
    topic: str
    template: str
    state: str
    sent_at: datetime | None


async def find_mail(conn: Connection, message: UUID) -> Mailed | None:
    row = await conn.fetchrow(
        "SELECT id, patient_id, language, topic, template, state, sent_at FROM message WHERE id = $1", message
    )
    return Mailed(*row) if row else None


def journey_now(settings: Settings) -> datetime:
    return datetime.fromtimestamp(settings.clock.at(time.time()), UTC)


async def follow_click(conn: Connection, settings: Settings, mail: Mailed, number: int) -> str | None:
    """The address behind click target `number`; counts the click unless a machine made it."""
    links: list[Any] = (
        await conn.fetchval("SELECT links FROM template WHERE sha256 = $1", mail.template) or []
    )
    if number >= len(links):
        return None
    if not _machine(settings, mail):
        await record_engagement(conn, mail.id, CLICKED, journey_now(settings))
    return str(links[number])


async def answer_visit(conn: Connection, settings: Settings, mail: Mailed, *, comes: bool) -> None:
    """`no` is kept as a reply: the clinic must find another time, the visit is not cancelled by itself."""
    await record_engagement(conn, mail.id, CONFIRMED if comes else REPLIED, journey_now(settings))


async def stop_mail(conn: Connection, settings: Settings, mail: Mailed, evidence: str) -> None:
    """The wish holds from this transaction's commit on; the journey hears of it as an event."""
    now = journey_now(settings)
    await withdraw_consent(conn, mail.patient, mail.topic, evidence, now)
    await record_engagement(conn, mail.id, OPTED_OUT, now)


def _machine(settings: Settings, mail: Mailed) -> bool:
    if mail.sent_at is None:
        return True
    read_after = time.time() - settings.clock.real(mail.sent_at.timestamp())
    return read_after < _MACHINE_SECONDS

"""Opening a message in the portal: a second fact first, since links get forwarded and scanned."""

import hmac
from datetime import UTC, date, datetime
from typing import Final, Literal
from uuid import UUID

import msgspec

from engine.journey.events import VIEWED
from engine.settings import Settings
from engine.store.bodies import Body, open_body
from engine.store.engagement import record_engagement
from engine.store.people import load_people
from engine.store.pool import Connection
from engine.store.sealing import Vault

GUESSES: Final = 5


class Opened(msgspec.Struct, frozen=True):
    """`left` guesses remain when the fact was wrong."""

    outcome: Literal["open", "wrong", "burnt", "gone"]
    body: Body | None = None
    left: int = 0


async def is_burnt(conn: Connection, message: UUID) -> bool:
    found = await conn.fetchval(
        "SELECT burnt_at IS NOT NULL FROM portal_guess WHERE message_id = $1", message
    )
    return bool(found)


async def open_message(
    conn: Connection, vault: Vault, settings: Settings, message: UUID, birth_date: str, now: datetime
) -> Opened:
    """Shows nothing and counts a guess unless the birth date is the patient's. Five wrong ones close it."""
    wrong, burnt = await _guesses(conn, message)
    if burnt:
        return Opened("burnt")
    mail = await conn.fetchrow("SELECT patient_id, sealed FROM message WHERE id = $1", message)
    if mail is None:
        return Opened("gone")
    found = (await load_people(conn, vault, [mail["patient_id"]])).get(mail["patient_id"])
    if found is None or found.deceased:
        return Opened("gone")
    if not _same_day(found.person.birth_date, birth_date):
        return await _count_guess(conn, message, wrong + 1)
    await conn.execute("UPDATE portal_guess SET wrong = 0 WHERE message_id = $1", message)
    await record_engagement(conn, message, VIEWED, now)
    return Opened("open", open_body(vault, found.key, message, mail["sealed"]))


async def _guesses(conn: Connection, message: UUID) -> tuple[int, bool]:
    """How many were wrong and whether the link is closed; locks the row, so that guesses come one by one."""
    await conn.execute(
        "INSERT INTO portal_guess (message_id, wrong) VALUES ($1, 0) ON CONFLICT DO NOTHING", message
    )
    query = "SELECT wrong, burnt_at FROM portal_guess WHERE message_id = $1 FOR UPDATE"
    rows = await conn.fetch(query, message)
    return int(rows[0]["wrong"]), rows[0]["burnt_at"] is not None


async def _count_guess(conn: Connection, message: UUID, wrong: int) -> Opened:
    burnt = wrong >= GUESSES
    await conn.execute(
        "UPDATE portal_guess SET wrong = $2, burnt_at = $3 WHERE message_id = $1",
        message,
        wrong,
        datetime.now(UTC) if burnt else None,
    )
    return Opened("burnt") if burnt else Opened("wrong", left=GUESSES - wrong)


def _same_day(known: date | None, told: str) -> bool:
    """A patient whose birth date we do not know cannot use the portal: nothing could be checked."""
    return known is not None and hmac.compare_digest(known.isoformat().encode(), told.strip().encode())

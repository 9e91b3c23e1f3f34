"""Opening a message in the portal: a second fact first, since links get forwarded and scanned."""

import hmac
from datetime import UTC, date, datetime
from typing import Final, Literal
from uuid import UUID

import msgspec

from engine.journey.events import VIEWED
from engine.store.bodies import Body, open_body
from engine.store.engagement import record_engagement
from engine.store.people import PatientRow, load_people
from engine.store.pool import Connection
from engine.store.sealing import Unopenable, Vault

GUESSES: Final = 5


class Checked(msgspec.Struct, frozen=True):
    """`person` where the fact was right. `left` guesses remain when it was wrong."""

    outcome: Literal["right", "wrong", "burnt", "gone"]
    person: PatientRow | None = None
    left: int = 0


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
    conn: Connection, vault: Vault, message: UUID, birth_date: str, now: datetime
) -> Opened:
    """Shows nothing and counts a guess unless the birth date is the patient's. Five wrong ones close it."""
    checked = await check_fact(conn, vault, message, birth_date, now)
    if checked.outcome != "right" or checked.person is None:
        return Opened("gone" if checked.outcome == "right" else checked.outcome, left=checked.left)
    sealed = await conn.fetchval("SELECT sealed FROM message WHERE id = $1", message)
    return Opened("open", open_body(vault, checked.person.key, message, sealed))


async def check_fact(
    conn: Connection, vault: Vault, message: UUID, birth_date: str, now: datetime
) -> Checked:
    """Whether the birth date is that of the person the message was for; five wrong ones close its links."""
    wrong, burnt = await _guesses(conn, message)
    if burnt:
        return Checked("burnt")
    found = await load_reader(conn, vault, message)
    if found is None:
        return Checked("gone")
    if not _same_day(found.person.birth_date, birth_date):
        return await _count_guess(conn, message, wrong + 1)
    await conn.execute("UPDATE portal_guess SET wrong = 0 WHERE message_id = $1", message)
    await record_engagement(conn, message, VIEWED, now)
    return Checked("right", found)


async def load_reader(conn: Connection, vault: Vault, message: UUID) -> PatientRow | None:
    """The person a message was for; nobody once they have died or their record was erased."""
    patient = await conn.fetchval("SELECT patient_id FROM message WHERE id = $1", message)
    try:
        found = (await load_people(conn, vault, [patient] if patient else [])).get(patient)
    except Unopenable:
        return None
    return None if found is None or found.deceased else found


async def _guesses(conn: Connection, message: UUID) -> tuple[int, bool]:
    """How many were wrong and whether the link is closed; locks the row, so that guesses come one by one."""
    await conn.execute(
        "INSERT INTO portal_guess (message_id, wrong) VALUES ($1, 0) ON CONFLICT DO NOTHING", message
    )
    query = "SELECT wrong, burnt_at FROM portal_guess WHERE message_id = $1 FOR UPDATE"
    rows = await conn.fetch(query, message)
    return int(rows[0]["wrong"]), rows[0]["burnt_at"] is not None


async def _count_guess(conn: Connection, message: UUID, wrong: int) -> Checked:
    burnt = wrong >= GUESSES
    await conn.execute(
        "UPDATE portal_guess SET wrong = $2, burnt_at = $3 WHERE message_id = $1",
        message,
        wrong,
        datetime.now(UTC) if burnt else None,
    )
    return Checked("burnt") if burnt else Checked("wrong", left=GUESSES - wrong)


def _same_day(known: date | None, told: str) -> bool:
    """A patient whose birth date we do not know cannot use the portal: nothing could be checked."""
    return known is not None and hmac.compare_digest(known.isoformat().encode(), told.strip().encode())

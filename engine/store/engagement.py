"""What a person did with a mail, and the event of it that wakes the journey: written together, once.

Also the addresses that gave up (hard bounces). The router is told by NOTIFY once it is committed.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from engine.journey.events import BOUNCED, CONFIRMED, OPTED_OUT
from engine.store.events import CHANNEL
from engine.store.pool import Connection

SOURCE: Final = "careloom:delivery"
_ONCE: Final = frozenset({BOUNCED, CONFIRMED, OPTED_OUT})  # the rest counts at most once a minute
_RECORD: Final = """
with mail as (select m.id, m.enrollment_id, m.patient_id, m.step, e.appointment_id
    from message m join enrollment e on e.id = m.enrollment_id where m.id = $2),
arrived as (insert into event
        (id, source, message_id, type, lane, patient_id, appointment_id, enrollment_id, step,
         occurred_at, received_at)
    select $1, $6, $3, $4, uuid_send(enrollment_id), patient_id, appointment_id,
        enrollment_id, step, $5, $5 from mail
    on conflict (source, message_id) do nothing returning id, enrollment_id, step),
done as (insert into engagement (id, message_id, enrollment_id, step, type, at)
    select arrived.id, $2, arrived.enrollment_id, arrived.step, $4, $5 from arrived returning id)
select id from done
"""


class Failure(msgspec.Struct, frozen=True):
    """A mail whose address does not exist."""

    message: UUID
    at: datetime


async def record_engagement(conn: Connection, message: UUID, kind: str, at: datetime) -> UUID | None:
    """Note that the person did `kind` (engine.journey.events) with the mail; the new event's id.

    None when it was known already (the same kind again: ever for a confirmation, opt-out or bounce, within
    the same minute otherwise) or there is no such mail. `at` in journey time.
    """
    once = "" if kind in _ONCE else f":{int(at.timestamp() // 60)}"
    key = f"{message}:{kind}{once}"
    event = UUID(bytes=hashlib.sha256(key.encode()).digest()[:16], version=4)
    row = await conn.fetchrow(_RECORD, event, message, key, kind, at, SOURCE)
    if row is None:
        return None
    # After the commit, where there is no transaction around us: NOTIFY holds a lock of the whole database
    # until its transaction is on disk, which would put everybody who answers a mail into one line.
    await conn.execute("select pg_notify($1, '')", CHANNEL)
    recorded: UUID = row["id"]
    return recorded


async def record_bounces(conn: Connection, failures: Sequence[Failure]) -> None:
    """Suppress the addresses of these mails and tell their journeys."""
    await conn.execute(
        """
        insert into suppression (email_index, reason, at)
        select distinct p.email_index, 'hard-bounce', $2::timestamptz
        from message m join patient p on p.id = m.patient_id
        where m.id = any($1::uuid[]) and p.email_index is not null on conflict do nothing
        """,
        [failure.message for failure in failures],
        failures[0].at,
    )
    for failure in failures:  # rare, so one by one through the one way in
        await record_engagement(conn, failure.message, BOUNCED, failure.at)

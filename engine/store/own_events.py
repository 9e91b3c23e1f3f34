"""Events that Careloom itself makes for one enrollment: a task was done, a form was sent in.

They go the way of every event (router, outbox, signal), so that the journey hears each exactly once.
"""

import hashlib
from datetime import datetime
from typing import Final
from uuid import UUID

from engine.store.events import CHANNEL
from engine.store.pool import Connection

STAFF: Final = "careloom:staff"
PORTAL: Final = "careloom:portal"
# No appointment: another journey about the same one must not take it for its own.
_INSERT: Final = """
insert into event
    (id, source, message_id, type, lane, patient_id, enrollment_id, step, occurred_at, received_at)
select $1, $2, $3, $4, uuid_send(e.id), e.patient_id, e.id, $6, $7, $7 from enrollment e where e.id = $5
on conflict (source, message_id) do nothing
"""


async def record_own_event(
    conn: Connection, source: str, about: UUID, kind: str, enrollment: UUID, step: str, at: datetime
) -> UUID:
    """`about`: the task or form; `kind`: engine.journey.events; `at` in journey time. The event's id.

    The same `about` and `kind` again changes nothing.
    """
    key = f"{about}:{kind}"
    event = UUID(bytes=hashlib.sha256(f"{source}:{key}".encode()).digest()[:16], version=4)
    await conn.execute(_INSERT, event, source, key, kind, enrollment, step, at)
    await conn.execute("select pg_notify($1, '')", CHANNEL)
    return event

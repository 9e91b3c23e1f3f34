"""Events that Careloom itself makes for one enrollment: a task was done, a form was sent in.

They go the way of every event (router, outbox, signal), so that the journey hears each exactly once.
"""

import hashlib
from datetime import datetime
from typing import Final
from uuid import UUID

from engine.journey.events import FORM_SUBMITTED, TASK_DONE
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
# For a run that may have lost what it heard: who stands where something of theirs is over already. Of a step
# that is visited again only the latest visit counts.
_RETELL: Final = """
insert into cohort_signal (cohort_id, enrollment_id, kind, type, step, at)
select e.cohort_id, e.id, 'event', case w.what when 'task' then $3 else $4 end, e.step, $2
from enrollment e cross join lateral (
    (select 'task' as what, state from task where enrollment_id = e.id and step = e.step
        order by visit desc limit 1)
    union all
    (select 'form', state from form_opening where enrollment_id = e.id and step = e.step
        order by visit desc limit 1)) w
where e.cohort_id = $1 and e.state = 'active' and w.state in ('done', 'submitted') returning 1
"""


async def retell_own_events(conn: Connection, cohort: UUID, at: datetime) -> int:
    """Tell those who wait for a task or a form that it is over, once more; how many were told.

    `at` in journey time. Heard twice it does no harm: nobody stands at that step any more.
    """
    return len(await conn.fetch(_RETELL, cohort, at, TASK_DONE, FORM_SUBMITTED))


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

"""Calls to other hosts, one row each however often it is tried. Statements only; real time throughout.

What was told is not kept, only its hash; an answer's body is never read.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from engine.store.ids import id_of_visit
from engine.store.pool import Connection

_BEGIN: Final = """
insert into webhook_call (id, enrollment_id, journey, step, visit, host, first_at)
select u.id, e.id, e.journey, $4, u.visit, $5, $6
from unnest($1::uuid[], $2::uuid[], $3::int[]) as u (id, enrollment, visit)
join enrollment e on e.id = u.enrollment
on conflict (enrollment_id, step, visit) do nothing
"""
_READ: Final = """
select c.id, c.enrollment_id, c.visit, c.state, c.reason, c.tries, c.first_at, c.next_at,
    e.state <> 'active' as left_
from webhook_call c join enrollment e on e.id = c.enrollment_id where c.id = any($1::uuid[])
"""


class CallRow(msgspec.Struct, frozen=True):
    """`left`: the enrollment is not in its journey any more."""

    id: UUID
    enrollment: UUID
    visit: int
    state: str
    reason: str
    tries: int
    first_at: datetime
    next_at: datetime | None
    left: bool


class Try(msgspec.Struct, frozen=True):
    """One try and what follows from it. `next_at` where the call stays pending."""

    state: str
    reason: str
    status: int | None
    milliseconds: int
    body_sha256: str
    at: datetime
    next_at: datetime | None = None


async def begin_calls(
    conn: Connection, step: str, host: str, calls: Sequence[tuple[UUID, int]], at: datetime
) -> dict[tuple[UUID, int], CallRow]:
    """By (enrollment, visit), those that exist; what was begun before is as it stands."""
    ids = [id_of_visit("call", enrollment, step, visit) for enrollment, visit in calls]
    enrollments, visits = [one for one, _ in calls], [visit for _, visit in calls]
    await conn.execute(_BEGIN, ids, enrollments, visits, step, host, at)
    rows = [CallRow(*row) for row in await conn.fetch(_READ, ids)]
    return {(row.enrollment, row.visit): row for row in rows}


async def record_try(conn: Connection, call: UUID, done: Try) -> None:
    await conn.execute(
        """
        update webhook_call set state = $2, reason = $3, status_code = $4, milliseconds = $5,
            body_sha256 = $6, last_at = $7, next_at = $8, tries = tries + 1
        where id = $1 and state = 'pending'
        """,
        call,
        *msgspec.structs.astuple(done),
    )


async def give_up(conn: Connection, calls: Sequence[UUID], reason: str, at: datetime) -> None:
    """These will never be made, or not any more."""
    await conn.execute(
        "update webhook_call set state = 'failed', reason = $2, last_at = $3, next_at = null"
        " where id = any($1::uuid[]) and state = 'pending'",
        list(calls),
        reason,
        at,
    )

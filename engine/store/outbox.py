"""Signals on their way to cohorts: written where they were decided, gone once Temporal has them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from engine.store.pool import Connection


class Signal(msgspec.Struct):
    """One thing to tell one enrollment. kind: event | pause | resume | leave | move."""

    cohort_id: UUID
    enrollment_id: UUID
    at: datetime
    kind: str = "event"
    event_id: UUID | None = None
    type: str = ""
    step: str = ""


class Posted(msgspec.Struct):
    """A stored signal; `id` gives the order."""

    id: int
    cohort_id: UUID
    enrollment_id: UUID
    kind: str
    event_id: UUID | None
    type: str
    step: str
    at: datetime


async def insert_signals(connection: Connection, signals: Sequence[Signal]) -> None:
    """In the order given."""
    await connection.execute(
        """
        insert into cohort_signal (cohort_id, enrollment_id, kind, event_id, type, step, at)
        select cohort_id, enrollment_id, kind, event_id, type, step, at
        from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[])
            with ordinality as u (cohort_id, enrollment_id, kind, event_id, type, step, at, place)
        order by place
        """,
        [each.cohort_id for each in signals],
        [each.enrollment_id for each in signals],
        [each.kind for each in signals],
        [each.event_id for each in signals],
        [each.type for each in signals],
        [each.step for each in signals],
        [each.at for each in signals],
    )


async def load_addressees(connection: Connection, limit: int, without: Sequence[UUID] = ()) -> list[UUID]:
    """Started cohorts with something to hear, the longest waiting first."""
    rows = await connection.fetch(
        """
        select s.cohort_id from cohort_signal s join cohort c on c.id = s.cohort_id
        where c.state <> 'new' and s.cohort_id <> all($2) group by 1 order by min(s.id) limit $1
        """,
        limit,
        list(without),
    )
    return [row["cohort_id"] for row in rows]


async def claim_signals(connection: Connection, cohorts: Sequence[UUID], each: int) -> list[Posted]:
    """The oldest `each` signals of those cohorts that no other router is sending to, until the commit.

    The lock is per cohort, so that its signals keep their order with several routers.
    """
    locked = await connection.fetch(
        "select c from unnest($1::uuid[]) as c where pg_try_advisory_xact_lock(hashtextextended(c::text, 7))",
        list(cohorts),
    )
    rows = await connection.fetch(
        """
        select s.id, s.cohort_id, s.enrollment_id, s.kind, s.event_id, s.type, s.step, s.at
        from unnest($1::uuid[]) as u (cohort_id)
        cross join lateral (
            select * from cohort_signal where cohort_id = u.cohort_id order by id limit $2
        ) s order by s.id
        """,
        [row["c"] for row in locked],
        each,
    )
    return [Posted(*row) for row in rows]


async def delete_signals(connection: Connection, ids: Sequence[int]) -> None:
    await connection.execute("delete from cohort_signal where id = any($1)", list(ids))


async def redirect(connection: Connection, ids: Sequence[int], cohorts: Sequence[UUID]) -> set[int]:
    """Of these signals those for people who are in none of the cohorts by now: they go where these are."""
    rows = await connection.fetch(
        """
        update cohort_signal s set cohort_id = e.cohort_id from enrollment e
        where s.id = any($1) and e.id = s.enrollment_id and e.cohort_id <> all($2) returning s.id
        """,
        list(ids),
        list(cohorts),
    )
    return {row["id"] for row in rows}


async def without_active(connection: Connection, cohorts: Sequence[UUID]) -> set[UUID]:
    """Those of the cohorts in which nobody is active: nobody there has to hear anything."""
    rows = await connection.fetch(
        """
        select c from unnest($1::uuid[]) as c
        where not exists (select from enrollment where cohort_id = c and state = 'active')
        """,
        list(cohorts),
    )
    return {row["c"] for row in rows}


async def post_state(connection: Connection, cohort: UUID, types: Sequence[str], now: datetime) -> int:
    """Tell everybody active in a cohort how things stand, for a run that may have lost what it heard.

    Only as one of `types`, which must do no harm when heard twice: ends, and moved times. How many were told.
    """
    rows = await connection.fetch(
        """
        with standing as (
            select e.id, case
                when p.merged_into is not null then 'patient.merged'
                when p.deceased then 'patient.deceased'
                when a.status = 'cancelled' then 'appointment.cancelled'
                when a.status = 'entered-in-error' then 'appointment.deleted'
                when a.status = 'noshow' then 'appointment.no_show'
                when a.status = 'fulfilled' then 'appointment.completed'
                when a.id is not null then 'appointment.updated'
            end as type
            from enrollment e join patient p on p.id = e.patient_id
            left join appointment a on a.id = e.appointment_id
            where e.cohort_id = $1 and e.state = 'active'
        )
        insert into cohort_signal (cohort_id, enrollment_id, kind, type, step, at)
        select $1, id, 'event', type, '', $3 from standing where type = any($2) returning 1
        """,
        cohort,
        list(types),
        now,
    )
    return len(rows)

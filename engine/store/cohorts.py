"""Cohorts: which are still to be started, which run, and the cursors a new run begins with."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import msgspec

from engine.contracts.cohort import Member
from engine.contracts.cursor import Cursor
from engine.store.pool import Connection

_DECODE = msgspec.json.Decoder(Cursor)


class Waiting(msgspec.Struct):
    """A cohort that a workflow is to be started for."""

    id: UUID
    version: str
    members: list[Member]


class Running(msgspec.Struct):
    id: UUID
    version: str


async def load_waiting(connection: Connection, *, older_than: timedelta, limit: int = 200) -> list[Waiting]:
    """Cohorts committed at least that long ago and never started: their router died in between."""
    rows = await connection.fetch(
        "select id, version from cohort where state = 'new' and created_at <= now() - $1::interval"
        " order by created_at limit $2",
        older_than,
        limit,
    )
    return [Waiting(row["id"], row["version"], await load_members(connection, row["id"])) for row in rows]


async def load_members(connection: Connection, cohort: UUID) -> list[Member]:
    """The active people of a cohort with their stored cursors."""
    rows = await connection.fetch(
        "select id, cursor from enrollment where cohort_id = $1 and state = 'active' order by id", cohort
    )
    return [Member(str(row["id"]), _DECODE.decode(row["cursor"])) for row in rows]


async def mark_started(connection: Connection, cohorts: Sequence[UUID]) -> None:
    """After Temporal has acknowledged the start. One that is over already stays over."""
    await connection.execute(
        """
        update cohort set state = 'running', starts = starts + 1, started_at = now(), checked_at = now()
        where id = any($1) and state = 'new'
        """,
        list(cohorts),
    )


async def mark_restarted(connection: Connection, cohort: UUID) -> None:
    await connection.execute(
        "update cohort set starts = starts + 1, started_at = now(), state = 'running' where id = $1", cohort
    )


async def load_unchecked(connection: Connection, *, younger_than: timedelta, limit: int) -> list[Running]:
    """Running cohorts that were not looked at lately, the longest ago first."""
    rows = await connection.fetch(
        """
        select id, version from cohort
        where state = 'running' and (checked_at is null or checked_at < now() - $1::interval)
        order by checked_at nulls first limit $2
        """,
        younger_than,
        limit,
    )
    return [Running(row["id"], row["version"]) for row in rows]


async def mark_checked(connection: Connection, cohorts: Sequence[UUID]) -> None:
    await connection.execute("update cohort set checked_at = now() where id = any($1)", list(cohorts))


async def close_empty(connection: Connection, cohorts: Sequence[UUID]) -> None:
    """Those whose workflow is over and in which nobody is active."""
    await connection.execute(
        """
        update cohort c set state = 'closed' where c.id = any($1) and c.state <> 'closed'
            and not exists (select from enrollment e where e.cohort_id = c.id and e.state = 'active')
        """,
        list(cohorts),
    )

"""Lists of people whom somebody wants in a journey: kept once a key, and what became of every line."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from asyncpg import Record

from engine.store.pool import Connection


class RequestedLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """`code`: "taken", or why nobody was asked for. `event`: the one that was made for the person."""

    code: str
    event: UUID | None = None


class StoredRequest(msgspec.Struct):
    id: UUID
    journey: str
    digest: bytes
    lines: list[RequestedLine]


async def lock_request(connection: Connection, journey: str, key: str) -> StoredRequest | None:
    """What was asked under this key before; until the transaction ends nobody else asks under it."""
    await connection.execute("select pg_advisory_xact_lock(hashtextextended($1, 17))", f"{journey}/{key}")
    row = await connection.fetchrow(
        "select id, journey, digest, lines from enrollment_request where journey = $1 and key = $2",
        journey,
        key,
    )
    return _stored(row) if row else None


async def load_request(connection: Connection, journey: str, request: UUID) -> StoredRequest | None:
    row = await connection.fetchrow(
        "select id, journey, digest, lines from enrollment_request where journey = $1 and id = $2",
        journey,
        request,
    )
    return _stored(row) if row else None


async def save_request(
    connection: Connection, request: StoredRequest, key: str, by: str, now: datetime
) -> None:
    await connection.execute(
        "insert into enrollment_request (id, journey, key, digest, requested_by, at, lines)"
        " values ($1, $2, $3, $4, $5, $6, $7)",
        request.id,
        request.journey,
        key,
        request.digest,
        by,
        now,
        msgspec.to_builtins(request.lines),
    )


async def load_outcomes(connection: Connection, events: Sequence[UUID]) -> dict[UUID, str]:
    """What became of these events: "" while they are not routed yet."""
    rows = await connection.fetch(
        "select id, case when routed_at is null then '' else outcome end as word from event"
        " where id = any($1)",
        list(events),
    )
    return {row["id"]: row["word"] for row in rows}


def _stored(row: Record) -> StoredRequest:
    lines = msgspec.convert(row["lines"], list[RequestedLine])
    return StoredRequest(row["id"], row["journey"], row["digest"], lines)

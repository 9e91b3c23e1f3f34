"""Takes a message in for good: the bytes and what was read from them in one transaction, before any answer.

The same message again gets the former answer; the same number with other bytes is kept and shown, never lost.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import asyncpg
import msgspec

from engine.errors import Unavailable
from engine.intake.event import NormalisedEvent, Refusal
from engine.store import appointments, people
from engine.store.events import CHANNEL, NewEvent, insert_events, read_event
from engine.store.ids import uuid7
from engine.store.pool import Connection
from engine.store.sealing import Vault, place

REUSED = Refusal(
    code="message-id-reused",
    reason="A message with this number came before with other content. Send it under a number of its own.",
    hl7_error="205",  # HL7 table 0357: duplicate key identifier
)


_ATTEMPTS = 5


class Receipt(msgspec.Struct, frozen=True):
    """accepted · duplicate (nothing new, same answer as before) · refused (kept as a dead letter)."""

    status: str
    raw_id: UUID | None  # None for a duplicate: its bytes are not kept again
    events: tuple[UUID, ...] = ()
    refusal: Refusal | None = None


async def receive(
    connection: Connection,
    vault: Vault,
    kind: str,
    raw: bytes,
    outcome: Sequence[NormalisedEvent] | Refusal,
    source: str,
    *,
    now: datetime,
) -> Receipt:
    """Store one message. `kind`: hl7v2 | fhir | cloudevents; `now`: aware journey time.

    An empty sequence is a valid message of no interest: kept, acknowledged. Of several events the known ones
    are passed over and the new ones taken together. Committed when this returns; the caller holds no
    transaction. Raises Unavailable `intake-contended`.
    """
    message = _Message(kind, raw, vault.fingerprint(raw), source, now)
    if isinstance(outcome, Refusal):
        return await _refuse(connection, vault, message, outcome)
    fresh = list(outcome)
    known: list[UUID] = []
    for _ in range(_ATTEMPTS):
        try:
            return await _accept(connection, vault, message, fresh, known)
        except asyncpg.UniqueViolationError:
            known, fresh, reused = await _divide(connection, vault, outcome, message.digest)
        if reused:
            return await _refuse(connection, vault, message, REUSED)
        if not fresh:
            return Receipt("duplicate", None, tuple(known))
    raise Unavailable("intake-contended", "The same message keeps coming in several times at once.")


def lane_of(vault: Vault, event: NormalisedEvent) -> bytes | None:
    """Events of one lane are routed in the order they came: one person, else one appointment."""
    if event.patient and event.patient.identifiers:
        return people.lookup_of(vault, event.patient.identifiers[0])
    return appointments.index_of(vault, event.appointment.key) if event.appointment else None


async def _accept(
    connection: Connection,
    vault: Vault,
    message: "_Message",
    events: Sequence[NormalisedEvent],
    known: Sequence[UUID],
) -> Receipt:
    async with connection.transaction():
        raw_id = await _keep(connection, vault, message)
        fresh = [NewEvent(uuid7(), event, lane_of(vault, event), raw_id) for event in events]
        if fresh:
            await insert_events(connection, vault, fresh, message.now)
    if fresh:
        # Outside: NOTIFY holds a lock of the whole database until its transaction is on disk, and all senders
        # would stand in line. Should we die here, the router's own poll finds the event.
        await connection.execute("select pg_notify($1, '')", CHANNEL)
    return Receipt("accepted", raw_id, (*known, *(each.id for each in fresh)))


async def _refuse(connection: Connection, vault: Vault, message: "_Message", why: Refusal) -> Receipt:
    async with connection.transaction():
        raw_id = await _keep(connection, vault, message)
        await connection.execute(
            """
            insert into dead_letter (id, raw_id, source, kind, code, reason, place, received_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            uuid7(),
            raw_id,
            message.source,
            message.kind,
            why.code,
            why.reason,
            why.where,
            message.now,
        )
    return Receipt("refused", raw_id, refusal=why)


async def _divide(
    connection: Connection, vault: Vault, outcome: Sequence[NormalisedEvent], digest: bytes
) -> tuple[list[UUID], list[NormalisedEvent], bool]:
    """Which events are stored already, which are new, and whether a number now says something else.

    The same bytes are the same message, even where reading them filled in the time of arrival.
    """
    rows = await connection.fetch(
        """
        select e.id, e.source, e.message_id, e.sealed, r.digest
        from event e left join raw_message r on r.id = e.raw_id
        where (e.source, e.message_id) in (select * from unnest($1::text[], $2::text[]))
        """,
        [each.source for each in outcome],
        [each.message_id for each in outcome],
    )
    stored = {(row["source"], row["message_id"]): row for row in rows}
    known: list[UUID] = []
    fresh: list[NormalisedEvent] = []
    for event in outcome:
        row = stored.get((event.source, event.message_id))
        if row is None:
            fresh.append(event)
        elif row["digest"] == digest or _same(vault, row, event):
            known.append(row["id"])
        else:
            return known, fresh, True
    return known, fresh, False


def _same(vault: Vault, row: asyncpg.Record, event: NormalisedEvent) -> bool:
    return row["sealed"] is not None and read_event(vault, row["id"], row["sealed"]) == event


async def _keep(connection: Connection, vault: Vault, message: "_Message") -> UUID:
    raw_id = uuid7()
    await connection.execute(
        "insert into raw_message (id, source, kind, sealed, digest, received_at)"
        " values ($1, $2, $3, $4, $5, $6)",
        raw_id,
        message.source,
        message.kind,
        vault.seal_intake(message.raw, place("raw_message", raw_id, "sealed")),
        message.digest,
        message.now,
    )
    return raw_id


class _Message(msgspec.Struct, frozen=True):
    kind: str
    raw: bytes
    digest: bytes
    source: str
    now: datetime

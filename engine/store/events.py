"""Normalised events: stored once, claimed in order, finished with what became of them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from asyncpg import Record

from engine.intake.event import NormalisedEvent
from engine.store.pool import Connection
from engine.store.sealing import Vault, place

CHANNEL = "careloom_events"  # NOTIFY wakes the routers

_ENCODE = msgspec.msgpack.Encoder()
_DECODE = msgspec.msgpack.Decoder(NormalisedEvent)


class NewEvent(msgspec.Struct):
    id: UUID
    event: NormalisedEvent
    lane: bytes | None
    raw_id: UUID | None


class Claimed(msgspec.Struct):
    """An event to route. `sealed` is opened by `read_event`; what Careloom itself makes has nothing to open:
    it names an enrollment, or a person.
    """

    id: UUID
    seq: int
    source: str
    type: str
    lane: bytes | None
    enrollment_id: UUID | None
    step: str
    occurred_at: datetime
    received_at: datetime
    sealed: bytes | None
    attempts: int
    raw_id: UUID | None
    patient_id: UUID | None = None  # of an event that Careloom itself makes about a person


class Finished(msgspec.Struct):
    id: UUID
    outcome: str
    patient_id: UUID | None = None
    appointment_id: UUID | None = None
    matter_id: UUID | None = None


async def insert_events(
    connection: Connection, vault: Vault, events: Sequence[NewEvent], now: datetime
) -> None:
    """Raises asyncpg.UniqueViolationError when a (source, message id) is there already."""
    await connection.execute(
        """
        insert into event (id, raw_id, source, message_id, type, lane, occurred_at, received_at, sealed)
        select id, raw_id, source, message_id, type, lane, occurred_at, $9, sealed
        from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bytea[],
            $7::timestamptz[], $8::bytea[])
            with ordinality as u (id, raw_id, source, message_id, type, lane, occurred_at, sealed, place)
        order by place
        """,
        [each.id for each in events],
        [each.raw_id for each in events],
        [each.event.source for each in events],
        [each.event.message_id for each in events],
        [each.event.type for each in events],
        [each.lane for each in events],
        [each.event.occurred_at for each in events],
        [vault.seal_intake(_ENCODE.encode(each.event), place("event", each.id, "sealed")) for each in events],
        now,
    )


def read_event(vault: Vault, event_id: UUID, sealed: bytes) -> NormalisedEvent:
    """Raises Unopenable or msgspec.DecodeError."""
    return _DECODE.decode(vault.open_intake(sealed, place("event", event_id, "sealed")))


async def claim_events(connection: Connection, limit: int) -> tuple[list[Claimed], bool]:
    """The oldest events to route, locked till the commit, and whether some had to be left alone.

    Several routers may claim at once. An event whose lane has an older one that is not in this claim waits
    for it: what was read before the lock can only make us leave more alone, never less.
    """
    rows = await connection.fetch(
        """
        with claimed as materialized (
            select id, seq, source, type, lane, enrollment_id, step, occurred_at, received_at, sealed,
                attempts, raw_id, patient_id
            from event where routed_at is null order by seq limit $1 for update skip locked
        )
        select c.*, (
            select min(w.seq) from event w where c.lane is not null and w.lane = c.lane
                and w.routed_at is null and w.seq < c.seq and w.id not in (select id from claimed)
        ) is not null as early
        from claimed c order by c.seq
        """,
        limit,
    )
    ours = [_claimed(row) for row in rows if not row["early"]]
    return ours, len(ours) < len(rows)


async def finish_events(connection: Connection, done: Sequence[Finished], now: datetime) -> None:
    await connection.execute(
        """
        update event e set routed_at = $5, outcome = u.outcome,
            patient_id = coalesce(u.patient_id, e.patient_id),
            appointment_id = coalesce(u.appointment_id, e.appointment_id),
            matter_id = coalesce(u.matter_id, e.matter_id)
        from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $6::uuid[])
            as u (id, outcome, patient_id, appointment_id, matter_id)
        where e.id = u.id
        """,
        [each.id for each in done],
        [each.outcome for each in done],
        [each.patient_id for each in done],
        [each.appointment_id for each in done],
        now,
        [each.matter_id for each in done],
    )


def _claimed(row: Record) -> Claimed:
    return Claimed(*list(row.values())[:-1])

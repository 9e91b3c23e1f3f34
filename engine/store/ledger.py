"""The send ledger: one row per mail, written and claimed before the SMTP conversation, settled after it.

A claim carries a token and a lease on the database's clock; only the holder of the token settles or renews.
Statements only: what to send, and what to do about a dead claim, is decided in `activities`.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from engine.store.ids import id_of_visit
from engine.store.pool import Connection

LEASE_SECONDS: Final = 30.0  # renewed while its holder lives: a dead one is overtaken after this


class Rendered(msgspec.Struct, frozen=True):
    """A mail as it was written, sealed under the patient's key at `place("message", id, "sealed")`."""

    id: UUID
    enrollment: UUID
    step: str
    visit: int
    journey: str
    version: str
    patient: UUID
    template: str
    language: str
    purpose: str
    topic: str
    data_class: str
    rfc_message_id: str
    sealed: bytes
    expires_at: datetime | None
    evidence: dict[str, Any]  # `written_for`: engine.policy.gate.mark_of of the appointment
    collapse: str = ""


class Entry(msgspec.Struct, frozen=True):
    """A ledger row under lock. `lease_left` in seconds; not positive when the claim is dead."""

    id: UUID
    enrollment: UUID
    patient: UUID
    step: str
    journey: str
    state: str
    purpose: str
    topic: str
    language: str
    data_class: str
    method: str
    reason: str
    claim: UUID | None
    attempts: int
    lease_left: float
    rfc_message_id: str
    sealed: bytes
    evidence: dict[str, Any] | None
    created_at: datetime


class Claim(msgspec.Struct, frozen=True):
    """What the last gate found for a row it lets through."""

    id: UUID
    method: str
    evidence: dict[str, Any]
    why: dict[str, Any]


WRITTEN_FOR: Final = "written_for"
NOT_SENT: Final = "not-sent"  # as a reason: the relay never saw it, so the attempt does not count


class Settlement(msgspec.Struct, frozen=True):
    """`state`: sent | failed | uncertain, or rendered (to be tried again). `sent_at` in journey time."""

    id: UUID
    state: str
    reason: str = ""
    evidence: dict[str, Any] | None = None  # None keeps what the claim noted
    sent_at: datetime | None = None


def message_id_of(enrollment: UUID, step: str, visit: int) -> UUID:
    """The one id of this mail, the same on every attempt."""
    return id_of_visit("message", enrollment, step, visit)


async def write_rendered(conn: Connection, rows: Sequence[Rendered], at: datetime) -> None:
    """Write mails that may be sent; one written before is written anew unless it is on its way or over."""
    await conn.execute(
        """
        insert into message (id, enrollment_id, step, visit, journey, version, patient_id, template, language,
            purpose, topic, data_class, rfc_message_id, sealed, expires_at, evidence, collapse, state,
            created_at)
        select *, 'rendered', $18::timestamptz from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[],
            $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
            $13::text[], $14::bytea[], $15::timestamptz[], $16::jsonb[], $17::text[])
        on conflict (enrollment_id, step, visit) do update set template = excluded.template,
            language = excluded.language, data_class = excluded.data_class, sealed = excluded.sealed,
            version = excluded.version, purpose = excluded.purpose, topic = excluded.topic,
            collapse = excluded.collapse,
            expires_at = excluded.expires_at, evidence = excluded.evidence, created_at = excluded.created_at
        where message.state = 'rendered'
        """,
        *_columns(rows, Rendered),
        at,
    )


async def let_go_when_frozen(conn: Connection) -> None:
    """A process that is stopped inside this transaction loses it, and its locks, after ten seconds."""
    await conn.execute("set local idle_in_transaction_session_timeout = '10s'")


async def lock_entries(conn: Connection, ids: Sequence[UUID]) -> dict[UUID, Entry]:
    """The rows of these mails, locked until the transaction ends; what was never written is absent."""
    found = await conn.fetch(
        """
        select id, enrollment_id, patient_id, step, journey, state, purpose, topic, language, data_class,
            method, reason, claim, attempts,
            coalesce(extract(epoch from lease_until - clock_timestamp()), 0)::float8,
            rfc_message_id, sealed, evidence, created_at
        from message where id = any($1::uuid[]) order by id for update
        """,
        ids,
    )
    return {row[0]: Entry(*row) for row in found}


async def claim_entries(conn: Connection, claims: Sequence[Claim], token: UUID) -> None:
    """Take these rows for this attempt; commit before anything is said to a relay."""
    await conn.execute(
        """
        update message set state = 'claimed', claim = $5, attempts = attempts + 1, reason = '',
            lease_until = clock_timestamp() + make_interval(secs => $6),
            method = wanted.method, evidence = wanted.evidence, why = wanted.why
        from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::jsonb[]) as wanted(id, method, evidence, why)
        where message.id = wanted.id
        """,
        *_columns(claims, Claim),
        token,
        LEASE_SECONDS,
    )


async def withhold_entries(
    conn: Connection, ids: Sequence[UUID], reasons: Sequence[str], whys: Sequence[dict[str, Any]]
) -> None:
    """The last gate said no: these rows end as blocked, with the facts that said so."""
    await conn.execute(
        """
        update message set state = 'blocked', reason = held.reason, why = held.why, claim = null
        from unnest($1::uuid[], $2::text[], $3::jsonb[]) as held(id, reason, why) where message.id = held.id
        """,
        ids,
        reasons,
        whys,
    )


async def take_over(conn: Connection, ids: Sequence[UUID], token: UUID) -> None:
    """Hold dead claims under `token` while the first hop is asked about them."""
    await conn.execute(
        "update message set claim = $2, lease_until = clock_timestamp() + make_interval(secs => $3)"
        " where id = any($1::uuid[]) and state = 'claimed'",
        ids,
        token,
        LEASE_SECONDS,
    )


async def renew_leases(conn: Connection, ids: Sequence[UUID], token: UUID) -> None:
    """Their holder lives: keep others away from what it has not settled yet."""
    await conn.execute(
        "update message set lease_until = clock_timestamp() + make_interval(secs => $3)"
        " where id = any($1::uuid[]) and claim = $2 and state = 'claimed'",
        ids,
        token,
        LEASE_SECONDS,
    )


async def settle_entries(conn: Connection, settlements: Sequence[Settlement], token: UUID) -> set[UUID]:
    """Write what became of claimed rows; those not held under `token` any more are left and not answered."""
    found = await conn.fetch(
        """
        update message set state = done.state, reason = done.reason, sent_at = done.sent_at,
            evidence = coalesce(done.evidence, message.evidence), lease_until = null,
            claim = case when done.state = 'rendered' then null else message.claim end,
            attempts = message.attempts - (done.reason = 'not-sent')::int
        from unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[])
            as done(id, state, reason, evidence, sent_at)
        where message.id = done.id and message.claim = $6 and message.state = 'claimed'
        returning message.id
        """,
        *_columns(settlements, Settlement),
        token,
    )
    return {row["id"] for row in found}


def _columns(rows: Sequence[Any], kind: type[msgspec.Struct]) -> list[list[Any]]:
    """One array per field, in the order of the fields."""
    return [[getattr(row, name) for row in rows] for name in kind.__struct_fields__]

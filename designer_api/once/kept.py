"""Answers kept by (account, Idempotency-Key) for a day. Bodies are sealed: some name a person, masked or not.

The claim is written in the transaction of the act itself (`designer_api.database`), so there is a claim
exactly where something was done. The answer follows when it is known. Times here are real time.
"""

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from engine.errors import Conflict
from engine.store.pool import Connection
from engine.store.sealing import Vault, place

KEPT_FOR: Final = timedelta(hours=24)
_FORGET: Final = """
DELETE FROM kept_answer WHERE ctid IN (SELECT ctid FROM kept_answer WHERE at < $1 LIMIT 100)
"""
_CLAIM: Final = "INSERT INTO kept_answer (account_id, key, digest, at) VALUES ($1, $2, $3, $4)"
_KEEP: Final = "UPDATE kept_answer SET status = $3, sealed = $4 WHERE account_id = $1 AND key = $2"
_FIND: Final = "SELECT digest, status, sealed FROM kept_answer WHERE account_id = $1 AND key = $2 AND at > $3"


class Claim(msgspec.Struct, frozen=True):
    """One request that may be sent again. `digest`: keyed hash of method, address and body."""

    account: UUID
    key: str
    digest: bytes


class Answered(msgspec.Struct, frozen=True):
    """What was said. `headers`: those that belong to the content."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Found(msgspec.Struct, frozen=True):
    """`answer` is None while the first request is still being answered, or was cut off after it had acted."""

    same: bool
    answer: Answered | None


async def find_answer(conn: Connection, vault: Vault, claim: Claim) -> Found | None:
    row = await conn.fetchrow(_FIND, claim.account, claim.key, datetime.now(UTC) - KEPT_FOR)
    if row is None:
        return None
    if row["sealed"] is None:
        return Found(row["digest"] == claim.digest, None)
    opened = vault.open_intake(row["sealed"], _place(claim))
    return Found(row["digest"] == claim.digest, msgspec.msgpack.decode(opened, type=Answered))


async def lay_claim(conn: Connection, claim: Claim) -> None:
    """Waits for a twin that is being carried out now; raises Conflict when the twin got through."""
    now = datetime.now(UTC)
    await conn.execute(_FORGET, now - KEPT_FOR)
    await conn.execute(
        "DELETE FROM kept_answer WHERE account_id = $1 AND key = $2 AND at <= $3",
        claim.account,
        claim.key,
        now - KEPT_FOR,
    )
    try:
        await conn.execute(_CLAIM, claim.account, claim.key, claim.digest, now)
    except asyncpg.UniqueViolationError:
        raise still_answering() from None


async def keep_answer(conn: Connection, vault: Vault, claim: Claim, answer: Answered) -> None:
    sealed = vault.seal_intake(msgspec.msgpack.encode(answer), _place(claim))
    await conn.execute(_KEEP, claim.account, claim.key, answer.status, sealed)


def still_answering() -> Conflict:
    return Conflict(
        "request-already-taken",
        "A request under this Idempotency-Key was taken already; its answer is not there. Look what it did.",
    )


def _place(claim: Claim) -> bytes:
    return place("kept_answer", claim.account, claim.key)

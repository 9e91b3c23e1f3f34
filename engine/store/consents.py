"""What a person allows or forbids: the consent ledger and written authorizations.

Rows are only added or ended. Every change raises `patient.epoch` under the row's lock, so that the last gate
(engine.store.standings) either sees it or had let the mail go before. Times are journey time.
"""

from datetime import datetime
from uuid import UUID

from engine.errors import NotFound
from engine.journey.events import AUTHORIZATION_GRANTED, AUTHORIZATION_REVOKED
from engine.store.ids import uuid7
from engine.store.permissions_told import tell_authorization
from engine.store.pool import Connection

EVERYTHING = ""  # the topic that stands for all mail


async def grant_consent(
    conn: Connection, patient: UUID, topic: str, evidence: str, at: datetime, *, text_version: str = ""
) -> UUID:
    """The person wants mail about `topic`; the ledger row's id. Raises NotFound `patient-unknown`."""
    return await _record(conn, patient, topic, evidence, at, granted=True, text_version=text_version)


async def withdraw_consent(
    conn: Connection, patient: UUID, topic: str, evidence: str, at: datetime, *, text_version: str = ""
) -> UUID:
    """The person wants no more mail about `topic` (EVERYTHING: none at all).

    Once the caller's transaction commits nothing more passes the last gate; what had passed it before may
    still be on its way. Raises NotFound `patient-unknown`.
    """
    return await _record(conn, patient, topic, evidence, at, granted=False, text_version=text_version)


async def sign_authorization(
    conn: Connection,
    patient: UUID,
    scope: str,
    evidence: str,
    signed_at: datetime,
    *,
    expires_at: datetime | None = None,
    text_version: str = "",
) -> UUID:
    """A written authorization (45 CFR 164.508) was signed; its id. Raises NotFound `patient-unknown`."""
    await _raise_epoch(conn, patient)
    row = uuid7()
    await conn.execute(
        "insert into written_authorization"
        " (id, patient_id, scope, signed_at, expires_at, text_version, evidence)"
        " values ($1, $2, $3, $4, $5, $6, $7)",
        row,
        patient,
        scope,
        signed_at,
        expires_at,
        text_version,
        evidence,
    )
    await tell_authorization(conn, row, AUTHORIZATION_GRANTED, patient, signed_at)
    return row


async def revoke_authorization(conn: Connection, patient: UUID, scope: str, at: datetime) -> int:
    """End every authorization of that scope still in force (164.508(b)(5)); how many there were."""
    await _raise_epoch(conn, patient)
    ended = await conn.fetch(
        "update written_authorization set revoked_at = $3"
        " where patient_id = $1 and scope = $2 and revoked_at is null returning id",
        patient,
        scope,
        at,
    )
    for row in ended:
        await tell_authorization(conn, row["id"], AUTHORIZATION_REVOKED, patient, at)
    return len(ended)


async def _record(
    conn: Connection,
    patient: UUID,
    topic: str,
    evidence: str,
    at: datetime,
    *,
    granted: bool,
    text_version: str,
) -> UUID:
    await _raise_epoch(conn, patient)
    row = uuid7()
    await conn.execute(
        "insert into consent (id, patient_id, topic, channel, granted, text_version, evidence, at)"
        " values ($1, $2, $3, 'email', $4, $5, $6, $7)",
        row,
        patient,
        topic,
        granted,
        text_version,
        evidence,
        at,
    )
    return row


async def _raise_epoch(conn: Connection, patient: UUID) -> None:
    """Must run in the caller's transaction: the row's lock is what the last gate waits for."""
    found = await conn.fetchval("update patient set epoch = epoch + 1 where id = $1 returning id", patient)
    if found is None:
        raise NotFound("patient-unknown", "There is no such person.")

"""Who gets a mail and with which keys it can be protected. Opens what is sealed; one statement a batch."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from engine.store import people
from engine.store.ids import uuid7
from engine.store.people import PatientRow
from engine.store.pool import Connection
from engine.store.sealing import Unopenable, Vault, place


class StoredKey(msgspec.Struct, frozen=True):
    """`kind`: smime (certificate, PEM or DER) | openpgp (public key, armored or binary)."""

    kind: str
    fingerprint: str
    material: bytes


class Recipient(msgspec.Struct, frozen=True):
    """`keys`: newest first."""

    patient: PatientRow
    keys: tuple[StoredKey, ...] = ()


async def load_recipients(conn: Connection, vault: Vault, patients: Sequence[UUID]) -> dict[UUID, Recipient]:
    """Those that exist and open. A key that does not open is as good as none."""
    rows = await conn.fetch(f"select {people.COLUMNS} from patient p where p.id = any($1::uuid[])", patients)  # noqa: S608 (our own constant)
    keys = await conn.fetch(
        "select id, patient_id, kind, fingerprint, sealed from recipient_key"
        " where patient_id = any($1::uuid[]) order by added_at desc, id desc",
        patients,
    )
    found: dict[UUID, Recipient] = {}
    for row in rows:
        try:
            patient = people.read_patient(vault, row)
        except Unopenable:
            continue
        own = [key for key in keys if key["patient_id"] == patient.id] if keys else []
        found[patient.id] = Recipient(patient, tuple(_opened(vault, patient, own)))
    return found


async def add_recipient_key(
    conn: Connection,
    vault: Vault,
    patient: PatientRow,
    key: StoredKey,
    *,
    expires_at: datetime | None,
    at: datetime,
) -> UUID:
    """Keep a checked certificate or key, replacing one of the same fingerprint; its id."""
    await conn.execute(
        "delete from recipient_key where patient_id = $1 and fingerprint = $2", patient.id, key.fingerprint
    )
    row = uuid7()
    await conn.execute(
        "insert into recipient_key (id, patient_id, kind, sealed, fingerprint, expires_at, added_at)"
        " values ($1, $2, $3, $4, $5, $6, $7)",
        row,
        patient.id,
        key.kind,
        vault.seal(patient.key, key.material, place("recipient_key", row, "sealed")),
        key.fingerprint,
        expires_at,
        at,
    )
    return row


def _opened(vault: Vault, patient: PatientRow, rows: Sequence[Any]) -> list[StoredKey]:
    opened = []
    for row in rows:
        try:
            material = vault.open(patient.key, row["sealed"], place("recipient_key", row["id"], "sealed"))
        except Unopenable:
            continue
        opened.append(StoredKey(row["kind"], row["fingerprint"], material))
    return opened

"""Appointments: times and status readable for planning, the rest sealed under the patient's key.

A row without a patient is a tombstone, sealed under the intake key until somebody says whose it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from asyncpg import Record

from engine.store.people import PatientRow
from engine.store.pool import Connection
from engine.store.sealing import Vault, place

LIVE = frozenset({"proposed", "pending", "booked", "arrived", "checked-in", "waitlist"})
OVER = frozenset({"cancelled", "noshow", "fulfilled", "entered-in-error"})


class Details(msgspec.Struct, omit_defaults=True):
    """The sealed part. `said`: field → Unix seconds of the message that said it, columns included."""

    kind: str = ""
    service: str = ""
    location: str = ""
    provider: str = ""
    said: dict[str, float] = {}


class AppointmentRow(msgspec.Struct):
    id: UUID
    key_index: bytes
    patient_id: UUID | None
    details: Details
    as_of: datetime
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    status: str = "booked"


_ENCODE = msgspec.msgpack.Encoder()
_DECODE = msgspec.msgpack.Decoder(Details)

COLUMNS = (
    "a.id as a_id, a.key_index, a.patient_id as a_patient_id, a.starts_at, a.ends_at, a.status,"
    " a.sealed as a_sealed, a.as_of as a_as_of"
)

_LOAD = f"select {COLUMNS} from appointment a where a.id = any($1)"  # noqa: S608 - constants alone
_LOCK = f"select {COLUMNS} from appointment a where "  # noqa: S608 - constants alone
_LOCK_KEYS = _LOCK + "a.key_index = any($1) order by a.id for no key update"
_LOCK_OWNER = _LOCK + "a.patient_id = $1 order by a.id for no key update"


def index_of(vault: Vault, key: str) -> bytes:
    return vault.blind("appointment", key)


def read_appointment(
    vault: Vault, row: Record, patient: PatientRow | None, *, opened: bool = True
) -> AppointmentRow:
    """From a row with COLUMNS; `patient` is its owner, None for a tombstone. Raises Unopenable."""
    details = Details()
    if opened:
        spot = place("appointment", row["a_id"], "sealed")
        raw = (
            vault.open_intake(row["a_sealed"], spot)
            if patient is None
            else vault.open(patient.key, row["a_sealed"], spot)
        )
        details = _DECODE.decode(raw)
    return AppointmentRow(
        id=row["a_id"],
        key_index=row["key_index"],
        patient_id=row["a_patient_id"],
        details=details,
        as_of=row["a_as_of"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        status=row["status"],
    )


async def load_appointments(connection: Connection, ids: Iterable[UUID]) -> list[Record]:
    """Rows with COLUMNS, for `read_appointment`. Takes no lock."""
    wanted = list(ids)
    return await connection.fetch(_LOAD, wanted) if wanted else []


async def lock_appointments(connection: Connection, indexes: Iterable[bytes]) -> list[Record]:
    """Rows with COLUMNS, locked against other writers; opened by `read_appointment` once their owners are."""
    wanted = list(indexes)
    if not wanted:
        return []
    return await connection.fetch(_LOCK_KEYS, wanted)


async def lock_appointments_of(connection: Connection, patient_id: UUID) -> list[Record]:
    """All of one person, for a merge."""
    return await connection.fetch(_LOCK_OWNER, patient_id)


async def save_appointments(
    connection: Connection,
    vault: Vault,
    rows: Sequence[AppointmentRow],
    owners: Mapping[UUID, PatientRow],
    now: datetime,
) -> bool:
    """Insert or replace all in one statement; False when another writer made one of them first."""
    done = await connection.fetch(
        """
        insert into appointment as a (id, key_index, patient_id, starts_at, ends_at, status, sealed, as_of,
            updated_at)
        select *, $9::timestamptz from unnest($1::uuid[], $2::bytea[], $3::uuid[], $4::timestamptz[],
            $5::timestamptz[], $6::text[], $7::bytea[], $8::timestamptz[])
        on conflict (key_index) do update set patient_id = excluded.patient_id,
            starts_at = excluded.starts_at, ends_at = excluded.ends_at, status = excluded.status,
            sealed = excluded.sealed, as_of = excluded.as_of, updated_at = excluded.updated_at
            where a.id = excluded.id
        returning 1
        """,
        [each.id for each in rows],
        [each.key_index for each in rows],
        [each.patient_id for each in rows],
        [each.starts_at for each in rows],
        [each.ends_at for each in rows],
        [each.status for each in rows],
        [_sealed(vault, each, owners) for each in rows],
        [each.as_of for each in rows],
        now,
    )
    return len(done) == len(rows)


def _sealed(vault: Vault, row: AppointmentRow, owners: Mapping[UUID, PatientRow]) -> bytes:
    raw, spot = _ENCODE.encode(row.details), place("appointment", row.id, "sealed")
    if row.patient_id is None:
        return vault.seal_intake(raw, spot)
    return vault.seal(owners[row.patient_id].key, raw, spot)

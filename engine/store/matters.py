"""Matters: encounters, prescriptions, results, statements, known by the fields that somebody told of them.

Sealed under the patient's key; timestamps stay readable beside, as an appointment's start does.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from engine.store.people import PatientRow
from engine.store.pool import Connection
from engine.store.sealing import Vault, place


class Details(msgspec.Struct, omit_defaults=True):
    """The sealed part. `said`: field → Unix seconds of the message that said it, so that older ones lose."""

    values: dict[str, Any] = {}  # str, int, bool, float, aware datetime, list[str]
    said: dict[str, float] = {}


class MatterRow(msgspec.Struct):
    id: UUID
    key_index: bytes
    patient_id: UUID
    kind: str
    details: Details
    as_of: datetime

    @property
    def values(self) -> dict[str, Any]:
        return self.details.values


_ENCODE = msgspec.msgpack.Encoder()
_DECODE = msgspec.msgpack.Decoder(Details)

COLUMNS = (
    "m.id as m_id, m.key_index as m_key_index, m.patient_id as m_patient_id, m.kind as m_kind,"
    " m.sealed as m_sealed, m.as_of as m_as_of"
)
_LOAD = f"select {COLUMNS} from matter m where "  # noqa: S608 - constants alone
_LOAD_IDS = _LOAD + "m.id = any($1)"
_LOCK_KEYS = _LOAD + "m.key_index = any($1) order by m.id for no key update"
_LOCK_OWNERS = _LOAD + "m.patient_id = any($1) order by m.id for no key update"


def index_of(vault: Vault, kind: str, key: str) -> bytes:
    return vault.blind("matter", f"{kind}\x1f{key}")


def read_matter(vault: Vault, row: Record, owner: PatientRow | None) -> MatterRow:
    """From a row with COLUMNS. Without its owner it stays shut: no field is known. Raises Unopenable."""
    details = Details()
    if owner is not None:
        opened = vault.open(owner.key, row["m_sealed"], place("matter", row["m_id"], "sealed"))
        details = _DECODE.decode(opened)
    return MatterRow(
        row["m_id"], row["m_key_index"], row["m_patient_id"], row["m_kind"], details, row["m_as_of"]
    )


async def load_matters(connection: Connection, ids: Iterable[UUID]) -> list[Record]:
    """Rows with COLUMNS, for `read_matter`. Takes no lock."""
    wanted = list(ids)
    return await connection.fetch(_LOAD_IDS, wanted) if wanted else []


async def lock_matters(connection: Connection, indexes: Iterable[bytes]) -> list[Record]:
    """Rows with COLUMNS, locked against other writers; opened by `read_matter` once their owners are."""
    wanted = list(indexes)
    return await connection.fetch(_LOCK_KEYS, wanted) if wanted else []


async def lock_matters_of(connection: Connection, patients: Iterable[UUID]) -> list[Record]:
    """All of these people, for a merge."""
    wanted = list(patients)
    return await connection.fetch(_LOCK_OWNERS, wanted) if wanted else []


async def save_matters(
    connection: Connection,
    vault: Vault,
    rows: Sequence[MatterRow],
    owners: Mapping[UUID, PatientRow],
    now: datetime,
) -> bool:
    """Insert or replace all in one statement; False when another writer made one of them first."""
    done = await connection.fetch(
        """
        insert into matter as m (id, key_index, patient_id, kind, moments, sealed, as_of, updated_at)
        select *, $8::timestamptz from unnest($1::uuid[], $2::bytea[], $3::uuid[], $4::text[], $5::jsonb[],
            $6::bytea[], $7::timestamptz[])
        on conflict (key_index) do update set patient_id = excluded.patient_id, moments = excluded.moments,
            sealed = excluded.sealed, as_of = excluded.as_of, updated_at = excluded.updated_at
            where m.id = excluded.id
        returning 1
        """,
        [each.id for each in rows],
        [each.key_index for each in rows],
        [each.patient_id for each in rows],
        [each.kind for each in rows],
        [moments_of(each.values) for each in rows],
        [_sealed(vault, each, owners[each.patient_id]) for each in rows],
        [each.as_of for each in rows],
        now,
    )
    return len(done) == len(rows)


def moments_of(values: Mapping[str, Any]) -> dict[str, float]:
    """Its timestamps in Unix seconds."""
    return {name: value.timestamp() for name, value in values.items() if isinstance(value, datetime)}


def _sealed(vault: Vault, row: MatterRow, owner: PatientRow) -> bytes:
    return vault.seal(owner.key, _ENCODE.encode(row.details), place("matter", row.id, "sealed"))

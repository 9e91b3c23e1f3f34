"""Care gaps: which are open for whom, as of when."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from engine.store.pool import Connection


class GapRow(msgspec.Struct):
    id: UUID
    patient_id: UUID
    name: str
    open: bool
    as_of: datetime


async def load_gaps(connection: Connection, patients: Iterable[UUID]) -> dict[tuple[UUID, str], GapRow]:
    rows = await connection.fetch(
        "select id, patient_id, name, open, as_of from care_gap where patient_id = any($1)", list(patients)
    )
    return {(row["patient_id"], row["name"]): GapRow(*row) for row in rows}


async def save_gaps(connection: Connection, gaps: Sequence[GapRow]) -> None:
    """Insert or replace all; an older word changes nothing."""
    await connection.execute(
        """
        insert into care_gap as g (id, patient_id, name, open, as_of)
        select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bool[], $5::timestamptz[])
        on conflict (patient_id, name) do update set open = excluded.open, as_of = excluded.as_of
            where g.as_of <= excluded.as_of
        """,
        [each.id for each in gaps],
        [each.patient_id for each in gaps],
        [each.name for each in gaps],
        [each.open for each in gaps],
        [each.as_of for each in gaps],
    )

"""The line before ways in that are full: who waits there, since when, for which event. Nobody is named."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from engine.store.pool import Connection


class InLine(msgspec.Struct):
    """`type`: the event as the journey heard it. `id` gives the order; 0 before it is stored."""

    journey: str
    way: int
    type: str
    patient_id: UUID
    entity: str
    event_id: UUID
    since: datetime
    appointment_id: UUID | None = None
    matter_id: UUID | None = None
    gap: str = ""
    id: int = 0
    matter_kind: str = ""


_READ: Final = """
    select w.journey, w.way, w.type, w.patient_id, w.entity, w.event_id, w.since, w.appointment_id,
        w.matter_id, w.gap, w.id, coalesce(m.kind, '')
    from waiting_entry w left join matter m on m.id = w.matter_id
"""
_READ_PEOPLE: Final = _READ + " where w.patient_id = any($1) order by w.id"
_READ_FIRST: Final = _READ + " where w.journey = $1 and w.way = $2 order by w.id limit $3"


async def join_line(connection: Connection, rows: Sequence[InLine]) -> set[UUID]:
    """In the order given; the events of those who really joined. Who waits already keeps their place."""
    joined = await connection.fetch(
        """
        insert into waiting_entry (journey, way, type, patient_id, entity, event_id, since, appointment_id,
            matter_id, gap)
        select journey, way, type, patient_id, entity, event_id, since, appointment_id, matter_id, gap
        from unnest($1::text[], $2::int[], $3::text[], $4::uuid[], $5::text[], $6::uuid[], $7::timestamptz[],
            $8::uuid[], $9::uuid[], $10::text[]) with ordinality
            as u (journey, way, type, patient_id, entity, event_id, since, appointment_id, matter_id, gap,
                place)
        order by place
        on conflict (journey, patient_id, entity) do nothing returning event_id
        """,
        *([getattr(row, name) for row in rows] for name in InLine.__struct_fields__[:10]),
    )
    return {row["event_id"] for row in joined}


async def load_waiting_of(connection: Connection, patients: Iterable[UUID]) -> list[InLine]:
    """Where these people wait."""
    return [InLine(*row) for row in await connection.fetch(_READ_PEOPLE, list(patients))]


async def load_lines(connection: Connection) -> dict[tuple[str, int], int]:
    """How many wait before each way; those before which nobody waits are absent."""
    rows = await connection.fetch("select journey, way, count(*) as n from waiting_entry group by 1, 2")
    return {(row["journey"], row["way"]): row["n"] for row in rows}


async def load_first(connection: Connection, way: tuple[str, int], most: int) -> list[InLine]:
    """Those who wait longest before one way."""
    return [InLine(*row) for row in await connection.fetch(_READ_FIRST, *way, most)]


async def leave_line(connection: Connection, ids: Sequence[int]) -> None:
    await connection.execute("delete from waiting_entry where id = any($1)", list(ids))


async def move_in_line(connection: Connection, ids: Sequence[int], ways: Sequence[int]) -> None:
    """To other ways of their journeys, each keeping its place: a new version numbers them otherwise."""
    await connection.execute(
        "update waiting_entry w set way = u.way from unnest($1::bigint[], $2::int[]) as u (id, way)"
        " where w.id = u.id",
        list(ids),
        list(ways),
    )


async def note_outcomes(connection: Connection, events: Sequence[UUID], words: Sequence[str]) -> None:
    """What became of the events that people waited for."""
    await connection.execute(
        "update event e set outcome = u.word from unnest($1::uuid[], $2::text[]) as u (id, word)"
        " where e.id = u.id",
        list(events),
        list(words),
    )

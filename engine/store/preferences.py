"""The part of a person that journeys may change: language, zone and tags."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from engine.journey.plan import Update
from engine.store.pool import Connection

LANGUAGE: Final = "patient.language"
ZONE: Final = "patient.zone"
WRITABLE: Final = frozenset({LANGUAGE, ZONE})


async def update_preferences(
    conn: Connection, enrollments: Sequence[UUID], update: Update, now: datetime
) -> set[UUID]:
    """Apply the step to the people of these enrollments; the enrollments that exist. `now`: journey time."""
    rows = await conn.fetch(
        """
        with wanted as (select e.id, e.patient_id from enrollment e where e.id = any($1::uuid[])),
        held as (select id from patient where id in (select patient_id from wanted) order by id for update),
        changed as (update patient p set language = coalesce($2, p.language), zone = coalesce($3, p.zone),
            tags = array(select distinct tag from unnest(p.tags || $4::text[]) as tag
                where tag <> all($5::text[]) order by tag), updated_at = $6
            from held where p.id = held.id)
        select id from wanted
        """,
        enrollments,
        _text(update, LANGUAGE),
        _text(update, ZONE),
        list(update.tag),
        list(update.untag),
        now,
    )
    return {row["id"] for row in rows}


def _text(update: Update, field: str) -> str | None:
    return str(update.set[field]) if field in update.set else None

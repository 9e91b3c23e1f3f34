"""People entering journeys: who is inside, who was, and new ones with their cohorts in one statement."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from engine.contracts.cursor import Cursor
from engine.journey.plan import Plan
from engine.store.pool import Connection

Standing = tuple[str, UUID, str]  # journey, patient, entity: what `once_per` counts


class NewEnrollment(msgspec.Struct):
    id: UUID
    journey: str
    version: str
    patient_id: UUID
    entity: str
    appointment_id: UUID | None
    event_id: UUID | None
    round: int
    cohort_id: UUID
    cursor: Cursor
    entered_at: datetime
    step: str  # the first one
    matter_id: UUID | None = None
    gap: str = ""


class Inside(msgspec.Struct):
    """An enrollment as the router needs it: active, or left and still to be counted for its goal.

    `sent` and `told` are there where a goal asks for them: when its mails left (Unix seconds), and the
    timestamp fields that goals hang on.
    """

    id: UUID
    journey: str
    version: str
    patient_id: UUID
    entity: str
    appointment_id: UUID | None
    cohort_id: UUID
    active: bool
    goal_at: datetime | None
    entered_at: datetime
    left_at: datetime | None = None
    gap: str = ""
    matter_id: UUID | None = None
    matter_kind: str = ""
    sent: tuple[float, ...] = ()
    told: dict[str, datetime] = {}


class History(msgspec.Struct):
    rounds: int = 0
    active: bool = False
    left_at: datetime | None = None


_INSIDE = (
    "e.id, e.journey, e.version, e.patient_id, e.entity, e.appointment_id, e.cohort_id, e.state = 'active',"
    " e.goal_at, e.entered_at, e.left_at, e.gap, e.matter_id, coalesce(m.kind, '')"
    " from enrollment e left join matter m on m.id = e.matter_id"
)
_LOAD_INSIDE = f"""
    select {_INSIDE} where e.patient_id = any($1) and e.state = 'active'
    union
    select {_INSIDE} where e.patient_id = any($1) and e.left_at > $3
    union
    select {_INSIDE} where e.id = any($2)
"""


def first_cursor(plan: Plan, now: datetime) -> Cursor:
    """Before the first step; `now` is journey time."""
    return Cursor(node=plan.start, entered=now.timestamp())


async def load_inside(
    connection: Connection, patients: Iterable[UUID], ids: Iterable[UUID], left_since: datetime
) -> list[Inside]:
    """Every active enrollment of these people, those that left since then, and these ids."""
    rows = await connection.fetch(_LOAD_INSIDE, list(patients), list(ids), left_since)
    return [Inside(*row) for row in rows]


async def load_history(connection: Connection, standings: Iterable[Standing]) -> dict[Standing, History]:
    """What was before, per (journey, patient, entity); absent where nothing was."""
    asked = list(standings)
    rows = await connection.fetch(
        """
        select e.journey, e.patient_id, e.entity, max(e.round), bool_or(e.state = 'active'), max(e.left_at)
        from unnest($1::text[], $2::uuid[], $3::text[]) as u (journey, patient_id, entity)
        join enrollment e using (journey, patient_id, entity) group by 1, 2, 3
        """,
        [journey for journey, _, _ in asked],
        [patient for _, patient, _ in asked],
        [entity for _, _, entity in asked],
    )
    return {(row[0], row[1], row[2]): History(*row[3:]) for row in rows}


async def insert_enrollments(connection: Connection, rows: Sequence[NewEnrollment]) -> set[UUID]:
    """New enrollments and their cohorts; the ids that really entered.

    Whoever is inside already, or entered in another transaction meanwhile, stays as they are: the unique
    indexes decide, not what was read before. A cohort nobody entered is not kept.
    """
    cohorts = {row.cohort_id: row for row in rows}
    entered = await connection.fetch(
        """
        with made as (
            insert into cohort (id, version, state, starts, created_at)
            select id, version, 'new', 0, now() from unnest($1::uuid[], $2::text[]) as c (id, version)
        )
        insert into enrollment (id, journey, version, patient_id, entity, appointment_id, event_id, round,
            cohort_id, cursor, entered_at, step, matter_id, gap)
        select u.* from unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::uuid[],
            $9::uuid[], $10::int[], $11::uuid[], $12::text[], $13::timestamptz[], $14::text[], $15::uuid[],
            $16::text[]) as u
        on conflict do nothing returning id
        """,
        list(cohorts),
        [row.version for row in cohorts.values()],
        [row.id for row in rows],
        [row.journey for row in rows],
        [row.version for row in rows],
        [row.patient_id for row in rows],
        [row.entity for row in rows],
        [row.appointment_id for row in rows],
        [row.event_id for row in rows],
        [row.round for row in rows],
        [row.cohort_id for row in rows],
        [msgspec.json.encode(row.cursor).decode() for row in rows],
        [row.entered_at for row in rows],
        [row.step for row in rows],
        [row.matter_id for row in rows],
        [row.gap for row in rows],
    )
    inside = {row["id"] for row in entered}
    if len(inside) < len(rows):
        kept = {row.cohort_id for row in rows if row.id in inside}
        await connection.execute("delete from cohort where id = any($1)", list(cohorts.keys() - kept))
    return inside


async def reach_goals(connection: Connection, ids: Sequence[UUID], moments: Sequence[datetime]) -> None:
    """Once each; of several times the earliest counts, in whatever order they are told."""
    await connection.execute(
        """
        update enrollment e set goal_at = u.at from unnest($1::uuid[], $2::timestamptz[]) as u (id, at)
        where e.id = u.id and (e.goal_at is null or e.goal_at > u.at)
        """,
        list(ids),
        list(moments),
    )


async def load_sends(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, tuple[float, ...]]:
    """When the mails of these enrollments left, Unix seconds of journey time; absent where none has."""
    rows = await connection.fetch(
        """
        select enrollment_id, array_agg(extract(epoch from sent_at)::float8 order by sent_at) as sent
        from message where enrollment_id = any($1) and sent_at is not null group by 1
        """,
        list(ids),
    )
    return {row["enrollment_id"]: tuple(row["sent"]) for row in rows}

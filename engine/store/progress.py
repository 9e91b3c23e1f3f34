"""What the interpreter did, written down: cursors and visits, one statement each a batch."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import msgspec

from engine.contracts.activities import Progress, ProgressBatch
from engine.contracts.cursor import Cursor, Visit
from engine.journey.plan import Plan, Task
from engine.store.journeys import load_plan
from engine.store.pool import Connection
from engine.store.tasks import cancel_tasks_of_left


async def record_progress(connection: Connection, batch: ProgressBatch, now: datetime) -> int:
    """Store cursors that are newer than the stored ones and every visit; how many cursors were newer.

    Safe to repeat and to come late. Closes the cohort when nobody in it is active. `now`: journey time.
    """
    plan = await load_plan(connection, batch.version)
    newer = await save_cursors(connection, UUID(batch.cohort), batch.items, plan, now)
    visits = [(UUID(item.enrollment), visit) for item in batch.items for visit in item.visits]
    if visits:
        await _save_visits(connection, visits)
    left = [UUID(item.enrollment) for item in batch.items if item.cursor.phase == "left"]
    if left and any(isinstance(node, Task) for node in plan.nodes):
        await cancel_tasks_of_left(connection, left, now)
    if any(item.cursor.phase == "left" for item in batch.items):
        await close_if_empty(connection, UUID(batch.cohort))
    return newer


async def save_cursors(
    connection: Connection, cohort: UUID, batch: Sequence[Progress], plan: Plan, now: datetime
) -> int:
    """How many were newer than the stored ones. Of people in another cohort by now nothing is stored."""
    newest: dict[str, Progress] = {}
    for item in sorted(batch, key=lambda item: item.cursor.seq):
        newest[item.enrollment] = item
    items = list(newest.values())
    rows = await connection.fetch(
        """
        update enrollment e set cursor = u.cursor, seq = u.seq, step = u.step, phase = u.phase,
            due_at = u.due_at, state = case when u.outcome is null then 'active' else 'left' end,
            outcome = coalesce(u.outcome, ''),
            left_at = case when u.outcome is not null then $7::timestamptz end
        from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::timestamptz[], $8::text[])
            as u (id, cursor, seq, step, phase, due_at, outcome)
        where e.id = u.id and e.seq < u.seq and e.state = 'active' and e.cohort_id = $9 returning 1
        """,
        [UUID(item.enrollment) for item in items],
        [msgspec.json.encode(item.cursor).decode() for item in items],
        [item.cursor.seq for item in items],
        [step_at(plan, item.cursor) for item in items],
        [item.cursor.phase for item in items],
        [moment_at(item.cursor.due) for item in items],
        now,
        [item.cursor.outcome if item.cursor.phase == "left" else None for item in items],
        cohort,
    )
    return len(rows)


async def _save_visits(connection: Connection, visits: list[tuple[UUID, Visit]]) -> None:
    """The last word of a batch about one visit counts: PostgreSQL would refuse to touch a row twice."""
    last = {(enrollment, visit.step, visit.visit): visit for enrollment, visit in visits}
    await connection.execute(
        """
        insert into step_visit (enrollment_id, step, visit, entered_at, ended_at, outcome)
        select u.* from unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[], $5::timestamptz[],
            $6::text[]) as u (enrollment_id, step, visit, entered_at, ended_at, outcome)
        join enrollment e on e.id = u.enrollment_id
        on conflict (enrollment_id, step, visit) do update set entered_at = excluded.entered_at,
            ended_at = excluded.ended_at, outcome = excluded.outcome
        """,
        [enrollment for enrollment, _, _ in last],
        [visit.step for visit in last.values()],
        [visit.visit for visit in last.values()],
        [moment_at(visit.entered) for visit in last.values()],
        [moment_at(visit.ended) for visit in last.values()],
        [visit.outcome for visit in last.values()],
    )


async def close_if_empty(connection: Connection, cohort: UUID) -> None:
    """A cohort in which nobody is active is over."""
    await connection.execute(
        """
        update cohort set state = 'closed' where id = $1 and state <> 'closed'
            and not exists (select from enrollment where cohort_id = $1 and state = 'active')
        """,
        cohort,
    )


def step_at(plan: Plan, cursor: Cursor) -> str:
    return plan.nodes[cursor.node].id if 0 <= cursor.node < len(plan.nodes) else ""


def moment_at(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)

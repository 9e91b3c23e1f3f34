"""Tasks for staff: opened by a step once per visit, done, taken or cancelled once. Statements only."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from engine.journey.events import TASK_DONE
from engine.journey.plan import Task
from engine.store.ids import id_of_visit
from engine.store.own_events import STAFF, record_own_event
from engine.store.pool import Connection

# The row of the enrollment is held: leaving, which cancels tasks, then lies wholly before or wholly after.
_OPEN: Final = """
with wanted as (
    select u.id, u.visit, u.due_at, e.id as enrollment, e.patient_id, e.journey, e.state
    from unnest($1::uuid[], $2::uuid[], $3::int[], $4::timestamptz[]) as u (id, enrollment, visit, due_at)
    join enrollment e on e.id = u.enrollment for share of e),
opened as (
    insert into task (id, enrollment_id, patient_id, journey, step, visit, queue, title, details, escalate,
        opened_at, due_at)
    select id, enrollment, patient_id, journey, $5, visit, $6, $7, $8, $9, $10, due_at from wanted
    where state = 'active' on conflict (enrollment_id, step, visit) do nothing returning id)
select id, state from wanted
"""
_CANCEL_LEFT: Final = """
update task t set state = 'cancelled', reason = e.outcome, ended_at = $2 from enrollment e
where t.enrollment_id = any($1::uuid[]) and t.state = 'open' and e.id = t.enrollment_id
    and e.state = 'left' and (e.outcome like 'exit:%' or e.outcome like 'left:%')
"""


class Opening(msgspec.Struct, frozen=True):
    enrollment: UUID
    visit: int
    due: datetime | None


async def open_tasks(
    conn: Connection, step: Task, openings: Sequence[Opening], at: datetime
) -> Mapping[tuple[UUID, int], str]:
    """Once per (enrollment, step, visit). How each enrollment stands, active or left; absent: unknown.

    Who has left gets no task. `at` in journey time.
    """
    ids = {id_of_visit("task", one.enrollment, step.id, one.visit): one for one in openings}
    rows = await conn.fetch(
        _OPEN,
        list(ids),
        [one.enrollment for one in ids.values()],
        [one.visit for one in ids.values()],
        [one.due for one in ids.values()],
        step.id,
        step.queue,
        step.title,
        step.details,
        step.escalate,
        at,
    )
    return {(ids[row["id"]].enrollment, ids[row["id"]].visit): row["state"] for row in rows}


async def cancel_tasks_of_left(conn: Connection, enrollments: Sequence[UUID], at: datetime) -> None:
    """What nobody has to do any more: an event or a person ended the journey.

    Who came to the journey's own end keeps open tasks; they were asked for on the way.
    """
    await conn.execute(_CANCEL_LEFT, list(enrollments), at)


async def take_task(conn: Connection, task: UUID, account: UUID, at: datetime) -> bool:
    """False when it is not open, or somebody else's."""
    found = await conn.fetchval(
        "update task set taken_by = $2, taken_at = coalesce(taken_at, $3) where id = $1 and state = 'open'"
        " and coalesce(taken_by, $2) = $2 returning id",
        task,
        account,
        at,
    )
    return found is not None


async def release_task(conn: Connection, task: UUID) -> bool:
    """Give it back to the queue; False when it is not open."""
    found = await conn.fetchval(
        "update task set taken_by = null, taken_at = null where id = $1 and state = 'open' returning id", task
    )
    return found is not None


async def finish_task(conn: Connection, task: UUID, account: UUID, at: datetime) -> bool:
    """Done: its journey hears `task.done` of this step. False when it was not open.

    Where the step was visited again meanwhile, the journey waits for the later task and not for this one.
    """
    row = await _end(conn, task, "done", "", account, at)
    if row is None:
        return False
    enrollment, step = row
    latest = await conn.fetchval(
        "select id from task where enrollment_id = $1 and step = $2 order by visit desc limit 1",
        enrollment,
        step,
    )
    if latest == task:
        await record_own_event(conn, STAFF, task, TASK_DONE, enrollment, step, at)
    return True


async def cancel_task(conn: Connection, task: UUID, account: UUID, at: datetime) -> bool:
    """Nobody will do it: a journey that waits goes on when it is overdue. False when it was not open."""
    return await _end(conn, task, "cancelled", "by-staff", account, at) is not None


async def _end(
    conn: Connection, task: UUID, state: str, reason: str, account: UUID, at: datetime
) -> tuple[UUID, str] | None:
    row = await conn.fetchrow(
        "update task set state = $2, reason = $3, ended_by = $4, ended_at = $5"
        " where id = $1 and state = 'open' returning enrollment_id, step",
        task,
        state,
        reason,
        account,
        at,
    )
    return (row["enrollment_id"], row["step"]) if row else None

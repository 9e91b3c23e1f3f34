"""Reads tasks by queue, and lets one person at a time take, finish or cancel them."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from designer_api.patients.masking import mask_name
from designer_api.tasks.schemas import QueueShown, State, TaskPage, TaskShown
from engine.errors import Conflict, NotFound, Refused
from engine.store.people import PatientRow, load_people
from engine.store.pool import Connection
from engine.store.sealing import Vault

_PAGE: Final = 50
_COLUMNS: Final = """
SELECT t.id, t.queue, t.title, t.details, t.state, t.journey, coalesce(j.title, t.journey) AS journey_title,
    t.step, t.enrollment_id, t.patient_id, t.opened_at, t.due_at, t.taken_by, t.ended_at, t.reason,
    t.escalate, coalesce(taker.name, '') AS taker, coalesce(ender.name, '') AS ender, e.state = 'left' AS over
FROM task t JOIN enrollment e ON e.id = t.enrollment_id LEFT JOIN journey j ON j.slug = t.journey
LEFT JOIN account taker ON taker.id = t.taken_by LEFT JOIN account ender ON ender.id = t.ended_by
"""
_IN_QUEUE: Final = "($1::text = '' OR t.queue = $1 OR (t.escalate = $1 AND t.due_at <= $2))"
# What is due first comes first; what has no end comes last.
_URGENCY: Final = "coalesce(extract(epoch FROM t.due_at), 1e15)::float8"
_OPEN: Final = f"""{_COLUMNS} WHERE t.state = 'open' AND {_IN_QUEUE}
AND ($3::float8 IS NULL OR ({_URGENCY}, t.id) > ($3, $4)) ORDER BY {_URGENCY}, t.id LIMIT $5"""
_LATEST: Final = "extract(epoch FROM t.ended_at)::float8"
# The page is found before anything is joined to it: of years of tasks only fifty are shown.
_ENDED: Final = f"""{_COLUMNS} WHERE t.id IN (SELECT t.id FROM task t WHERE t.state = $6 AND {_IN_QUEUE}
    AND ($3::float8 IS NULL OR ({_LATEST}, t.id) < ($3, $4)) ORDER BY {_LATEST} DESC, t.id DESC LIMIT $5)
ORDER BY {_LATEST} DESC, t.id DESC"""  # noqa: S608  constants alone
_ONE: Final = f"{_COLUMNS} WHERE t.id = $1"
_QUEUES: Final = """
WITH seen AS (
    SELECT queue, due_at FROM task WHERE state = 'open'
    UNION ALL
    SELECT escalate, due_at FROM task
    WHERE state = 'open' AND escalate <> '' AND escalate <> queue AND due_at <= $1)
SELECT queue, count(*), count(*) FILTER (WHERE due_at <= $1) FROM seen GROUP BY 1 ORDER BY 1
"""
Act = Callable[[], Awaitable[bool]]


async def list_tasks(
    conn: Connection, vault: Vault, account: UUID, now: datetime, queue: str, state: State, after: str | None
) -> TaskPage:
    """Open ones by urgency, others the latest first. `queue` "": all. `now`: journey time."""
    values = (queue, now, *_cursor(after), _PAGE)
    if state == "open":
        rows = await conn.fetch(_OPEN, *values)
    else:
        rows = await conn.fetch(_ENDED, *values, state)
    people = await load_people(conn, vault, {row["patient_id"] for row in rows})
    items = [_shown(row, people, account, now, queue) for row in rows]
    return TaskPage(items, _next(rows[-1]) if len(rows) == _PAGE else None)


async def list_queues(conn: Connection, now: datetime) -> list[QueueShown]:
    return [QueueShown(*row) for row in await conn.fetch(_QUEUES, now)]


async def show_task(conn: Connection, vault: Vault, account: UUID, now: datetime, task: UUID) -> TaskShown:
    """Raises NotFound `task-unknown`."""
    row = await conn.fetchrow(_ONE, task)
    if row is None:
        raise NotFound("task-unknown", "There is no such task.")
    return _shown(row, await load_people(conn, vault, [row["patient_id"]]), account, now, "")


async def act_on(conn: Connection, task: UUID, act: Act) -> None:
    """Raises NotFound `task-unknown`, Conflict `task-over` or `task-taken` where `act` says no."""
    if await act():
        return
    row = await conn.fetchrow(
        "SELECT t.state, t.reason, a.name FROM task t LEFT JOIN account a ON a.id = t.taken_by"
        " WHERE t.id = $1",
        task,
    )
    if row is None:
        raise NotFound("task-unknown", "There is no such task.")
    if row["state"] == "open":
        raise Conflict("task-taken", f"{row['name'] or 'Somebody else'} has taken this task.")
    if row["state"] == "done":
        raise Conflict("task-over", "This task was done already.")
    raise Conflict("task-over", "This task was cancelled.")


def _shown(row: Any, people: dict[UUID, PatientRow], account: UUID, now: datetime, queue: str) -> TaskShown:
    known = people.get(row["patient_id"])
    overdue = row["state"] == "open" and row["due_at"] is not None and row["due_at"] <= now
    return TaskShown(
        id=row["id"],
        queue=row["queue"],
        title=row["title"],
        details=row["details"],
        state=row["state"],
        overdue=overdue,
        escalated=overdue and bool(row["escalate"]) and queue in ("", row["escalate"]),
        journey=row["journey"],
        journey_title=row["journey_title"],
        step=row["step"],
        enrollment=row["enrollment_id"],
        patient=row["patient_id"],
        masked_name=mask_name(known.person) if known else "",
        opened_at=row["opened_at"],
        due_at=row["due_at"],
        taken_by=row["taker"],
        mine=row["taken_by"] == account,
        ended_by=row["ender"],
        ended_at=row["ended_at"],
        reason=row["reason"] if row["state"] == "cancelled" else "",
        journey_over=row["over"],
    )


def _next(row: Any) -> str:
    moment = row["due_at"] if row["state"] == "open" else row["ended_at"]
    return f"{moment.timestamp() if moment else 1e15!r}~{row['id']}"


def _cursor(after: str | None) -> tuple[float | None, UUID | None]:
    """Raises Refused for anything that no page ever gave out."""
    if not after:
        return None, None
    moment, _, one = after.partition("~")
    try:
        return float(moment), UUID(one)
    except ValueError:
        raise Refused("cursor-unknown", "`after` must be what a former page gave as `next`.") from None

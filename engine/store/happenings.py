"""What has happened to people in their journeys, as conditions may ask for it. Reads only, one statement."""

from collections.abc import Mapping, Sequence, Set
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from engine.expressions.facts import Facts
from engine.journey import events
from engine.journey.consents import Consents
from engine.runtime.moving import renamed
from engine.store.journeys import load_plan
from engine.store.permissions import WORDS, Permissions, read_permissions
from engine.store.pool import Connection

_OWN: Final = (events.TASK_DONE, events.FORM_SUBMITTED)
_READ: Final = f"""
select e.id,
    array(select distinct g.type || ' ' || g.step from engagement g where g.enrollment_id = e.id) as signs,
    array(select v.type from event v where v.id = e.event_id
        union select v.type from event v where v.appointment_id = e.appointment_id
        union select v.type from event v where v.patient_id = e.patient_id and v.appointment_id is null
            and v.enrollment_id is null and v.occurred_at >= e.entered_at
        union select $3 from task t where t.enrollment_id = e.id and t.state = 'done'
        union select $4 from form_opening f where f.enrollment_id = e.id and f.state = 'submitted'
    ) as happened,
    e.version,
    array(select m.from_version from enrollment_move m
        where m.enrollment_id = e.id and m.state = 'done') as came_from,
    {WORDS}
from enrollment e join patient p on p.id = e.patient_id where e.id = any($1::uuid[])
"""  # noqa: S608 - constants


async def load_happenings(
    conn: Connection, enrollments: Sequence[UUID], consents: Consents, now: float
) -> dict[UUID, Facts]:
    """By enrollment, those that exist. `now` in journey time, Unix seconds."""
    rows = await conn.fetch(_READ, enrollments, datetime.fromtimestamp(now, UTC), *_OWN)
    return {row["id"]: _facts(row, consents, await _other_names(conn, row)) for row in rows}


async def _other_names(conn: Connection, row: Any) -> dict[str, str]:
    """Of somebody who came from other versions: what their steps are called in this one."""
    if not row["came_from"] or not row["signs"]:
        return {}
    here, found = await load_plan(conn, row["version"]), dict[str, str]()
    for version in row["came_from"]:
        found |= renamed(await load_plan(conn, version), here)
    return found


def _facts(row: Any, consents: Consents, other_names: Mapping[str, str]) -> Facts:
    signs: dict[str, set[str]] = {}
    for sign in row["signs"]:
        kind, _, step = sign.partition(" ")
        signs.setdefault(kind, set()).update({step, other_names.get(step, step)})
    return happenings_of(signs, {*row["happened"], *signs}, read_permissions(row, consents))


def happenings_of(signs: Mapping[str, Set[str]], happened: Set[str], permissions: Permissions) -> Facts:
    """`signs`: engagement event → steps. Pure."""
    return Facts(
        clicked=signs.get(events.CLICKED, frozenset()),
        viewed=signs.get(events.VIEWED, frozenset()),
        replied=signs.get(events.REPLIED, frozenset()),
        confirmed=signs.get(events.CONFIRMED, frozenset()),
        happened=happened,
        consents=permissions.consents,
        authorizations=permissions.authorizations,
    )

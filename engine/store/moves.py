"""People on the way to another version: who is asked to go, who went, who stays and why.

A move is ordered in the transaction that changes what is in force. The cohort says who may go now; then the
person, all that is still to be told them and the cohort that carries them change in one transaction.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from engine.contracts.activities import Handover, Late, ProgressBatch
from engine.contracts.cursor import Cursor
from engine.journey.plan import Plan
from engine.runtime.moving import Crossing, renamed
from engine.store.ids import uuid7
from engine.store.journeys import load_plan
from engine.store.outbox import Signal, insert_signals, post_state
from engine.store.pool import Connection
from engine.store.progress import close_if_empty, moment_at, record_progress, step_at

AT_ONCE: Final = "now"
NEXT_SAFE_POINT: Final = "next-safe-point"


class Order(msgspec.Struct, frozen=True):
    """Everybody inside another version of a journey goes to this one."""

    journey: str
    to_version: str


async def order_moves(
    connection: Connection, orders: Sequence[Order], release: int, now: datetime, *, at_once: bool
) -> int:
    """Ask everybody inside an older version to go; how many were asked. Asking again changes nothing.

    Orders to versions that are no longer in force are withdrawn, whoever they are for. `now`: journey time.
    """
    await connection.execute(
        """
        update enrollment_move m set state = 'superseded', ended_at = $1 from enrollment e
        join journey j on j.slug = e.journey
        where m.state = 'asked' and e.id = m.enrollment_id and m.to_version <> j.version
        """,
        now,
    )
    rows = await connection.fetch(
        """
        with asked as (
            insert into enrollment_move
                (enrollment_id, release_id, from_version, to_version, at_once, asked_at)
            select e.id, $3, e.version, o.version, $4, $5
            from unnest($1::text[], $2::text[]) as o (slug, version)
            join enrollment e on e.journey = o.slug and e.state = 'active' and e.version <> o.version
            on conflict do nothing returning enrollment_id
        )
        select e.id, e.cohort_id from enrollment e join asked on asked.enrollment_id = e.id order by e.id
        """,
        [order.journey for order in orders],
        [order.to_version for order in orders],
        release,
        at_once,
        now,
    )
    await _tell(connection, [(row["cohort_id"], row["id"], at_once) for row in rows], now)
    return len(rows)


async def ask_again(connection: Connection, cohort: UUID, now: datetime) -> int:
    """Tell a cohort anew who of it is asked to go, for a run that may have lost it. How many."""
    rows = await connection.fetch(
        """
        select e.cohort_id, e.id, m.at_once from enrollment e
        join enrollment_move m on m.enrollment_id = e.id and m.state = 'asked'
        where e.cohort_id = $1 and e.state = 'active' order by e.id
        """,
        cohort,
    )
    await _tell(connection, [(row["cohort_id"], row["id"], row["at_once"]) for row in rows], now)
    return len(rows)


async def _tell(connection: Connection, people: list[tuple[UUID, UUID, bool]], now: datetime) -> None:
    signals = [
        Signal(cohort, person, now, "move", type=AT_ONCE if at_once else NEXT_SAFE_POINT)
        for cohort, person, at_once in people
    ]
    if signals:
        await insert_signals(connection, signals)


async def hand_over(connection: Connection, handover: Handover, now: datetime) -> list[bool]:
    """In the caller's transaction: store how they stand, and take over those who are asked to go.

    Whether each is in another cohort now, in the order given. Safe to repeat. `now`: journey time.
    """
    cohort = UUID(handover.cohort)
    ids = [UUID(item.enrollment) for item in handover.items]
    await connection.execute(
        "select 1 from enrollment where id = any($1::uuid[]) order by id for update", ids
    )
    if handover.items:
        await record_progress(
            connection, ProgressBatch(handover.cohort, handover.version, handover.items), now
        )
    standing = {row["id"]: row for row in await connection.fetch(_ASKED, ids)}
    going = await _translated(connection, handover, standing, cohort, now)
    for version, people in going.items():
        await _settle_in(connection, version, people, now)
        await _rename_what_is_open(connection, handover.version, version, list(people))
    await _send_after(connection, handover.late)
    if going:
        await close_if_empty(connection, cohort)
    went = {person for people in going.values() for person in people}
    return [_is_elsewhere(standing.get(one), one in went, cohort) for one in ids]


_ASKED: Final = """
select e.id, e.cohort_id, e.version, e.state, m.to_version from enrollment e
left join enrollment_move m on m.enrollment_id = e.id and m.state = 'asked'
where e.id = any($1::uuid[])
"""


def _is_elsewhere(row: Any, went: bool, cohort: UUID) -> bool:
    return went or (row is not None and row["cohort_id"] != cohort)


async def _translated(
    connection: Connection, handover: Handover, standing: Mapping[UUID, Any], cohort: UUID, now: datetime
) -> dict[str, dict[UUID, Cursor]]:
    """New version → who goes there, standing where. Whose step is gone stays, and it is noted."""
    old, crossings = await load_plan(connection, handover.version), dict[str, Crossing]()
    found: defaultdict[str, dict[UUID, Cursor]] = defaultdict(dict)
    for item in handover.items:
        row = standing.get(UUID(item.enrollment))
        if row is None or row["cohort_id"] != cohort or row["state"] != "active" or row["to_version"] is None:
            continue
        version = row["to_version"]
        if version not in crossings:
            crossings[version] = Crossing(old, await load_plan(connection, version))
        moved = crossings[version].take(item.cursor)
        if moved is None:
            await _note(connection, [row["id"]], "stays", "step-is-gone", now)
        else:
            found[version][row["id"]] = moved
    return found


async def _settle_in(
    connection: Connection, version: str, people: Mapping[UUID, Cursor], now: datetime
) -> None:
    """A cohort of the new version for them; it is started by the routers like any other."""
    plan, cohort, ids = await load_plan(connection, version), uuid7(), list(people)
    await connection.execute(
        "insert into cohort (id, version, state, starts, created_at) values ($1, $2, 'new', 0, now())",
        cohort,
        version,
    )
    await connection.execute(_SETTLE, cohort, version, *_columns(plan, people))
    await _note(connection, ids, "done", "", now)
    await connection.execute(
        "update cohort_signal set cohort_id = $1 where enrollment_id = any($2::uuid[])", cohort, ids
    )
    # What would end the journey now may have happened when it did not end it yet.
    await post_state(connection, cohort, sorted(plan.exits), now)


async def _rename_what_is_open(
    connection: Connection, before: str, after: str, people: Sequence[UUID]
) -> None:
    """Tasks and forms that are waited for are known by their step, which may be called otherwise now."""
    names = renamed(await load_plan(connection, before), await load_plan(connection, after))
    if not names:
        return
    for statement in _RENAMES:
        await connection.execute(statement, list(people), list(names), list(names.values()))


_RENAMES: Final = tuple(
    f"""
    update {table} t set step = u.after from unnest($2::text[], $3::text[]) as u (before, after)
    where t.enrollment_id = any($1::uuid[]) and t.step = u.before and t.state = 'open'
        and not exists (select from {table} o
            where o.enrollment_id = t.enrollment_id and o.step = u.after and o.visit = t.visit)
    """  # noqa: S608 - constants alone
    for table in ("task", "form_opening")
)
_SETTLE: Final = """
update enrollment e set version = $2, cohort_id = $1, cursor = u.cursor, seq = u.seq, step = u.step,
    phase = u.phase, due_at = u.due_at
from unnest($3::uuid[], $4::text[], $5::int[], $6::text[], $7::text[], $8::timestamptz[])
    as u (id, cursor, seq, step, phase, due_at)
where e.id = u.id
"""


def _columns(plan: Plan, people: Mapping[UUID, Cursor]) -> tuple[list[Any], ...]:
    cursors = list(people.values())
    return (
        list(people),
        [msgspec.json.encode(cursor).decode() for cursor in cursors],
        [cursor.seq for cursor in cursors],
        [step_at(plan, cursor) for cursor in cursors],
        [cursor.phase for cursor in cursors],
        [moment_at(cursor.due) for cursor in cursors],
    )


async def _note(
    connection: Connection, people: Sequence[UUID], state: str, reason: str, now: datetime
) -> None:
    await connection.execute(
        "update enrollment_move set state = $2, reason = $3, ended_at = $4"
        " where enrollment_id = any($1::uuid[]) and state = 'asked'",
        list(people),
        state,
        reason,
        now,
    )


async def _send_after(connection: Connection, late: Sequence[Late]) -> None:
    """What was heard here about people who are elsewhere by now; nothing for those whose journey is over."""
    people = [UUID(one.enrollment) for one in late]
    rows = await connection.fetch(
        "select id, cohort_id from enrollment where id = any($1::uuid[]) and state = 'active'", people
    )
    here = {row["id"]: row["cohort_id"] for row in rows}
    signals = [_signal(here[one], letter) for one, letter in zip(people, late, strict=True) if one in here]
    if signals:
        await insert_signals(connection, signals)


def _signal(cohort: UUID, late: Late) -> Signal:
    at = moment_at(late.at)
    assert at is not None  # noqa: S101 - it has a time
    return Signal(cohort, UUID(late.enrollment), at, late.kind, type=late.type, step=late.step)

"""What moving people to new versions would mean: how many stand where, what becomes of them, three examples.

Reads only. Nobody is named: an example is the beginning of an enrollment's id.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from engine.contracts.cursor import Cursor
from engine.journey.plan import Plan
from engine.runtime.moving import may_go, step_after_move, translate
from engine.store.journeys import load_plan
from engine.store.pool import Connection

_DECODE: Final = msgspec.json.Decoder(Cursor)
_EXAMPLES: Final = 3
# The cursor's first field is its node, its thirteenth says when a send became due.
_STANDING: Final = """
select e.journey, e.version, v.number, e.step, e.phase,
    e.cursor::jsonb -> 12 ? (e.cursor::jsonb ->> 0) as begun, count(*) as people
from enrollment e join journey_version v on v.version = e.version
join unnest($1::text[], $2::text[]) as u (slug, version) on e.journey = u.slug and e.version <> u.version
where e.state = 'active' group by 1, 2, 3, 4, 5, 6 order by 1, 3, 4
"""
_SOME: Final = """
select id, version, cursor, due_at from enrollment
where journey = $1 and version <> $2 and state = 'active' order by due_at nulls last, id limit $3
"""


class StepMove(msgspec.Struct, frozen=True):
    """People at one step of one version; `to` is empty where nobody said what takes its place.

    `at_once`: of these, how many may go now.
    """

    number: int
    step: str
    to: str
    people: int
    at_once: int


class Example(msgspec.Struct, frozen=True):
    """`goes`: when, as far as is known. `due`: what they wait for now; `due_then`: None is planned anew."""

    person: str
    step: str
    to: str
    goes: datetime
    due: datetime | None
    due_then: datetime | None


class MovePreview(msgspec.Struct, frozen=True):
    journey: str
    to_version: str
    people: int
    steps: tuple[StepMove, ...]
    examples: tuple[Example, ...]
    refusals: tuple[str, ...] = ()


async def preview_moves(
    connection: Connection, plans: Mapping[str, tuple[str, Plan]], now: datetime, *, at_once: bool
) -> tuple[MovePreview, ...]:
    """`plans`: journey → the version to come and its plan. Journeys without people in others are left out."""
    slugs, versions = list(plans), [version for version, _ in plans.values()]
    rows = await connection.fetch(_STANDING, slugs, versions)
    found = []
    for slug in dict.fromkeys(row["journey"] for row in rows):
        version, plan = plans[slug]
        steps = await _steps(connection, [row for row in rows if row["journey"] == slug], plan, at_once)
        lost = [step for step in steps if not step.to]
        found.append(
            MovePreview(
                journey=slug,
                to_version=version,
                people=sum(step.people for step in steps),
                steps=steps,
                examples=await _examples(connection, slug, version, plan, now, at_once),
                refusals=tuple(_refusal(slug, step) for step in lost),
            )
        )
    return tuple(found)


async def _steps(connection: Connection, rows: list[Any], new: Plan, at_once: bool) -> tuple[StepMove, ...]:
    counted: dict[tuple[str, int, str], list[int]] = {}
    for row in rows:
        one = counted.setdefault((row["version"], row["number"], row["step"]), [0, 0])
        one[0] += row["people"]
        resting = row["phase"] in ("waiting", "awaiting", "ready")
        harmless = row["phase"] in ("planning", "deciding", "checking")
        if (resting and (at_once or not row["begun"])) or (at_once and harmless):
            one[1] += row["people"]
    found = []
    for (version, number, step), (people, may) in counted.items():
        to = step_after_move(await load_plan(connection, version), new, step)
        found.append(StepMove(number, step, to or "", people, may))
    return tuple(found)


def _refusal(slug: str, step: StepMove) -> str:
    who = "1 person stands" if step.people == 1 else f"{step.people:,} people stand"
    return (
        f"{slug}: {who} at {step.step} of version {step.number}, which is gone; write"
        f" moved_to: {{{step.step}: <the step that takes its place>}} in its journey.yaml"
    )


async def _examples(
    connection: Connection, slug: str, version: str, new: Plan, now: datetime, at_once: bool
) -> tuple[Example, ...]:
    found = []
    for row in await connection.fetch(_SOME, slug, version, _EXAMPLES):
        old, cursor = await load_plan(connection, row["version"]), _DECODE.decode(row["cursor"])
        moved = translate(old, new, cursor)
        if moved is None or not 0 <= cursor.node < len(old.nodes):
            continue
        may = may_go(old, cursor, at_once=at_once)
        found.append(
            Example(
                person=str(row["id"])[-8:],
                step=old.nodes[cursor.node].id,
                to=new.nodes[moved.node].id,
                goes=now if may else max(row["due_at"] or now, now),
                due=row["due_at"],
                due_then=datetime.fromtimestamp(moved.due, UTC) if moved.due is not None else None,
            )
        )
    return tuple(found)

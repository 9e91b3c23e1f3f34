"""Experiments: who took which path with what success, and the path that won. Statements only."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from engine.journey.events import ENGAGED_BY
from engine.journey.plan import Metric
from engine.policy.experiments import Tally, Verdict
from engine.store.pool import Connection

# A person counts once, by the path they first took: it is theirs for good. `came` of the split, in order.
_TALLY: Final = """
with came as (
    select e.patient_id, e.id, v.outcome as path, v.ended_at, e.goal_at
    from step_visit v join enrollment e on e.id = v.enrollment_id
    where v.step = $3 and e.journey = $1 and e.version = any($2) and v.outcome = any($4)),
people as (
    select patient_id, min(ended_at) as first,
        (array_agg(path order by ended_at, id))[1] as path,
        bool_or(case when $5 then coalesce(goal_at >= ended_at, false)
            else exists (select from engagement g where g.enrollment_id = came.id and g.type = any($6)
                and g.at >= came.ended_at) end) as success
    from came group by 1)
select path, count(*) as people, count(*) filter (where success) as successes, min(first) as first
from people group by 1
"""


class Standing(msgspec.Struct, frozen=True):
    """What is known of one experiment so far. `winner` "": not decided. `numbers`: see `save_look`."""

    winner: str = ""
    looks: int = 0
    people: int = 0
    decided_at: datetime | None = None
    numbers: dict[str, Any] | None = None


async def load_standing(conn: Connection, journey: str, split: str, paths: str) -> Standing:
    """`paths`: engine.policy.experiments.signature."""
    row = await conn.fetchrow(
        "select winner, looks, people, decided_at, numbers from split_winner"
        " where journey = $1 and split = $2 and paths = $3",
        journey,
        split,
        paths,
    )
    return Standing(*row) if row else Standing()


async def tally_paths(
    conn: Connection, journey: str, versions: Sequence[str], split: str, paths: Sequence[str], metric: Metric
) -> tuple[list[Tally], datetime | None]:
    """People by path over these versions, paths without anybody included; when the first one came."""
    kinds = sorted(ENGAGED_BY) if metric == "engaged" else [metric]
    rows = await conn.fetch(_TALLY, journey, list(versions), split, list(paths), metric == "goal", kinds)
    found = {row["path"]: Tally(row["path"], row["people"], row["successes"]) for row in rows}
    first = min((row["first"] for row in rows), default=None)
    return [found.get(path, Tally(path, 0, 0)) for path in paths], first


async def save_look(
    conn: Connection,
    experiment: tuple[str, str, str],
    look: int,
    tallies: Sequence[Tally],
    verdict: Verdict,
    now: datetime,
) -> None:
    """`experiment`: journey, split, signature. The numbers stay: the decision can be computed again."""
    numbers: Mapping[str, Any] = {
        "paths": {tally.path: [tally.people, tally.successes] for tally in tallies},
        "p": verdict.p,
        "alpha": verdict.alpha,
    }
    await conn.execute(
        """
        insert into split_winner (journey, split, paths, looks, people, winner, decided_at, numbers)
        values ($1, $2, $3, $4, $5, $6::text, case when $6 <> '' then $7::timestamptz end, $8)
        on conflict (journey, split, paths) do update set looks = $4, people = $5, winner = $6,
            decided_at = excluded.decided_at, numbers = $8 where split_winner.winner = ''
        """,
        *experiment,
        look,
        min(tally.people for tally in tallies),
        verdict.winner,
        now,
        numbers,
    )


async def first_paths(conn: Connection, enrollments: Sequence[UUID], split: str) -> dict[UUID, str]:
    """The path that each took when they first came to the split; those who did not are absent."""
    rows = await conn.fetch(
        "select enrollment_id, outcome from step_visit where enrollment_id = any($1::uuid[]) and step = $2"
        " and visit = 1",
        list(enrollments),
        split,
    )
    return {row["enrollment_id"]: row["outcome"] for row in rows}


async def load_versions(conn: Connection, journey: str) -> list[str]:
    """Every version of the journey that was ever published."""
    rows = await conn.fetch("select version from journey_version where slug = $1", journey)
    return [row["version"] for row in rows]


async def only_here(conn: Connection) -> bool:
    """Whether this transaction alone decides experiments; it does until it ends."""
    return bool(await conn.fetchval("select pg_try_advisory_xact_lock(hashtextextended('experiments', 8))"))

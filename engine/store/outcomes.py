"""How many people took each path of a split, and how many of them reached the goal. Counts only."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from engine.store.pool import Connection

_READ = """
with taken as (
    select distinct on (v.enrollment_id, v.step) v.step, v.outcome, e.goal_at
    from step_visit v join enrollment e on e.id = v.enrollment_id
    where e.journey = $1 and v.step = any($2) order by v.enrollment_id, v.step, v.visit
)
select step, outcome, count(*) as people, count(goal_at) as goals from taken group by 1, 2
"""


class PathNumbers(msgspec.Struct, frozen=True):
    people: int = 0
    goals: int = 0


async def read_split_numbers(
    connection: Connection, journey: str, splits: Sequence[str]
) -> dict[str, dict[str, PathNumbers]]:
    """Split → path → numbers, of all versions. A person counts where they came first."""
    found: defaultdict[str, dict[str, PathNumbers]] = defaultdict(dict)
    for row in await connection.fetch(_READ, journey, list(splits)):
        found[row["step"]][row["outcome"]] = PathNumbers(row["people"], row["goals"])
    return dict(found)

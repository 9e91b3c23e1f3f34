"""How many wait to enter each journey: in line before a full way in, or in an audience without room."""

from engine.store.pool import Connection

_READ = """
select journey, sum(n)::int as n from (
    select journey, count(*) as n from waiting_entry group by 1
    union all select journey, waiting from audience_run where finished_at is null
) w where $1::text = '' or journey = $1 group by 1 having sum(n) > 0
"""


async def count_waiting(connection: Connection, journey: str = "") -> dict[str, int]:
    """By journey, or of one; those before which nobody waits are absent."""
    return {row["journey"]: row["n"] for row in await connection.fetch(_READ, journey)}

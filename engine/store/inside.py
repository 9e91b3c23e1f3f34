"""Who stands where: people inside journeys by version and step, counted. Reads only; nobody is named."""

from collections import defaultdict

from engine.store.pool import Connection


async def people_at_steps(connection: Connection) -> dict[str, dict[str, int]]:
    """Journey → step → how many active enrollments stand at it, in whatever version."""
    rows = await connection.fetch(
        "select journey, step, count(*) as n from enrollment where state = 'active'"
        " group by 1, 2 order by 1, 2"
    )
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[row["journey"]][row["step"]] = row["n"]
    return dict(found)

"""Live numbers of a journey, asked of PostgreSQL at most every two seconds however many people look on."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, Final

from litestar.datastructures import State

from designer_api.journeys.answers import SharedAnswers
from designer_api.journeys.schemas import Live, StepNumbers, Totals
from engine.store.pool import Connection, Pool
from engine.store.waiting import count_waiting

_TOTALS: Final = """
SELECT e.journey, count(*) AS entered, count(*) FILTER (WHERE e.state = 'active') AS inside,
       count(*) FILTER (WHERE e.state = 'left') AS left, count(e.goal_at) AS goal,
       (SELECT count(*) FROM message m WHERE m.journey = e.journey AND m.state = 'sent') AS sent
FROM enrollment e WHERE $1::text = '' OR e.journey = $1 GROUP BY e.journey
"""
_STANDING: Final = """
SELECT step, count(*) AS n FROM enrollment WHERE journey = $1 AND state = 'active' GROUP BY 1
"""
_VISITS: Final = """
SELECT v.step, v.outcome, count(*) AS n FROM step_visit v JOIN enrollment e ON e.id = v.enrollment_id
WHERE e.journey = $1 GROUP BY 1, 2
"""
_OUTCOMES: Final = """
SELECT outcome, count(*) AS n FROM enrollment WHERE journey = $1 AND state = 'left' GROUP BY 1 ORDER BY 2 DESC
"""


_RATE: Final = """
SELECT count(*) FILTER (WHERE sent_at > newest - interval '1 hour') / 60.0
FROM message, (SELECT max(sent_at) AS newest FROM message WHERE journey = $1) AS last WHERE journey = $1
"""


async def count_totals(conn: Connection, slug: str = "") -> dict[str, Totals]:
    """By journey; those that nobody ever entered or waits for are absent."""
    waiting = await count_waiting(conn, slug)
    found = {
        row["journey"]: Totals(
            row["entered"],
            row["inside"],
            row["left"],
            row["goal"],
            row["sent"],
            waiting.get(row["journey"], 0),
        )
        for row in await conn.fetch(_TOTALS, slug)
    }
    return {journey: Totals(waiting=n) for journey, n in waiting.items()} | found


class LiveNumbers:
    """Shared by all viewers of one API process."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._answers: SharedAnswers[str, Live] = SharedAnswers()

    async def of(self, slug: str) -> Live:
        return await self._answers.of(slug, lambda: self._count(slug))

    async def _count(self, slug: str) -> Live:
        async with self._pool.acquire() as conn:
            return await count_live(conn, slug)


async def count_live(conn: Connection, slug: str) -> Live:
    steps: defaultdict[str, StepNumbers] = defaultdict(StepNumbers)
    for row in await conn.fetch(_STANDING, slug):
        steps[row["step"]].waiting = row["n"]
        steps[row["step"]].entered = row["n"]
    for row in await conn.fetch(_VISITS, slug):
        add_visits(steps[row["step"]], row["outcome"], row["n"])
    outcomes = {row["outcome"]: row["n"] for row in await conn.fetch(_OUTCOMES, slug)}
    totals = (await count_totals(conn, slug)).get(slug, Totals())
    steps.pop("", None)
    rate = await conn.fetchval(_RATE, slug)
    return Live(datetime.now(UTC), totals, dict(steps), outcomes, round(float(rate), 1))


def add_visits(numbers: StepNumbers, outcome: str, n: int) -> None:
    """`n` visits that ended so, put on the shelf where they belong."""
    kind, _, detail = outcome.partition(":")
    numbers.entered += n
    numbers.done += n
    shelf: Any = {"sent": numbers.sent, "skipped": numbers.skipped, "failed": numbers.failed}.get(kind)
    if shelf is None:
        shelf, detail = numbers.outcomes, outcome
    shelf[detail or kind] = shelf.get(detail or kind, 0) + n


def numbers_of(state: State, pool: Pool) -> LiveNumbers:
    """One for the process, made at the first look."""
    if "numbers" not in state:
        state.numbers = LiveNumbers(pool)
    numbers: LiveNumbers = state.numbers
    return numbers

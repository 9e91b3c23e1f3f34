"""Live numbers of a journey, asked of PostgreSQL at most every two seconds however many people look on."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from designer_api.journeys.answers import SharedAnswers
from designer_api.journeys.past import Counted, PastCounts, Question
from designer_api.journeys.schemas import Live, StepNumbers, Totals
from designer_api.tracking.service import journey_now
from engine.settings import Settings
from engine.store.pool import Connection, Pool
from engine.store.waiting import count_waiting

PEOPLE: Final = Question(
    """
SELECT e.journey, e.state, e.outcome, count(*), count(e.goal_at) FROM enrollment e
WHERE ($1::text = '' OR e.journey = $1) AND ($2::text = '' OR e.version = $2) AND /*part*/ GROUP BY 1, 2, 3
""",
    keys=3,
)
VISITS: Final = Question(
    """
SELECT v.step, v.outcome, count(*) FROM step_visit v /*theirs*/ GROUP BY 1, 2
""",
    keys=2,
    owner="v.enrollment_id",
)
_SENT: Final = Question(
    """
SELECT m.journey, max(m.sent_at), count(*) FILTER (WHERE m.state = 'sent') FROM message m
WHERE ($1::text = '' OR m.journey = $1) AND ($2::text = '' OR m.version = $2) AND /*part*/ GROUP BY 1
""",
    keys=2,
    mails=True,
)
_STANDING: Final = """
SELECT step, count(*) AS n FROM enrollment WHERE journey = $1 AND state = 'active' GROUP BY 1
"""
_LAST_HOUR: Final = """
SELECT count(*) FROM message
WHERE journey = $1 AND sent_at > $2::timestamptz - interval '1 hour' AND sent_at <= $2
"""


class LiveNumbers:
    """Shared by all viewers of one API process."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool, self._settings = pool, settings
        self.past = PastCounts(pool)
        self._answers: SharedAnswers[str, Live] = SharedAnswers()
        self._totals: SharedAnswers[str, dict[str, Totals]] = SharedAnswers()

    async def of(self, slug: str) -> Live:
        """Holds a connection while it counts: whoever asks must hold none, lest all wait for one another."""
        return await self._answers.of(slug, lambda: self._count(slug))

    async def totals(self, conn: Connection) -> dict[str, Totals]:
        """By journey; those that nobody ever entered or waits for are absent."""
        return await self._totals.of("", lambda: self._count_totals(conn))

    async def _count(self, slug: str) -> Live:
        async with self._pool.acquire() as conn:
            now = journey_now(self._settings)
            people, visits, sent = await self.past.count(conn, (PEOPLE, VISITS, _SENT), (slug, ""), now)
            steps: defaultdict[str, StepNumbers] = defaultdict(StepNumbers)
            for row in await conn.fetch(_STANDING, slug):
                steps[row["step"]].waiting = row["n"]
                steps[row["step"]].entered = row["n"]
            for (step, outcome), (n,) in visits.items():
                add_visits(steps[step], outcome, n)
            steps.pop("", None)
            waiting = await count_waiting(conn, slug)
            totals = _totals(people, sent, waiting).get(slug, Totals())
            rate = await _rate(conn, slug, sent)
        return Live(datetime.now(UTC), totals, dict(steps), outcomes_of(people), rate)

    async def _count_totals(self, conn: Connection) -> dict[str, Totals]:
        now = journey_now(self._settings)
        people, sent = await self.past.count(conn, (PEOPLE, _SENT), ("", ""), now)
        return _totals(people, sent, await count_waiting(conn))


def totals_of(people: Counted, sent: int = 0, waiting: int = 0) -> Totals:
    """`people`: an answer to PEOPLE about one journey."""
    by_state = {state: 0 for _, state, _ in people}
    for (_, state, _), (n, _) in people.items():
        by_state[state] += n
    return Totals(
        entered=sum(by_state.values()),
        inside=by_state.get("active", 0),
        left=by_state.get("left", 0),
        goal=sum(goals for _, goals in people.values()),
        sent=sent,
        waiting=waiting,
    )


def outcomes_of(people: Counted) -> dict[str, int]:
    """How those of one journey left it, the most frequent first."""
    found = {outcome: n for (_, state, outcome), (n, _) in people.items() if state == "left"}
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def _totals(people: Counted, sent: Counted, waiting: dict[str, int]) -> dict[str, Totals]:
    mails: defaultdict[str, int] = defaultdict(int)
    for (journey, _), (n,) in sent.items():
        mails[journey] += n
    of_one: defaultdict[str, Counted] = defaultdict(dict)
    for key, numbers in people.items():
        of_one[key[0]][key] = numbers
    found = {
        journey: totals_of(each, mails[journey], waiting.get(journey, 0)) for journey, each in of_one.items()
    }
    return {journey: Totals(waiting=n) for journey, n in waiting.items()} | found


async def _rate(conn: Connection, slug: str, sent: Counted) -> float:
    """Mails a minute in the hour before the latest."""
    newest = max((at for _, at in sent if at is not None), default=None)
    if newest is None:
        return 0.0
    return round(float(await conn.fetchval(_LAST_HOUR, slug, newest)) / 60, 1)


def add_visits(numbers: StepNumbers, outcome: str, n: int) -> None:
    """`n` visits that ended so, put on the shelf where they belong."""
    kind, _, detail = outcome.partition(":")
    numbers.entered += n
    numbers.done += n
    shelf: Any = {"sent": numbers.sent, "skipped": numbers.skipped, "failed": numbers.failed}.get(kind)
    if shelf is None:
        shelf, detail = numbers.outcomes, outcome
    shelf[detail or kind] = shelf.get(detail or kind, 0) + n


TheNumbers: TypeAlias = NamedDependency[SkipValidation[LiveNumbers]]


def provide_numbers(state: State) -> LiveNumbers:
    """One for the process, made at the first look."""
    if "numbers" not in state:
        state.numbers = LiveNumbers(state.pool, state.settings)
    numbers: LiveNumbers = state.numbers
    return numbers

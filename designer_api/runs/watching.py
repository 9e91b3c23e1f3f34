"""What a journey did with the people of one version or period: numbers for the canvas, and who is behind one.

Periods are about when people entered: the same people are followed through every step. Nobody is named here.
"""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from designer_api.journeys.coarse import coarse_live, few_of, may_tell, parts_of, rounded
from designer_api.journeys.numbers import add_visits
from designer_api.journeys.schemas import Live, StepNumbers, Totals
from engine.errors import NotFound, Refused
from engine.store.pool import Connection

_THESE: Final = (
    "e.journey = $1 AND ($2::text = '' OR e.version = $2) AND ($3::timestamptz IS NULL OR e.entered_at >= $3)"
)


def _of_those(statement: str) -> str:
    """The statement about the enrollments `e` that somebody asked for."""
    return statement.replace("/*these*/", _THESE)


_TOTALS: Final = _of_those("""
SELECT count(*) AS entered, count(*) FILTER (WHERE state = 'active') AS inside,
       count(*) FILTER (WHERE state = 'left') AS left, count(goal_at) AS goal
FROM enrollment e WHERE /*these*/
""")
_STANDING: Final = _of_those("""
SELECT step, least(width_bucket(extract(epoch FROM $4::timestamptz) - (cursor::jsonb ->> 8)::float8,
       ARRAY[3600, 86400, 259200, 604800, 2592000]::float8[]), 5) AS age, count(*) AS n
FROM enrollment e WHERE /*these*/ AND state = 'active' AND step <> '' GROUP BY 1, 2
""")
_VISITS: Final = _of_those("""
SELECT v.step, v.outcome, count(*) AS n FROM step_visit v JOIN enrollment e ON e.id = v.enrollment_id
WHERE /*these*/ GROUP BY 1, 2
""")
_MAILS: Final = _of_those("""
SELECT m.step, count(*) AS sent, count(*) FILTER (WHERE NOT EXISTS (
           SELECT FROM engagement g WHERE g.message_id = m.id AND g.type = 'bounced')) AS delivered
FROM message m JOIN enrollment e ON e.id = m.enrollment_id
WHERE /*these*/ AND m.state = 'sent' GROUP BY 1
""")
_ENGAGED: Final = _of_those("""
SELECT g.step, g.type, count(DISTINCT g.message_id) AS n
FROM engagement g JOIN enrollment e ON e.id = g.enrollment_id WHERE /*these*/ GROUP BY 1, 2
""")
_OUTCOMES: Final = _of_those("""
SELECT outcome, count(*) AS n FROM enrollment e WHERE /*these*/ AND state = 'left' GROUP BY 1 ORDER BY 2 DESC
""")
_HEAD: Final = """
SELECT paused, paused_at, paused_reason, (SELECT detail FROM audit a WHERE a.action = 'journey.braked'
       AND a.subject = j.slug ORDER BY a.at DESC LIMIT 1) AS detail FROM journey j WHERE slug = $1
"""
AGES: Final = ("hour", "day", "three-days", "week", "month", "longer")  # at most so long at the step
_DROPPED: Final = ("left:", "exit:", "set-aside:")  # outcomes of who left in the midst of a step


class StepMails(msgspec.Struct, frozen=True):
    """Mails of one step. `delivered`: sent and not come back. `engaged`: what was done with them → mails."""

    sent: int
    delivered: int
    engaged: dict[str, int]


class Brake(msgspec.Struct, frozen=True):
    """Why a journey stands still: the brake that fired and what it counted, "" where a person paused it."""

    reason: str
    detail: str
    at: datetime | None


class Watched(msgspec.Struct, frozen=True):
    """`ages`: step → how long people have stood there (hour, day, three-days, week, month, longer) → people.

    `dropped`: step → how people left in its midst → people.
    """

    live: Live
    mails: dict[str, StepMails]
    ages: dict[str, dict[str, int]]
    dropped: dict[str, dict[str, int]]
    paused: Brake | None


class Filter(msgspec.Struct, frozen=True):
    """`version`: a plan's hash, "" for all. `since`: entered then or later."""

    slug: str
    version: str = ""
    since: datetime | None = None

    @property
    def arguments(self) -> tuple[str, str, datetime | None]:
        return (self.slug, self.version, self.since)


async def read_brake(conn: Connection, slug: str) -> Brake | None:
    """None while the journey runs. Raises NotFound (journey-not-found) for one that was never published."""
    head = await conn.fetchrow(_HEAD, slug)
    if head is None:
        raise NotFound("journey-not-found", "This journey was never published.")
    return Brake(head["paused_reason"], head["detail"] or "", head["paused_at"]) if head["paused"] else None


async def count_watched(conn: Connection, asked: Filter, now: datetime) -> Watched:
    """All but the brake, which has to be told at once. `now`: journey time."""
    steps: defaultdict[str, StepNumbers] = defaultdict(StepNumbers)
    ages: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in await conn.fetch(_STANDING, *asked.arguments, now):
        steps[row["step"]].waiting += row["n"]
        steps[row["step"]].entered += row["n"]
        ages[row["step"]][AGES[max(0, row["age"])]] = row["n"]
    dropped: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in await conn.fetch(_VISITS, *asked.arguments):
        add_visits(steps[row["step"]], row["outcome"], row["n"])
        if row["outcome"].startswith(_DROPPED):
            dropped[row["step"]][row["outcome"]] = row["n"]
    mails = await _mails(conn, asked)
    live = await _live(conn, asked, dict(steps), sum(each.sent for each in mails.values()))
    return Watched(live, mails, dict(ages), dict(dropped), None)


def coarse_watched(watched: Watched) -> Watched:
    """For people who may not see small numbers."""
    standing = may_tell(numbers.waiting for numbers in watched.live.steps.values())
    return Watched(
        live=coarse_live(watched.live),
        mails={
            step: StepMails(rounded(each.sent), rounded(each.delivered), few_of(each.engaged))
            for step, each in watched.mails.items()
        },
        ages={step: parts_of(each) for step, each in watched.ages.items()} if standing else {},
        dropped={step: few_of(each) for step, each in watched.dropped.items()},
        paused=watched.paused,
    )


async def _mails(conn: Connection, asked: Filter) -> dict[str, StepMails]:
    engaged: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in await conn.fetch(_ENGAGED, *asked.arguments):
        engaged[row["step"]][row["type"]] = row["n"]
    return {
        row["step"]: StepMails(row["sent"], row["delivered"], engaged.get(row["step"], {}))
        for row in await conn.fetch(_MAILS, *asked.arguments)
    }


async def _live(conn: Connection, asked: Filter, steps: dict[str, StepNumbers], sent: int) -> Live:
    row: Any = await conn.fetchrow(_TOTALS, *asked.arguments)
    outcomes = {each["outcome"]: each["n"] for each in await conn.fetch(_OUTCOMES, *asked.arguments)}
    totals = Totals(row["entered"], row["inside"], row["left"], row["goal"], sent)
    return Live(datetime.now(UTC), totals, steps, outcomes, 0.0)


_PEOPLE: Final = _of_those("""
SELECT DISTINCT e.id FROM enrollment e
LEFT JOIN step_visit v ON v.enrollment_id = e.id AND v.step = $4
LEFT JOIN engagement g ON g.enrollment_id = e.id AND g.step = $4 AND g.type = $6
WHERE /*these*/ AND ($7::uuid IS NULL OR e.id < $7) AND CASE $5
  WHEN 'waiting' THEN e.state = 'active' AND e.step = $4
  WHEN 'entered' THEN v.step IS NOT NULL OR (e.state = 'active' AND e.step = $4)
  WHEN 'done' THEN v.step IS NOT NULL
  WHEN 'engaged' THEN g.id IS NOT NULL
  WHEN 'outcome' THEN v.outcome = $6
  WHEN 'missed' THEN v.outcome LIKE 'skipped:%' OR v.outcome LIKE 'failed:%'
  WHEN 'left' THEN e.state = 'left' AND ($6 = '' OR e.outcome = $6)
  WHEN 'inside' THEN e.state = 'active'
  WHEN 'goal' THEN e.goal_at IS NOT NULL
  ELSE true END
ORDER BY e.id DESC LIMIT $8
""")
WHATS: Final = frozenset(
    {"waiting", "entered", "done", "engaged", "outcome", "missed", "left", "inside", "goal", "all"}
)


async def people_behind(
    conn: Connection, asked: Filter, step: str, what: str, detail: str, after: UUID | None, most: int
) -> list[UUID]:
    """Enrollments behind one number, the latest first. `detail`: an outcome or what was done with a mail.

    Raises Refused (number-unknown).
    """
    if what not in WHATS:
        raise Refused(
            "number-unknown", f"There is no such number. Ask for one of {', '.join(sorted(WHATS))}."
        )
    rows = await conn.fetch(_PEOPLE, *asked.arguments, step, what, detail, after, most)
    return [row["id"] for row in rows]

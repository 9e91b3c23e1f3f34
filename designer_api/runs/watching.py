"""What a journey did with the people of one version or period: numbers for the canvas, and who is behind one.

Periods are about when people entered: the same people are followed through every step. Nobody is named here.
"""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import msgspec

from designer_api.journeys.coarse import coarse_live, few_of, may_tell, parts_of, rounded
from designer_api.journeys.numbers import PEOPLE, VISITS, add_visits, outcomes_of, totals_of
from designer_api.journeys.past import EVERYBODY, Counted, PastCounts, Question, ask, later_than, listed
from designer_api.journeys.schemas import Live, StepNumbers
from engine.errors import NotFound, Refused
from engine.store.pool import Connection

_STANDING: Final = Question(
    """
SELECT step, least(width_bucket(extract(epoch FROM $3::timestamptz) - (cursor::jsonb ->> 8)::float8,
       ARRAY[3600, 86400, 259200, 604800, 2592000]::float8[]), 5) AS age, count(*)
FROM enrollment e WHERE e.journey = $1 AND ($2::text = '' OR e.version = $2) AND state = 'active'
  AND step <> '' AND /*part*/ GROUP BY 1, 2
""",
    keys=2,
)
_MAILS: Final = Question(
    """
SELECT m.step, count(*) AS sent, count(*) FILTER (WHERE NOT EXISTS (
           SELECT FROM engagement g WHERE g.message_id = m.id AND g.type = 'bounced')) AS delivered
FROM message m /*theirs*/ AND m.state = 'sent' GROUP BY 1
""",
    keys=1,
    owner="m.enrollment_id",
)
_ENGAGED: Final = Question(
    """
SELECT g.step, g.type, count(DISTINCT g.message_id) FROM engagement g /*theirs*/ GROUP BY 1, 2
""",
    keys=2,
    owner="g.enrollment_id",
)
_ALL: Final = (PEOPLE, VISITS, _MAILS, _ENGAGED)
_HEAD: Final = """
SELECT paused, paused_at, paused_reason, CASE WHEN paused AND paused_reason <> '' THEN
       (SELECT detail FROM audit a WHERE a.action = 'journey.braked' AND a.subject = j.slug
        ORDER BY a.id DESC LIMIT 1) END AS detail FROM journey j WHERE slug = $1
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


async def count_watched(conn: Connection, past: PastCounts, asked: Filter, now: datetime) -> Watched:
    """All but the brake, which has to be told at once. `now`: journey time."""
    which, part = (asked.slug, asked.version), later_than(asked.since) if asked.since else EVERYBODY
    (standing,) = await ask(conn, [_STANDING], which, part, now)
    if asked.since is None:
        counted = await past.count(conn, _ALL, which, now)
    else:
        counted = await ask(conn, _ALL, which, await listed(conn, which, part))
    people, visits, sent, engaged = counted
    steps: defaultdict[str, StepNumbers] = defaultdict(StepNumbers)
    ages: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (step, age), (n,) in standing.items():
        steps[step].waiting += n
        steps[step].entered += n
        ages[step][AGES[max(0, age)]] = ages[step].get(AGES[max(0, age)], 0) + n
    dropped: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (step, outcome), (n,) in visits.items():
        add_visits(steps[step], outcome, n)
        if outcome.startswith(_DROPPED):
            dropped[step][outcome] = n
    mails = _mails(sent, engaged)
    totals = totals_of(people, sum(each.sent for each in mails.values()))
    live = Live(datetime.now(UTC), totals, dict(steps), outcomes_of(people), 0.0)
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


def _mails(sent: Counted, engaged: Counted) -> dict[str, StepMails]:
    """By step, of those from which a mail went out."""
    done: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (step, kind), (n,) in engaged.items():
        done[step][kind] = n
    return {step: StepMails(n, delivered, done.get(step, {})) for (step,), (n, delivered) in sent.items()}


_PEOPLE: Final = """
SELECT DISTINCT e.id FROM enrollment e
LEFT JOIN step_visit v ON v.enrollment_id = e.id AND v.step = $4
LEFT JOIN engagement g ON g.enrollment_id = e.id AND g.step = $4 AND g.type = $6
WHERE e.journey = $1 AND ($2::text = '' OR e.version = $2) AND ($3::timestamptz IS NULL OR e.entered_at >= $3)
  AND ($7::uuid IS NULL OR e.id < $7) AND CASE $5
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
"""
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

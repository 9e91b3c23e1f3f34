"""All journeys together: how people come in, whom they share, and how much mail people get of all of them.

Counts of fewer than eleven people are never told: they are None. To who may not see small
numbers the others are told in tens.
"""

import asyncio
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from designer_api.journeys.coarse import SMALLEST_TOLD, rounded
from designer_api.journeys.workspace import read_workspace
from engine.journey.plan import Plan, decode
from engine.settings import Settings
from engine.store.pool import Connection

WEEK: Final = timedelta(days=7)
MOST_SHOWN: Final = 10  # mails a week; more are one bar
_JOURNEYS: Final = """
WITH now AS (SELECT journey, count(*) AS inside FROM enrollment WHERE state = 'active' GROUP BY 1)
SELECT j.slug, j.title, j.purpose, j.paused, j.paused_reason, v.plan, coalesce(n.inside, 0) AS inside
FROM journey j JOIN journey_version v ON v.version = j.version LEFT JOIN now n ON n.journey = j.slug
ORDER BY j.title
"""
_SHARED: Final = """
SELECT a.journey AS one, b.journey AS other, count(DISTINCT a.patient_id) AS n
FROM enrollment a JOIN enrollment b ON b.patient_id = a.patient_id AND a.journey < b.journey
WHERE a.state = 'active' AND b.state = 'active' GROUP BY 1, 2 ORDER BY 3 DESC
"""
# The mails of the week are read once: what each journey sent to how many people; and, without a journey, how
# many got so many of all together.
_WEEK: Final = """
WITH week AS MATERIALIZED (
  SELECT journey, patient_id, count(*) AS n FROM message WHERE sent_at > $1 GROUP BY 1, 2),
each AS (SELECT least(sum(n), $2) AS mails FROM week GROUP BY patient_id)
SELECT journey, sum(n)::bigint AS mails, count(*) AS people FROM week GROUP BY 1
UNION ALL SELECT NULL, mails::bigint, count(*) FROM each GROUP BY 2 ORDER BY 2
"""


class MappedJourney(msgspec.Struct, frozen=True):
    """`triggers`: events that let people in; `audiences`: segments that a schedule looks through.

    `mails`: sent in the last seven days; `people`: who got them.
    """

    slug: str
    title: str
    purpose: str
    paused: bool
    paused_reason: str  # the brake that paused it; "" when a person did
    triggers: list[str]
    audiences: list[str]
    inside: int | None
    mails: int
    people: int | None


class Shared(msgspec.Struct, frozen=True):
    """People who are in both journeys now."""

    one: str
    other: str
    people: int | None


class Load(msgspec.Struct, frozen=True):
    """`people` who got `mails` in the last seven days; the last bar means that many or more."""

    mails: int
    people: int | None


class Budget(msgspec.Struct, frozen=True):
    """At most `count` mails in `seconds`, from all journeys together."""

    count: int
    seconds: int


class JourneyMap(msgspec.Struct, frozen=True):
    journeys: list[MappedJourney]
    shared: list[Shared]
    load: list[Load]
    budget: Budget | None


async def map_journeys(conn: Connection, settings: Settings, now: datetime) -> JourneyMap:
    """`now`: journey time."""
    since = now - WEEK
    workspace = await asyncio.to_thread(read_workspace, settings.journeys_dir)
    cap = workspace.organization.contact_budget if workspace.organization else None
    week = await conn.fetch(_WEEK, since, MOST_SHOWN)
    mails = {row["journey"]: (row["mails"], row["people"]) for row in week}
    return JourneyMap(
        journeys=[_mapped(row, *mails.get(row["slug"], (0, 0))) for row in await conn.fetch(_JOURNEYS)],
        shared=[Shared(row["one"], row["other"], told(row["n"])) for row in await conn.fetch(_SHARED)],
        load=[Load(row["mails"], told(row["people"])) for row in week if row["journey"] is None],
        budget=Budget(cap.count, cap.seconds) if cap else None,
    )


def coarse_map(found: JourneyMap) -> JourneyMap:
    """For people who may not see small numbers: an exact sum would give away the parts told elsewhere."""
    return msgspec.structs.replace(
        found,
        journeys=[
            msgspec.structs.replace(
                one, inside=_rounded(one.inside), mails=rounded(one.mails), people=_rounded(one.people)
            )
            for one in found.journeys
        ],
        shared=[Shared(one.one, one.other, _rounded(one.people)) for one in found.shared],
        load=[Load(one.mails, _rounded(one.people)) for one in found.load],
    )


def _rounded(people: int | None) -> int | None:
    return None if people is None else rounded(people)


def told(people: int) -> int | None:
    """None where the number would point at somebody."""
    return people if people == 0 or people >= SMALLEST_TOLD else None


def _mapped(row: Any, mails: int, people: int) -> MappedJourney:
    plan: Plan = decode(row["plan"])
    return MappedJourney(
        slug=row["slug"],
        title=row["title"],
        purpose=row["purpose"],
        paused=row["paused"],
        paused_reason=row["paused_reason"],
        triggers=sorted({name for trigger in plan.triggers for name in trigger.on}),
        audiences=sorted({way.audience for way in plan.triggers if way.audience}),
        inside=told(row["inside"]),
        mails=mails,
        people=told(people),
    )

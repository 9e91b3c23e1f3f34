"""Reads the overview without reading whole tables: by an index, or the newest few."""

from datetime import datetime, timedelta
from typing import Final

import msgspec
from asyncpg import Record

from designer_api.access.roles import may_approve
from designer_api.access.schemas import Account
from designer_api.journeys.coarse import sees_few
from designer_api.overview.schemas import Happening, Needs, Overview, Stopped
from engine.journey.plan import Send
from engine.store.approvals import waiting_by_role
from engine.store.journeys import load_plan
from engine.store.pool import Connection

_DAY: Final = timedelta(days=1)
_ROWS: Final = 12
_NUMBERS: Final = """
SELECT (SELECT count(*) FROM enrollment WHERE state = 'active') AS inside,
       (SELECT count(*) FROM journey) AS journeys,
       EXISTS (SELECT FROM enrollment) AS began,
       (SELECT count(*) FROM message WHERE state = 'sent' AND sent_at > $1) AS sent_last_day,
       (SELECT count(*) FROM (SELECT received_at FROM event ORDER BY seq DESC LIMIT 20000) latest
        WHERE received_at > now() - interval '1 minute') AS events_per_minute
"""
_METHODS: Final = """
SELECT method, count(*) AS n FROM message WHERE state = 'sent' AND sent_at > $1 GROUP BY 1 ORDER BY 2 DESC, 1
"""
_ENTERED: Final = """
SELECT max(entered_at) AS at, 'entered' AS kind, '' AS code, journey, '' AS step, count(*) AS people
FROM (SELECT entered_at, journey FROM enrollment ORDER BY id DESC LIMIT 300) latest
GROUP BY journey, date_trunc('hour', entered_at)
"""
_SENT: Final = """
SELECT max(sent_at) AS at, 'sent' AS kind, method AS code, journey, step, count(*) AS people,
       CASE WHEN count(*) = 1 THEN (array_agg(id))[1] END AS message
FROM (SELECT sent_at, method, journey, step, id FROM message
      WHERE sent_at IS NOT NULL ORDER BY sent_at DESC LIMIT 300) latest
GROUP BY method, journey, step, date_trunc('hour', sent_at)
"""
_HELD: Final = """
SELECT max(v.ended_at) AS at, 'held' AS kind, split_part(v.outcome, ':', 2) AS code, e.journey, v.step,
       count(*) AS people, e.version
FROM step_visit v JOIN enrollment e ON e.id = v.enrollment_id
WHERE v.ended_at > $1 AND (v.outcome LIKE 'skipped:%' OR v.outcome LIKE 'failed:%')
GROUP BY code, e.journey, v.step, e.version, date_trunc('hour', v.ended_at)
"""
_STOPPED: Final = """
SELECT slug, title, paused_reason FROM journey WHERE paused ORDER BY paused_reason = '', paused_at DESC, slug
"""
_WAITING: Final = """
SELECT (SELECT count(*) FROM dead_letter WHERE resolved_at IS NULL) AS dead_letters,
       (SELECT count(*) FROM task WHERE state = 'open' AND due_at <= $1) AS late_tasks,
       (SELECT count(*) FROM message WHERE state = 'uncertain') AS uncertain
"""


async def read_needs(conn: Connection, account: Account, now: datetime) -> Needs:
    """`now`: journey time."""
    [counted] = await conn.fetch(_WAITING, now)
    asked = await waiting_by_role(conn, account.id)
    operator = sees_few(account.role)
    return Needs(
        dead_letters=counted["dead_letters"],
        approvals=sum(n for role, n in asked.items() if may_approve(account.role, role)),
        late_tasks=counted["late_tasks"] if operator else 0,
        uncertain=counted["uncertain"] if operator else 0,
        stopped=[Stopped(*row) for row in await conn.fetch(_STOPPED)],
    )


async def read_overview(conn: Connection, now: datetime) -> Overview:
    """As it is, small numbers too. `now`: journey time."""
    [numbers] = await conn.fetch(_NUMBERS, now - _DAY)
    methods = await conn.fetch(_METHODS, now - 7 * _DAY)
    held = [_happening(row) for row in await conn.fetch(_HELD, now - _DAY) if await _is_of_mail(conn, row)]
    passed = [*map(_happening, [*await conn.fetch(_SENT), *await conn.fetch(_ENTERED)])]
    return Overview(
        **dict(numbers),
        methods={row["method"]: row["n"] for row in methods},
        not_sent_last_day=sum(one.people for one in held),
        not_sent_because=_by_reason(held),
        coarse=False,
        happened=sorted([*held, *passed], key=lambda one: one.at, reverse=True)[:_ROWS],
    )


async def _is_of_mail(conn: Connection, row: Record) -> bool:
    """Whether the step sends something; of another, being skipped only means that its moment had passed.

    Raises NotFound `version-unknown`."""
    nodes = (await load_plan(conn, row["version"])).nodes
    return any(isinstance(node, Send) for node in nodes if node.id == row["step"])


def _happening(row: Record) -> Happening:
    return msgspec.convert(dict(row), Happening)


def _by_reason(held: list[Happening]) -> dict[str, int]:
    """The most frequent first."""
    counts: dict[str, int] = {}
    for one in held:
        counts[one.code] = counts.get(one.code, 0) + one.people
    return dict(sorted(counts.items(), key=lambda entry: -entry[1]))

"""/api/overview: the last day in one look."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec
from litestar import Controller, Request, get

from designer_api.access.roles import may, may_approve
from designer_api.access.schemas import Account, Caller
from designer_api.database import Conn, TheSettings
from designer_api.journeys.coarse import parts_of, rounded, sees_few
from designer_api.patients.schemas import TimelineItem
from engine.settings import Settings
from engine.store.approvals import waiting_by_role
from engine.store.pool import Connection

_NUMBERS: Final = """
SELECT (SELECT count(*) FROM enrollment WHERE state = 'active') AS inside,
       (SELECT count(*) FROM enrollment) AS entered,
       (SELECT count(*) FROM message WHERE state = 'sent' AND sent_at > $1) AS sent_last_day,
       (SELECT count(*) FROM message WHERE state = 'sent') AS sent,
       (SELECT count(*) FROM journey) AS journeys,
       (SELECT count(*) FROM dead_letter WHERE resolved_at IS NULL) AS dead_letters,
       (SELECT count(*) FROM message WHERE state = 'uncertain') AS uncertain,
       (SELECT count(*) FROM event) AS events,
       (SELECT count(*) FROM event WHERE received_at > now() - interval '1 minute') AS events_per_minute
"""
_NOT_SENT: Final = """
SELECT split_part(outcome, ':', 2) AS reason, count(*) AS n FROM step_visit
WHERE ended_at > $1 AND (outcome LIKE 'skipped:%' OR outcome LIKE 'failed:%') GROUP BY 1 ORDER BY 2 DESC
"""
_RECENT: Final = """
SELECT coalesce(sent_at, created_at) AS at, state, method, reason, journey, step, id, patient_id FROM message
WHERE state <> 'rendered' ORDER BY coalesce(sent_at, created_at) DESC LIMIT 12
"""
_STOPPED: Final = """
SELECT slug, title, paused_reason FROM journey WHERE paused ORDER BY paused_reason = '', paused_at DESC, slug
"""


class Stopped(msgspec.Struct, frozen=True):
    """A journey that nobody enters and that sends nothing. `reason`: which brake it was; "" for a person."""

    journey: str
    title: str
    reason: str


class Overview(msgspec.Struct, frozen=True):
    """`stopped`: journeys that are paused, those that a brake stopped first. `approvals`: requests that wait
    for a word which the caller may give. `sent_last_day`, `not_sent_last_day`: in the last 24 hours.

    `coarse`: whoever looks may not see small numbers, so people and mails are rounded up to tens."""

    inside: int
    entered: int
    sent_last_day: int
    sent: int
    journeys: int
    dead_letters: int
    approvals: int
    uncertain: int
    events: int
    events_per_minute: int
    not_sent_last_day: dict[str, int]
    methods: dict[str, int]
    coarse: bool
    recent: list[TimelineItem]
    stopped: list[Stopped]


class OverviewController(Controller):
    path = "/api/overview"
    tags = ["Overview"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("viewer"), summary="Numbers of the last 24 hours, and what happened last")
    async def show(self, request: Request[Caller, Any, Any], conn: Conn, settings: TheSettings) -> Overview:
        """Fewer than eleven people are told exactly to operators alone."""
        found = await _read(conn, settings, request.user.account)
        return found if sees_few(request.user.account.role) else coarse_overview(found)


async def _read(conn: Connection, settings: Settings, account: Account) -> Overview:
    day_ago = datetime.fromtimestamp(settings.clock.at(time.time()), UTC) - timedelta(days=1)
    numbers = (await conn.fetch(_NUMBERS, day_ago))[0]
    methods = await conn.fetch(
        "SELECT method, count(*) AS n FROM message WHERE state = 'sent' GROUP BY 1 ORDER BY 2 DESC"
    )
    recent = await conn.fetch(_RECENT)
    waiting = await waiting_by_role(conn, account.id)
    return Overview(
        **dict(numbers),
        approvals=sum(n for role, n in waiting.items() if may_approve(account.role, role)),
        not_sent_last_day={row["reason"]: row["n"] for row in await conn.fetch(_NOT_SENT, day_ago)},
        methods={row["method"]: row["n"] for row in methods},
        coarse=False,
        recent=[
            TimelineItem(
                row["at"],
                "message",
                journey=row["journey"],
                step=row["step"],
                message=row["id"],
                patient=row["patient_id"],
                tone="good" if row["state"] == "sent" else "attention",
                code=row["state"],
                about=row["method"] if row["state"] == "sent" else row["reason"],
            )
            for row in recent
        ],
        stopped=[Stopped(*row) for row in await conn.fetch(_STOPPED)],
    )


def coarse_overview(found: Overview) -> Overview:
    """What needs somebody stays exact: it is work to be done, and says nothing of whom. What happened last is
    told one by one, and rows can be counted."""
    return msgspec.structs.replace(
        found,
        inside=rounded(found.inside),
        entered=rounded(found.entered),
        sent_last_day=rounded(found.sent_last_day),
        sent=rounded(found.sent),
        not_sent_last_day=parts_of(found.not_sent_last_day),
        methods=parts_of(found.methods),
        coarse=True,
        recent=[],
    )

"""/api/overview: today in one look."""

import time
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec
from litestar import Controller, get

from designer_api.access.roles import may
from designer_api.database import Conn, TheSettings
from designer_api.patients.schemas import TimelineItem
from designer_api.patients.timeline import METHODS

_NUMBERS: Final = """
SELECT (SELECT count(*) FROM enrollment WHERE state = 'active') AS inside,
       (SELECT count(*) FROM enrollment) AS entered,
       (SELECT count(*) FROM message WHERE state = 'sent' AND sent_at > $1) AS sent_today,
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
_STATES: Final = {"blocked": "Mail held back", "failed": "Mail failed", "uncertain": "Mail perhaps sent"}


class Overview(msgspec.Struct, frozen=True):
    inside: int
    entered: int
    sent_today: int
    sent: int
    journeys: int
    dead_letters: int
    uncertain: int
    events: int
    events_per_minute: int
    not_sent_today: dict[str, int]
    methods: dict[str, int]
    recent: list[TimelineItem]


class OverviewController(Controller):
    path = "/api/overview"
    tags = ["Overview"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("viewer"), summary="Numbers of today and what happened last")
    async def show(self, conn: Conn, settings: TheSettings) -> Overview:
        today = datetime.fromtimestamp(settings.clock.at(time.time()), UTC) - timedelta(days=1)
        numbers = (await conn.fetch(_NUMBERS, today))[0]
        methods = await conn.fetch(
            "SELECT method, count(*) AS n FROM message WHERE state = 'sent' GROUP BY 1 ORDER BY 2 DESC"
        )
        recent = await conn.fetch(_RECENT)
        return Overview(
            **dict(numbers),
            not_sent_today={row["reason"]: row["n"] for row in await conn.fetch(_NOT_SENT, today)},
            methods={row["method"]: row["n"] for row in methods},
            recent=[
                TimelineItem(
                    row["at"],
                    "message",
                    _STATES.get(row["state"], f"Mail sent, {METHODS.get(row['method'], row['method'])}"),
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
        )

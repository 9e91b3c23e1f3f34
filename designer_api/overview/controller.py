"""/api/overview: the last day in one look, and what needs somebody."""

from typing import Any

import msgspec
from litestar import Controller, Request, get

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.database import Conn, TheSettings
from designer_api.journeys.coarse import parts_of, rounded, sees_few
from designer_api.overview.reading import read_needs, read_overview
from designer_api.overview.schemas import Needs, Overview
from designer_api.tracking.service import journey_now


class OverviewController(Controller):
    path = "/api/overview"
    tags = ["Overview"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("viewer"), summary="Numbers of the last 24 hours, and what happened last")
    async def show(self, request: Request[Caller, Any, Any], conn: Conn, settings: TheSettings) -> Overview:
        """Fewer than eleven people are told exactly to operators alone."""
        found = await read_overview(conn, journey_now(settings))
        return found if sees_few(request.user.account.role) else coarse_overview(found)

    @get("/needs", **may("viewer"), summary="What waits for somebody")
    async def needs(self, request: Request[Caller, Any, Any], conn: Conn, settings: TheSettings) -> Needs:
        return await read_needs(conn, request.user.account, journey_now(settings))


def coarse_overview(found: Overview) -> Overview:
    """What happened last names hours and places of few people, so it is not told at all."""
    return msgspec.structs.replace(
        found,
        inside=rounded(found.inside),
        sent_last_day=rounded(found.sent_last_day),
        not_sent_last_day=rounded(found.not_sent_last_day),
        not_sent_because=parts_of(found.not_sent_because),
        methods=parts_of(found.methods),
        coarse=True,
        happened=[],
    )

"""/api/enrollments: one person's way through one journey, and taking them out or holding them."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, get, post
from litestar.params import FromPath, JSONBody

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, TheVault
from designer_api.runs.schemas import EnrollmentDetail, Leave
from designer_api.runs.service import show_enrollment, tell_cohort
from designer_api.runs.why import WhyShown, explain_enrollment


class RunsController(Controller):
    path = "/api/enrollments"
    tags = ["People in journeys"]  # noqa: RUF012  Litestar reads class attributes

    @get("/{enrollment:uuid}", **may("operator"), summary="Every step of one person in one journey")
    async def show(self, conn: Conn, vault: TheVault, enrollment: FromPath[UUID]) -> EnrollmentDetail:
        return await show_enrollment(conn, vault, enrollment)

    @get("/{enrollment:uuid}/why", **may("operator", 404), summary="What decided each step, with its facts")
    async def why(
        self, request: Request[Caller, Any, Any], conn: Conn, vault: TheVault, enrollment: FromPath[UUID]
    ) -> WhyShown:
        """Masked. Each look is recorded."""
        await note(conn, request.user, "enrollment.explained", enrollment)
        return await explain_enrollment(conn, vault, enrollment)

    @post("/{enrollment:uuid}/leave", **may("operator"), status_code=202, summary="Take this person out")
    async def leave(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        enrollment: FromPath[UUID],
        data: JSONBody[Leave],
    ) -> None:
        await tell_cohort(conn, enrollment, "leave", data.reason)
        await note(conn, request.user, "enrollment.leave", enrollment, data.reason)

    @post("/{enrollment:uuid}/pause", **may("operator"), status_code=202, summary="Hold this person")
    async def pause(self, request: Request[Caller, Any, Any], conn: Conn, enrollment: FromPath[UUID]) -> None:
        await tell_cohort(conn, enrollment, "pause")
        await note(conn, request.user, "enrollment.pause", enrollment)

    @post("/{enrollment:uuid}/resume", **may("operator"), status_code=202, summary="Let this person go on")
    async def resume(
        self, request: Request[Caller, Any, Any], conn: Conn, enrollment: FromPath[UUID]
    ) -> None:
        await tell_cohort(conn, enrollment, "resume")
        await note(conn, request.user, "enrollment.resume", enrollment)

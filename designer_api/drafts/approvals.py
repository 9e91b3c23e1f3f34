"""/api/approvals: what people are asked to approve, the mails it changes, and their word on it."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Controller, Request, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from designer_api.access.roles import may, may_approve
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, TheSettings
from designer_api.drafts.schemas import ApprovalList, Decide, JourneyAsked, Refuse
from designer_api.messages.reviewing import (
    LookAtMail,
    MailCompared,
    MailsAsked,
    compare_mail,
    list_mails,
)
from designer_api.paging import id_cursor
from designer_api.tracking.service import journey_now
from engine.errors import Forbidden
from engine.store import approvals
from engine.store.approvals import ApprovalRequest as Asked
from engine.store.pool import Connection

_PAGE: Final = 100


class ApprovalsController(Controller):
    path = "/api/approvals"
    tags = ["Approvals"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("viewer"), summary="What approval was asked for, the latest first")
    async def list(
        self,
        conn: Conn,
        journey: FromQuery[str] = "",
        standing: Annotated[str, QueryParameter(name="state")] = "",
        after: FromQuery[str | None] = None,
    ) -> ApprovalList:
        items = await approvals.list_requests(
            conn, journey=journey, state=standing, after=id_cursor(after), limit=_PAGE
        )
        return ApprovalList(items, str(items[-1].id) if len(items) == _PAGE else None)

    @get(
        "/{request_id:uuid}/journey", **may("viewer"), summary="The journey that a request is about, as text"
    )
    async def journey(self, conn: Conn, request_id: FromPath[UUID]) -> JourneyAsked:
        """As it stood when it was asked for, whatever became of the draft since."""
        return JourneyAsked(await approvals.load_source(conn, request_id))

    @get("/{request_id:uuid}/mails", **may("viewer", 422), summary="The mails that a request changes")
    async def mails(self, conn: Conn, settings: TheSettings, request_id: FromPath[UUID]) -> MailsAsked:
        """As they stood when it was asked for, whatever became of the draft since."""
        return await list_mails(conn, settings, request_id, journey_now(settings))

    @post(
        "/{request_id:uuid}/mail",
        **may("viewer", 422, reads=True, heavy=True),
        status_code=200,
        summary="One of them before and after, as a made-up person would read it",
    )
    async def mail(
        self, conn: Conn, settings: TheSettings, request_id: FromPath[UUID], data: JSONBody[LookAtMail]
    ) -> MailCompared:
        return await compare_mail(conn, settings, request_id, data, journey_now(settings))

    @post(
        "/{request_id:uuid}/approve", **may("viewer", 409), status_code=200, summary="Approve these changes"
    )
    async def approve(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        request_id: FromPath[UUID],
        data: JSONBody[Decide],
    ) -> Asked:
        """Holds for exactly these changes, whatever else changes. Nobody approves a change of their own."""
        return await _decide(conn, request.user, request_id, data.words, approve=True)

    @post("/{request_id:uuid}/refuse", **may("viewer", 409), status_code=200, summary="Refuse these changes")
    async def refuse(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        request_id: FromPath[UUID],
        data: JSONBody[Refuse],
    ) -> Asked:
        """Says why, for whoever asked."""
        return await _decide(conn, request.user, request_id, data.words, approve=False)


async def _decide(conn: Connection, caller: Caller, request: UUID, words: str, *, approve: bool) -> Asked:
    """Raises Forbidden `role-may-not-approve`; the transaction takes back what was decided."""
    now = datetime.now(UTC)
    done = await approvals.decide(conn, request, by=caller.account.id, approve=approve, words=words, now=now)
    if not may_approve(caller.account.role, done.role):
        raise Forbidden("role-may-not-approve", f"This needs the word of somebody with the role {done.role}.")
    await note(conn, caller, "approval.given" if approve else "approval.refused", done.journey, done.kind)
    return done

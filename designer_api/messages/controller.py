"""/api/messages: what was written and sent, with evidence; the body only on request, which is audited."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, TheVault
from designer_api.messages.schemas import MessageBody, MessageDetail, MessagePage
from designer_api.messages.service import list_messages, open_message_body, show_message


class MessagesController(Controller):
    path = "/api/messages"
    tags = ["Messages"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("operator"), summary="Messages, newest first")
    async def list(
        self,
        conn: Conn,
        vault: TheVault,
        journey: FromQuery[str] = "",
        standing: Annotated[str, QueryParameter(name="state")] = "",
        step: FromQuery[str] = "",
        after: FromQuery[str | None] = None,
    ) -> MessagePage:
        return await list_messages(conn, vault, journey=journey, state=standing, step=step, after=after)

    @get("/{message:uuid}", **may("operator"), summary="One message: evidence and why")
    async def show(self, conn: Conn, vault: TheVault, message: FromPath[UUID]) -> MessageDetail:
        return await show_message(conn, vault, message)

    @post(
        "/{message:uuid}/open",
        **may("operator", reads=True),
        status_code=200,
        summary="Read the body; audited",
    )
    async def open(
        self, request: Request[Caller, Any, Any], conn: Conn, vault: TheVault, message: FromPath[UUID]
    ) -> MessageBody:
        patient, body = await open_message_body(conn, vault, message)
        await note(conn, request.user, "message.opened", message, str(patient))
        return body

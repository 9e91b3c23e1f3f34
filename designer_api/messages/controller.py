"""/api/messages: what was written and sent, with evidence; the body only on request, which is audited."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, get, post

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.messages.schemas import MessageBody, MessageDetail, MessagePage
from designer_api.messages.service import list_messages, open_message_body, show_message
from engine.store.pool import Connection
from engine.store.sealing import Vault


class MessagesController(Controller):
    path = "/api/messages"
    tags = ["Messages"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("viewer"), summary="Messages, newest first")
    async def list(
        self,
        conn: Connection,
        vault: Vault,
        journey: str = "",
        state: str = "",
        step: str = "",
        after: str | None = None,
    ) -> MessagePage:
        return await list_messages(conn, vault, journey=journey, state=state, step=step, after=after)

    @get("/{message:uuid}", **may("viewer"), summary="One message: evidence and why")
    async def show(self, conn: Connection, vault: Vault, message: UUID) -> MessageDetail:
        return await show_message(conn, vault, message)

    @post("/{message:uuid}/open", **may("operator"), status_code=200, summary="Read the body; audited")
    async def open(
        self, request: Request[Caller, Any, Any], conn: Connection, vault: Vault, message: UUID
    ) -> MessageBody:
        patient, body = await open_message_body(conn, vault, message)
        await note(conn, request.user, "message.opened", message, str(patient))
        return body

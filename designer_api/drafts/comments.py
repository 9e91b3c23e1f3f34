"""/api/journeys/{slug}/comments, /api/mentions, /api/staff: what staff say to each other about steps."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from litestar import Controller, Request, delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.database import Conn
from designer_api.drafts.schemas import CommentList, MentionList, StaffList, StaffShown, WriteComment
from designer_api.drafts.workspace import require_slug
from designer_api.paging import id_cursor
from engine.store import comments
from engine.store.comments import Comment

_PAGE: Final = 200
Asked = Request[Caller, Any, Any]


class CommentsController(Controller):
    path = "/api"
    tags = ["Comments"]  # noqa: RUF012  Litestar reads class attributes

    @get("/journeys/{slug:str}/comments", **may("viewer"), summary="Every remark on a journey, oldest first")
    async def list(self, conn: Conn, slug: FromPath[str], after: FromQuery[str | None] = None) -> CommentList:
        found = await comments.list_comments(conn, require_slug(slug), after=id_cursor(after), limit=_PAGE)
        return CommentList(found, str(found[-1].id) if len(found) == _PAGE else None)

    @post("/journeys/{slug:str}/comments", **may("author", 422), status_code=201, summary="Write a remark")
    async def write(
        self, request: Asked, conn: Conn, slug: FromPath[str], data: JSONBody[WriteComment]
    ) -> Comment:
        """Whoever is mentioned finds it under /api/mentions. Never write about patients."""
        written = await comments.write_comment(
            conn,
            require_slug(slug),
            step=data.step,
            answers=data.answers,
            author=request.user.account.id,
            body=data.body,
            mentions=data.mentions,
            now=datetime.now(UTC),
        )
        return await comments.read_comment(conn, written)

    @post("/comments/{comment:uuid}/settle", **may("author"), status_code=200, summary="Settle a thread")
    async def settle(self, request: Asked, conn: Conn, comment: FromPath[UUID]) -> Comment:
        return await _settle(request, conn, comment, settled=True)

    @post("/comments/{comment:uuid}/reopen", **may("author"), status_code=200, summary="Open it again")
    async def reopen(self, request: Asked, conn: Conn, comment: FromPath[UUID]) -> Comment:
        return await _settle(request, conn, comment, settled=False)

    @delete("/comments/{comment:uuid}", **may("author"), summary="Take away a remark of your own")
    async def remove(self, request: Asked, conn: Conn, comment: FromPath[UUID]) -> None:
        await comments.remove_comment(conn, comment, by=request.user.account.id, now=datetime.now(UTC))

    @get("/mentions", **may("viewer"), summary="Remarks in which you are mentioned, the latest first")
    async def mentions(
        self,
        request: Asked,
        conn: Conn,
        unsettled: FromQuery[bool] = False,
        after: FromQuery[str | None] = None,
    ) -> MentionList:
        """`unsettled`: only those whose thread nobody settled yet."""
        account = request.user.account.id
        found = await comments.list_mentions(
            conn, account, unsettled=unsettled, after=id_cursor(after), limit=_PAGE
        )
        return MentionList(found, str(found[-1].comment) if len(found) == _PAGE else None)

    @post("/journeys/{slug:str}/comments/seen", **may("viewer"), status_code=200, summary="You read them")
    async def seen(self, request: Asked, conn: Conn, slug: FromPath[str]) -> MentionList:
        account = request.user.account.id
        await comments.see_mentions(conn, account, require_slug(slug), datetime.now(UTC))
        return MentionList(await comments.list_mentions(conn, account))

    @get("/staff", **may("viewer"), summary="Who can be mentioned or asked")
    async def staff(self, conn: Conn, after: FromQuery[str | None] = None) -> StaffList:
        rows = await conn.fetch(
            "select id, name, role from account where not disabled and ($1::uuid is null or id > $1)"
            " order by id limit $2",
            id_cursor(after),
            _PAGE,
        )
        items = [StaffShown(*row) for row in rows]
        return StaffList(items, str(items[-1].id) if len(items) == _PAGE else None)


async def _settle(request: Asked, conn: Conn, comment: UUID, *, settled: bool) -> Comment:
    by = request.user.account.id
    return await comments.settle_comment(conn, comment, by=by, settled=settled, now=datetime.now(UTC))

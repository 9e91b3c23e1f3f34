"""/api/gallery: what one may begin from, its picture, and a draft made of it."""

from typing import Any

from litestar import Controller, Request, get, post
from litestar.params import FromPath, JSONBody

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, TheSettings
from designer_api.gallery.schemas import BeginEmpty, Begun, Gallery, TemplateText, UseTemplate
from designer_api.gallery.service import begin_empty, begin_from, list_templates, text_of


class GalleryController(Controller):
    path = "/api/gallery"
    tags = ["Gallery"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("viewer"), summary="The journeys to begin from")
    async def list(self) -> Gallery:
        return Gallery(await list_templates())

    @post(**may("author", 409, 412, 422), summary="Begin with an empty canvas, under a name of yours")
    async def begin(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        settings: TheSettings,
        data: JSONBody[BeginEmpty],
    ) -> Begun:
        """A draft of the caller's alone, of a journey that has a way in and no steps yet."""
        account = request.user.account.id
        begun = await begin_empty(conn, settings.journeys_dir, account, data)
        await note(conn, request.user, "draft.begun", begun.journey)
        return begun

    @get("/{slug:str}/text", **may("viewer"), summary="One of them as its text, to be drawn")
    async def text(self, slug: FromPath[str]) -> TemplateText:
        return await text_of(slug)

    @post(
        "/{slug:str}/use", **may("author", 409, 412, 422), summary="Make a draft of it, under a name of yours"
    )
    async def use(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        settings: TheSettings,
        slug: FromPath[str],
        data: JSONBody[UseTemplate],
    ) -> Begun:
        """Nothing is published and nobody enters: it is a draft of the caller's alone."""
        account = request.user.account.id
        begun = await begin_from(conn, settings.journeys_dir, slug, account, data)
        await note(conn, request.user, "draft.begun", begun.journey, slug)
        return begun

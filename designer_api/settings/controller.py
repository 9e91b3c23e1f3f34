"""/api/settings/{document}: organization, dictionary, segments, consents, as YAML that keeps its comments."""

from typing import Any

from litestar import Controller, Request, Response, get, post, put
from litestar.params import FromPath, JSONBody

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.conditional import wanted_etag
from designer_api.database import Conn, TheSettings
from designer_api.settings.schemas import DocumentChecked, DocumentShown, DocumentText
from designer_api.settings.service import check_document, show_document, write_document


class SettingsController(Controller):
    path = "/api/settings"
    tags = ["Settings"]  # noqa: RUF012  Litestar reads class attributes

    @get("/{document:str}", **may("viewer", etag=True), summary="One document, with its problems")
    async def show(self, settings: TheSettings, document: FromPath[str]) -> Response[DocumentShown]:
        return _tagged(await show_document(settings.journeys_dir, document))

    @post(
        "/{document:str}/check",
        **may("viewer", reads=True, heavy=True),
        status_code=200,
        summary="Compile a document that is being edited; saves nothing",
    )
    async def check(
        self, settings: TheSettings, document: FromPath[str], data: JSONBody[DocumentText]
    ) -> DocumentChecked:
        return await check_document(settings.journeys_dir, document, data.source)

    @put("/{document:str}", **may("admin", 422, locked=True, etag=True), summary="Save it; needs If-Match")
    async def save(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        settings: TheSettings,
        document: FromPath[str],
        data: JSONBody[DocumentText],
    ) -> Response[DocumentShown]:
        """Into the workspace. It holds for people when journeys are next published; no journey may break."""
        etag = wanted_etag(request.headers)
        await write_document(conn, settings.journeys_dir, document, data.source, etag)
        await note(conn, request.user, "settings.saved", document)
        return _tagged(await show_document(settings.journeys_dir, document))


def _tagged(shown: DocumentShown) -> Response[DocumentShown]:
    return Response(shown, headers={"ETag": f'"{shown.etag}"'})

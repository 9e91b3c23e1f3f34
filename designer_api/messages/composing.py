"""/api/messages/samples, /preview and /form-preview: seeing a message or a form before anybody gets it."""

from typing import Any

from litestar import Controller, Request, get, post
from litestar.exceptions import PermissionDeniedException
from litestar.params import JSONBody

from designer_api.access.roles import RANK, may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, TheSettings, TheVault
from designer_api.messages.editing import Preview, Previewed, SampleList, SampleShown
from designer_api.messages.form_preview import FormPreview, FormPreviewed, preview_form
from designer_api.messages.preview import preview_message
from designer_api.messages.samples import SAMPLES
from designer_api.tracking.service import journey_now


class ComposingController(Controller):
    path = "/api/messages"
    tags = ["Messages"]  # noqa: RUF012  Litestar reads class attributes

    @get("/samples", **may("viewer"), summary="Made-up people to preview a message with")
    async def samples(self) -> SampleList:
        return SampleList([SampleShown(one.id, one.name, one.about, one.language) for one in SAMPLES])

    @post(
        "/preview",
        **may("author", 403, 404, 422, reads=True, heavy=True),
        status_code=200,
        summary="A message as one person would read it; sends nothing",
    )
    async def preview(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        vault: TheVault,
        settings: TheSettings,
        data: JSONBody[Preview],
    ) -> Previewed:
        """A real person takes an operator, and each time is written to the audit trail."""
        account = request.user.account
        if data.patient is not None and RANK[account.role] < RANK["operator"]:
            raise PermissionDeniedException("Seeing a mail with a real person needs the role operator.")
        now = journey_now(settings)
        shown = await preview_message(conn, vault, settings.journeys_dir, account.id, data, now)
        if data.patient is not None:
            await note(conn, request.user, "message.previewed", data.patient, data.journey)
        return shown

    @post(
        "/form-preview",
        **may("author", 404, 422, reads=True, heavy=True),
        status_code=200,
        summary="A form as the portal would show it; opens nothing",
    )
    async def form(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        settings: TheSettings,
        data: JSONBody[FormPreview],
    ) -> FormPreviewed:
        """With what the compiler says of it."""
        return await preview_form(conn, settings.journeys_dir, request.user.account.id, data)

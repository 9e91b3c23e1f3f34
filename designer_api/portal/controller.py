"""/portal/<token>: where a message that may not travel in clear is read."""

from typing import Annotated, Any

from litestar import Controller, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath

from designer_api.access.roles import PUBLIC
from designer_api.database import Conn, TheSettings, TheVault
from designer_api.portal.form_page import offer_form
from designer_api.portal.pages_for import draw, draw_fact, draw_notice, draw_wrong, load_sender
from designer_api.portal.service import is_burnt, open_message
from designer_api.tracking.service import Mailed, find_mail, journey_now
from engine.links import read_token
from engine.settings import Settings
from engine.store.pool import Connection

Form = Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]


class PortalController(Controller):
    path = "/portal"
    include_in_schema = False

    @get("/{token:str}", **PUBLIC)
    async def ask(self, conn: Conn, settings: TheSettings, token: FromPath[str]) -> Response[Any]:
        mail, sender = await _mail_of(conn, settings, token), await load_sender(conn)
        if mail is None:
            return draw_notice(sender, "en", "broken", "broken-more", status=404)
        if await is_burnt(conn, mail.id):
            return draw_notice(sender, mail.language, "portal-title", "portal-burnt", status=410)
        return draw_fact(sender, mail.language, f"/portal/{token}")

    @post("/{token:str}", **PUBLIC, status_code=200)
    async def show(
        self, conn: Conn, vault: TheVault, settings: TheSettings, token: FromPath[str], data: Form
    ) -> Response[Any]:
        mail, sender = await _mail_of(conn, settings, token), await load_sender(conn)
        if mail is None:
            return draw_notice(sender, "en", "broken", "broken-more", status=404)
        now = journey_now(settings)
        opened = await open_message(conn, vault, mail.id, data.get("birth_date", ""), now)
        if opened.outcome == "open":
            form = await offer_form(conn, settings, mail.id, now)
            return draw("message", sender, mail.language, body=opened.body, form=form)
        if opened.outcome == "wrong":
            return draw_wrong(sender, mail.language, f"/portal/{token}", opened.left)
        return draw_notice(sender, mail.language, "portal-title", f"portal-{opened.outcome}", status=410)


async def _mail_of(conn: Connection, settings: Settings, token: str) -> Mailed | None:
    link = read_token(settings.link_key, token)
    return await find_mail(conn, link.message) if link and link.action == "portal" else None

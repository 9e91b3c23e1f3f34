"""/l/<token>: every link in every mail. GET shows, POST acts (RFC 8058), nothing here needs a session."""

from typing import Annotated, Any

from litestar import Controller, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect

from designer_api.access.roles import PUBLIC
from designer_api.database import Conn, TheSettings
from designer_api.portal.pages_for import Sender, draw, draw_notice, load_sender
from designer_api.portal.words import words_for
from designer_api.tracking.service import Mailed, answer_visit, find_mail, follow_click, stop_mail
from engine.links import Link, make_token, read_token
from engine.settings import Settings
from engine.store.pool import Connection

Form = Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]


class TrackingController(Controller):
    path = "/l"
    include_in_schema = False

    @get("/{token:str}", **PUBLIC)
    async def look(self, conn: Conn, settings: TheSettings, token: FromPath[str]) -> Response[Any]:
        link, mail = await _find(conn, settings, token)
        sender = await load_sender(conn)
        if link is None or mail is None:
            return _broken(sender)
        if link.action == "click":
            target = await follow_click(conn, settings, mail, link.number)
            return Redirect(target, status_code=302) if target else _broken(sender)
        if link.action in ("portal", "view"):
            portal = make_token(settings.link_key, Link(mail.id, "portal"))
            return Redirect(f"/portal/{portal}", status_code=302)
        if link.action == "form":
            return Redirect(f"/portal/form/{token}", status_code=302)
        return draw(link.action, sender, mail.language, action=f"/l/{token}")

    @post("/{token:str}", **PUBLIC, status_code=200)
    async def act(self, conn: Conn, settings: TheSettings, token: FromPath[str], data: Form) -> Response[Any]:
        link, mail = await _find(conn, settings, token)
        sender = await load_sender(conn)
        if link is None or mail is None:
            return _broken(sender)
        if link.action == "opt-out":
            one_click = data.get("List-Unsubscribe") == "One-Click"
            await stop_mail(conn, settings, mail, "one-click" if one_click else "opt-out-page")
            return draw_notice(sender, mail.language, "opted-out", "opted-out-more")
        if link.action == "confirm":
            return await _answer(conn, settings, mail, sender, token, data.get("answer", ""))
        return _broken(sender)


async def _answer(
    conn: Connection, settings: Settings, mail: Mailed, sender: Sender, token: str, answer: str
) -> Response[Any]:
    """Neither answer is chosen beforehand: a scanner that only presses the button confirms nothing."""
    if answer not in ("yes", "no"):
        problem = words_for(mail.language)["confirm-missing"]
        return draw("confirm", sender, mail.language, action=f"/l/{token}", problem=problem)
    await answer_visit(conn, settings, mail, comes=answer == "yes")
    return draw_notice(sender, mail.language, "confirmed" if answer == "yes" else "declined")


async def _find(conn: Connection, settings: Settings, token: str) -> tuple[Link | None, Mailed | None]:
    link = read_token(settings.link_key, token)
    return link, await find_mail(conn, link.message) if link else None


def _broken(sender: Sender) -> Response[Any]:
    return draw_notice(sender, "en", "broken", "broken-more", status=404)

"""Draws the pages for patients: plain HTML, no script, no request to anywhere else, never cached."""

from pathlib import Path
from typing import Any, Final

import msgspec
from jinja2 import Environment, FileSystemLoader, select_autoescape
from litestar import MediaType, Response

from designer_api.portal.words import words_for
from engine.store.pool import Connection

_PAGES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "pages"), autoescape=select_autoescape(default=True)
)
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
    " frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}


class Sender(msgspec.Struct, frozen=True):
    """The organisation as patients know it."""

    name: str = ""
    phone: str = ""
    address: str = ""


async def load_sender(conn: Connection) -> Sender:
    body = await conn.fetchval("SELECT body FROM organization WHERE id = 1")
    found = body.get("organization", body) if isinstance(body, dict) else {}
    return Sender(*(str(found.get(each, "")) for each in Sender.__struct_fields__))


def draw(page: str, sender: Sender, language: str, *, status: int = 200, **values: Any) -> Response[str]:
    """`page` is a template's name and also the page's `data-page`."""
    words = words_for(language)
    text = _PAGES.get_template(f"{page}.html").render(
        page=page, organization=sender, language=language, words=words, **values
    )
    return Response(text, media_type=MediaType.HTML, status_code=status, headers=_HEADERS)


def draw_fact(
    sender: Sender,
    language: str,
    action: str,
    question: str = "portal-question",
    *,
    problem: str = "",
    status: int = 200,
) -> Response[str]:
    """The page that asks for the second fact; `question` is a key of the words."""
    asked = words_for(language)[question]
    return draw("portal", sender, language, status=status, action=action, question=asked, problem=problem)


def draw_wrong(
    sender: Sender, language: str, action: str, left: int, question: str = "portal-question"
) -> Response[str]:
    """The same once more, after a wrong date; `left` guesses remain."""
    problem = words_for(language)["portal-wrong"].format(left=left)
    return draw_fact(sender, language, action, question, problem=problem, status=403)


def draw_notice(
    sender: Sender, language: str, title: str, more: str = "", *, status: int = 200
) -> Response[str]:
    """A page that only says something; `title` and `more` are keys of the words."""
    words = words_for(language)
    return draw("notice", sender, language, status=status, title=words[title], more=words.get(more, ""))

"""Which language whoever asks reads: the first of `Accept-Language` that the compiler speaks, else English.

Kept for as long as the request lives, since what the compiler found comes up deep inside many routes.
"""

from contextvars import ContextVar
from typing import Final

from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from engine.compiler.voice import LANGUAGES

ENGLISH: Final = "en"
_LONGEST: Final = 200  # of a header that is looked at: nobody reads more languages
_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def spoken() -> str:
    """The language of this request."""
    return _spoken.get()


def language_of(header: str) -> str:
    """By weight, then in the order written; a region does not matter, and neither does what is no weight."""
    wanted = [one.partition(";") for one in header[:_LONGEST].lower().split(",")]
    ranked = sorted(wanted, key=lambda one: -_weight(one[2]))
    names = [tag.strip().partition("-")[0] for tag, _, rest in ranked if _weight(rest) > 0]
    return next((name for name in names if name in LANGUAGES), ENGLISH)


def _weight(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=")) if text.strip() else 1.0
    except ValueError:
        return 1.0


class HearLanguage(ASGIMiddleware):
    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        _spoken.set(language_of(Headers.from_scope(scope).get("accept-language", "")))
        await next_app(scope, receive, send)

"""Finds the caller of each request by the session cookie. Decides nothing: see roles.py."""

from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from designer_api.access.sessions import COOKIE, find_caller


class FindCaller(ASGIMiddleware):
    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        scope["user"] = None
        token = _cookie(scope)
        if token and scope["path"].startswith("/api/"):
            async with scope["app"].state.pool.acquire() as conn:
                scope["user"] = await find_caller(conn, token)
        await next_app(scope, receive, send)


def _cookie(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"cookie":
            for part in value.decode("latin-1").split(";"):
                key, _, text = part.strip().partition("=")
                if key == COOKIE:
                    return text
    return ""

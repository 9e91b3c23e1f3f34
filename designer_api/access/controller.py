"""POST, GET and DELETE /api/session."""

from typing import Any

from litestar import Controller, Request, Response, delete, get, post
from litestar.datastructures import Cookie
from litestar.exceptions import NotAuthorizedException
from litestar.params import JSONBody

from designer_api.access.roles import may, public
from designer_api.access.schemas import Caller, OpenLink, Session, SignIn
from designer_api.access.service import sign_in, use_link
from designer_api.access.sessions import COOKIE, LONGEST, close_session, find_caller, open_session
from designer_api.database import Conn
from designer_api.problems import problem
from engine.store.pool import Connection


class AccessController(Controller):
    path = "/api/session"
    tags = ["Access"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("viewer"), summary="Who is signed in")
    async def show(self, request: Request[Caller, Any, Any]) -> Session:
        caller = request.user
        return Session(caller.account, caller.csrf, caller.expires_at)

    @post(**public(401, 429), status_code=200, summary="Sign in with a password")
    async def enter(
        self, request: Request[Any, Any, Any], conn: Conn, data: JSONBody[SignIn]
    ) -> Response[Session]:
        account = await sign_in(conn, data.email, data.password)
        if account is None:
            return refused("This address and password do not fit together.")
        return await _welcome(request, conn, account)

    @post("/link", **public(401), status_code=200, summary="Sign in with a one-time link")
    async def open_link(
        self, request: Request[Any, Any, Any], conn: Conn, data: JSONBody[OpenLink]
    ) -> Response[Session]:
        account = await use_link(conn, data.token)
        if account is None:
            raise NotAuthorizedException(
                "This link was used already or is too old. Ask for a new one.", extra={"code": "link-used"}
            )
        return await _welcome(request, conn, account)

    @delete(**may("viewer"), summary="Sign out")
    async def leave(self, request: Request[Any, Any, Any], conn: Conn) -> Response[None]:
        await close_session(conn, request.cookies.get(COOKIE, ""))
        return Response(None, status_code=204, cookies=[_cookie(request, "", 0)])


def refused(text: str) -> Response[Any]:
    """A 401 that still commits: the wrong guess must be counted."""
    return problem(401, "wrong-password", text)


async def _welcome(request: Request[Any, Any, Any], conn: Connection, account: Any) -> Response[Session]:
    if old := request.cookies.get(COOKIE):
        await close_session(conn, old)
    token = await open_session(conn, account)
    caller = await find_caller(conn, token)
    if caller is None:
        raise NotAuthorizedException("This account is closed.", extra={"code": "account-closed"})
    body = Session(caller.account, caller.csrf, caller.expires_at)
    return Response(body, status_code=200, cookies=[_cookie(request, token, int(LONGEST.total_seconds()))])


def _cookie(request: Request[Any, Any, Any], value: str, lives: int) -> Cookie:
    secure = str(request.app.state.settings.public_url).startswith("https:")
    return Cookie(
        key=COOKIE, value=value, max_age=lives, path="/", httponly=True, samesite="strict", secure=secure
    )

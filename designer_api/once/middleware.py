"""`Idempotency-Key` on every POST of a signed-in account that acts: sent twice, done once, answered twice."""

import re
from typing import Final, cast

from litestar import Request
from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.handlers import HTTPRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.types import (
    ASGIApp,
    HTTPResponseStartEvent,
    Message,
    Receive,
    Scope,
    Send,
)

from designer_api.access.roles import require_role
from designer_api.access.schemas import Caller
from designer_api.once.kept import Answered, Claim, find_answer, keep_answer, still_answering
from engine.errors import Refused
from engine.store.pool import Pool
from engine.store.sealing import Vault

HEADER: Final = "idempotency-key"
CLAIM: Final = "once"  # where a request's claim lies, in the state of its scope
_KEY: Final = re.compile(r"^[!-~]{1,200}$")
_CONTENT: Final = frozenset({b"content-type", b"etag"})


class ActOnce(ASGIMiddleware):
    """Behind `FindCaller`. Only what was done is remembered: what was refused may be sent again."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        caller: Caller | None = scope.get("user")
        key = Headers.from_scope(scope).get(HEADER)
        opt = scope["route_handler"].opt if "route_handler" in scope else {}
        method = str(scope.get("method", ""))
        wanted = method == "POST" and not opt.get("reads") and opt.get("once") == "may"
        if key is None or caller is None or not wanted:
            await next_app(scope, receive, send)
            return
        if not _KEY.match(key):
            raise Refused("idempotency-key-wrong", "An Idempotency-Key is 1 to 200 visible ASCII characters.")
        require_role(Request(scope), scope["route_handler"])  # before anything is read or said again
        body = await read_body(receive, _most(scope))
        vault: Vault = scope["litestar_app"].state.vault
        claim = Claim(caller.account.id, key, vault.fingerprint(_request(scope, body)))
        if await _answered_before(scope, vault, claim, send):
            return
        scope["state"][CLAIM] = claim
        listener = _Listener(send)
        await next_app(scope, _again(body, receive), listener)
        if listener.answer is not None:
            pool: Pool = scope["litestar_app"].state.pool
            async with pool.acquire() as conn:
                await keep_answer(conn, vault, claim, listener.answer)
        await listener.finish()


async def _answered_before(scope: Scope, vault: Vault, claim: Claim, send: Send) -> bool:
    pool: Pool = scope["litestar_app"].state.pool
    async with pool.acquire() as conn:
        found = await find_answer(conn, vault, claim)
    if found is None:
        return False
    if not found.same:
        raise Refused("idempotency-key-reused", "Another request was made under this Idempotency-Key.")
    if found.answer is None:
        raise still_answering()
    headers = [(name.encode(), value.encode()) for name, value in found.answer.headers]
    start = {"type": "http.response.start", "status": found.answer.status}
    await send(cast(Message, start | {"headers": [*headers, (b"idempotency-replayed", b"true")]}))
    await send(cast(Message, {"type": "http.response.body", "body": found.answer.body, "more_body": False}))
    return True


class _Listener:
    """Holds the last part of a good answer back until it is kept, so that whoever has it can ask again."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: HTTPResponseStartEvent | None = None
        self._body = b""
        self._last: Message | None = None
        self.answer: Answered | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            await self._send(message)
            return
        self._last = message
        if self._start is not None and self._start["status"] < 400:
            self.answer = Answered(self._start["status"], _content(self._start), self._body)

    async def finish(self) -> None:
        if self._last is not None:
            await self._send(self._last)


def _content(start: HTTPResponseStartEvent) -> list[tuple[str, str]]:
    return [(name.decode(), value.decode()) for name, value in start["headers"] if name.lower() in _CONTENT]


def _request(scope: Scope, body: bytes) -> bytes:
    """Everything that makes it this request and no other; no part can run into the next."""
    parts = (str(scope.get("method", "")).encode(), scope["path"].encode(), scope["query_string"], body)
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def _most(scope: Scope) -> int:
    """Bytes of a body that the route takes."""
    handler = scope["route_handler"]
    return (handler.resolve_request_max_body_size() or 0) if isinstance(handler, HTTPRouteHandler) else 0


async def read_body(receive: Receive, most: int) -> bytes:
    """Raises RequestEntityTooLarge: this stands before the limit that the route itself keeps."""
    whole = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return whole
        whole += message.get("body", b"")
        if len(whole) > most:
            raise RequestEntityTooLarge
        if not message.get("more_body"):
            return whole


def _again(body: bytes, receive: Receive) -> Receive:
    """Hands the body out once more, then whatever else the connection says."""
    told = False

    async def hear() -> Message:
        nonlocal told
        if told:
            return cast(Message, await receive())
        told = True
        return cast(Message, {"type": "http.request", "body": body, "more_body": False})

    return cast(Receive, hear)

"""Routes that may work for seconds: two at a time for one account; what is more waits its turn.

It waits before anything is taken for it, above all a connection to the database: otherwise a dozen requests
of one person would hold all there are, and nobody else would even be known by their session.
"""

import asyncio
from typing import Final
from uuid import UUID
from weakref import WeakValueDictionary

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from designer_api.access.schemas import Caller

AT_ONCE: Final = 2


class TakeTurns(ASGIMiddleware):
    """Behind `FindCaller`."""

    scopes = (ScopeType.HTTP,)

    def __init__(self) -> None:
        self._turns: WeakValueDictionary[UUID, asyncio.Semaphore] = WeakValueDictionary()

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        caller: Caller | None = scope.get("user")
        opt = scope["route_handler"].opt if "route_handler" in scope else {}
        if caller is None or not opt.get("heavy"):
            await next_app(scope, receive, send)
            return
        turn = self._turns.setdefault(caller.account.id, asyncio.Semaphore(AT_ONCE))
        async with turn:
            await next_app(scope, receive, send)

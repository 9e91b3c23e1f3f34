"""How long a stream goes on: while its session is valid and its account has the role it began with.

And how many of them one account may have open in one process: a stream is work that never ends by itself.
"""

import time
from collections.abc import AsyncGenerator
from typing import Any, Final
from uuid import UUID
from weakref import WeakSet

from litestar import Request
from litestar.response import ServerSentEventMessage

from designer_api.access.schemas import Caller
from designer_api.access.sessions import COOKIE, find_role
from engine.errors import EngineError
from engine.store.pool import Pool

Messages = AsyncGenerator[ServerSentEventMessage, None]

_MOST: Final = 32  # streams of one account; a browser needs one
_ASK: Final = 10.0  # seconds; every stream is heard more often than twice of that


class TooManyStreams(EngineError):
    status = 429


class _Line:
    """One stream that is open. Who never begins to listen lets go of it, too."""

    def __init__(self, account: UUID) -> None:
        self.account = account


_open: WeakSet[_Line] = WeakSet()


def while_allowed(request: Request[Caller, Any, Any], pool: Pool, messages: Messages) -> Messages:
    """Raises TooManyStreams `too-many-streams`."""
    account = request.user.account
    if sum(line.account == account.id for line in _open) >= _MOST:
        raise TooManyStreams("too-many-streams", "Too many streams are open. Close some windows.")
    line = _Line(account.id)
    _open.add(line)
    return _pass_on(line, messages, pool, request.cookies.get(COOKIE, ""), account.role)


async def _pass_on(line: _Line, messages: Messages, pool: Pool, token: str, role: str) -> Messages:
    """A heartbeat is a message, too. Listening alone is no sign of life of the person."""
    asked = time.monotonic()
    try:
        async for message in messages:
            if time.monotonic() - asked >= _ASK:
                async with pool.acquire() as conn:
                    if await find_role(conn, token) != role:
                        return
                asked = time.monotonic()
            yield message
    finally:
        _open.discard(line)
        await messages.aclose()

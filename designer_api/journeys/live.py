"""Server-sent events with a journey's numbers: sent when they change, with a heartbeat in between."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator
from typing import Final

import msgspec
from litestar.response import ServerSentEventMessage

from designer_api.journeys.coarse import coarse_live
from designer_api.journeys.numbers import LiveNumbers
from designer_api.journeys.schemas import Live

STREAM: Final = {
    "text/event-stream": "event: counts\nid: 4f1a0c9be2d75a31\nretry: 2000\n"
    'data: {"at": "2026-03-03T15:00:00Z"}\n\n'
}
_LOOK: Final = 2.0  # seconds
_HEARTBEAT: Final = 7  # looks


async def stream_numbers(
    numbers: LiveNumbers, slug: str, seen: str = "", *, coarse: bool = False
) -> AsyncGenerator[ServerSentEventMessage, None]:
    """Whole states, so that a reconnecting viewer needs no history: the first at once, unless it is the one
    that was `seen` last (the Last-Event-ID)."""
    shown, quiet = seen, 0
    while True:
        exact = await numbers.of(slug)
        live = coarse_live(exact) if coarse else exact
        state = _state(live)
        if state != shown:
            shown, quiet = state, 0
            data = msgspec.json.encode(live).decode()
            yield ServerSentEventMessage(data=data, event="counts", id=state, retry=2000)
        elif (quiet := quiet + 1) >= _HEARTBEAT:
            quiet = 0
            yield ServerSentEventMessage(comment="still here")
        await asyncio.sleep(_LOOK)


def _state(live: Live) -> str:
    """Names everything but the time."""
    facts = msgspec.json.encode((live.totals, live.steps, live.outcomes), order="sorted")
    return hashlib.sha256(facts).hexdigest()[:16]

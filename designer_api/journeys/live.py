"""Server-sent events with a journey's numbers: sent when they change, with a heartbeat in between."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final

import msgspec
from litestar.response import ServerSentEventMessage

from designer_api.journeys.numbers import LiveNumbers
from designer_api.journeys.schemas import Live

_LOOK: Final = 2.0  # seconds
_HEARTBEAT: Final = 7  # looks


async def stream_numbers(numbers: LiveNumbers, slug: str) -> AsyncIterator[ServerSentEventMessage]:
    """The first at once. Whole states, so that a reconnecting viewer needs no history."""
    shown, quiet = b"", 0
    while True:
        live = await numbers.of(slug)
        facts = _facts(live)
        if facts != shown:
            shown, quiet = facts, 0
            yield ServerSentEventMessage(data=msgspec.json.encode(live).decode(), event="counts", retry=2000)
        elif (quiet := quiet + 1) >= _HEARTBEAT:
            quiet = 0
            yield ServerSentEventMessage(comment="still here")
        await asyncio.sleep(_LOOK)


def _facts(live: Live) -> bytes:
    """Everything but the time."""
    return msgspec.json.encode((live.totals, live.steps, live.outcomes), order="sorted")

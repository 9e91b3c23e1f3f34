"""Several streams of server-sent events as one: each event named by what it is about."""

import asyncio
import dataclasses
from collections.abc import AsyncGenerator, AsyncIterator, Mapping

from litestar.response import ServerSentEventMessage

Stream = AsyncIterator[ServerSentEventMessage]


async def merge_streams(streams: Mapping[str, Stream]) -> AsyncGenerator[ServerSentEventMessage, None]:
    """By topic. Ends with the first that breaks, and ends all of them when nobody listens any more."""
    told: asyncio.Queue[ServerSentEventMessage | BaseException] = asyncio.Queue(maxsize=len(streams))
    tasks = [asyncio.create_task(_pump(topic, stream, told)) for topic, stream in streams.items()]
    try:
        while True:
            message = await told.get()
            if isinstance(message, BaseException):
                raise message
            yield message
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _pump(
    topic: str, stream: Stream, told: asyncio.Queue[ServerSentEventMessage | BaseException]
) -> None:
    try:
        async for message in stream:
            heartbeat = message.event is None
            await told.put(message if heartbeat else dataclasses.replace(message, event=topic))
    except Exception as error:
        await told.put(error)

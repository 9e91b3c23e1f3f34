"""Server-sent events: who else has a journey open, and that something about it was changed by others.

An open stream is a visit: closing it, or not being heard of for a while, ends it.
"""

import asyncio
import hashlib
import secrets
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec
from litestar.response import ServerSentEventMessage

from designer_api.drafts.schemas import Together
from designer_api.drafts.workspace import files_on_disk, tag_of
from engine.store.comments import newest_comment
from engine.store.drafts import find_draft
from engine.store.pool import Pool
from engine.store.visitors import end_visit, list_visitors, note_visit

STREAM: Final = {"text/event-stream": 'event: together\nid: 4f1a0c9be2d75a31\ndata: {"people": []}\n\n'}
_LOOK: Final = 3.0  # seconds
_HEARTBEAT: Final = 5  # looks


async def stream_together(
    pool: Pool, root: Path, slug: str, account: UUID, seen: str = ""
) -> AsyncGenerator[ServerSentEventMessage, None]:
    """Whole states, so that coming back needs no history; the first at once unless it was `seen`."""
    window, shown, quiet = secrets.token_hex(8), seen, 0
    try:
        while True:
            body = msgspec.json.encode(await look(pool, root, slug, account, window))
            state = hashlib.sha256(body).hexdigest()[:16]
            if state != shown:
                shown, quiet = state, 0
                yield ServerSentEventMessage(data=body.decode(), event="together", id=state, retry=2000)
            elif (quiet := quiet + 1) >= _HEARTBEAT:
                quiet = 0
                yield ServerSentEventMessage(comment="still here")
            await asyncio.sleep(_LOOK)
    finally:
        await asyncio.shield(_leave(pool, slug, window))


async def look(pool: Pool, root: Path, slug: str, account: UUID, window: str) -> Together:
    """Counts as a sign of life of this window."""
    files = await asyncio.to_thread(files_on_disk, root, slug)
    now = datetime.now(UTC)
    async with pool.acquire() as conn:
        await note_visit(conn, slug, window, account, now)
        draft = await find_draft(conn, slug, account)
        return Together(
            people=await list_visitors(conn, slug, now),
            remarks=hashlib.sha256((await newest_comment(conn, slug)).encode()).hexdigest()[:16],
            workspace=tag_of(files),
            draft=draft.revision if draft else 0,
        )


async def _leave(pool: Pool, slug: str, window: str) -> None:
    async with pool.acquire() as conn:
        await end_visit(conn, slug, window)

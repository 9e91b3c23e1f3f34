"""/api/streams: everything the windows of one browser listen to, over one connection.

A browser has six connections to a server that speaks HTTP/1.1, for all its windows together.
"""

import re
from collections.abc import Callable
from typing import Any, Final

from litestar import Controller, Request, get
from litestar.params import FromQuery
from litestar.response import ServerSentEvent

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.access.staying import while_allowed
from designer_api.database import ThePool, TheSettings
from designer_api.drafts.together import stream_together
from designer_api.drafts.workspace import require_slug
from designer_api.journeys.coarse import sees_few
from designer_api.journeys.live import stream_numbers
from designer_api.journeys.numbers import TheNumbers
from designer_api.streams.merged import Stream, merge_streams
from engine.errors import Refused

STREAM: Final = {
    "text/event-stream": "event: live:visit-reminder\nid: 4f1a0c9be2d75a31\nretry: 2000\n"
    'data: {"at": "2026-03-03T15:00:00Z"}\n\n'
}
_TOPIC: Final = re.compile(r"(live|together):([a-z0-9-]{1,64})(?::([0-9a-f]{0,64}))?")
_MOST: Final = 40  # topics of one browser


class StreamsController(Controller):
    path = "/api/streams"
    tags = ["Streams"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("viewer", 404, 422, 429, gives=STREAM), summary="Several streams over one connection")
    async def listen(
        self,
        request: Request[Caller, Any, Any],
        numbers: TheNumbers,
        pool: ThePool,
        settings: TheSettings,
        of: FromQuery[str],
    ) -> ServerSentEvent:
        """`of`: topics with commas between, `live:<journey>` and `together:<journey>`, each with the id that
        was heard of it last where there was one: `live:visit-reminder:4f1a0c9be2d75a31`. Events are named by
        their topic; each says what the stream of that journey says.
        """
        account = request.user.account
        coarse, root = not sees_few(account.role), settings.journeys_dir
        kinds: dict[str, Callable[[str, str], Stream]] = {
            "live": lambda slug, seen: stream_numbers(numbers, slug, seen, coarse=coarse),
            "together": lambda slug, seen: stream_together(pool, root, slug, account.id, seen),
        }
        wanted = {f"{kind}:{slug}": kinds[kind](slug, seen) for kind, slug, seen in _topics(of)}
        return ServerSentEvent(while_allowed(request, pool, merge_streams(wanted)))


def _topics(of: str) -> list[tuple[str, str, str]]:
    """Kind, journey, what was seen. Raises Refused `topic-unknown`, NotFound `journey-not-found`."""
    found = [_TOPIC.fullmatch(topic) for topic in of.split(",", _MOST - 1)]
    read = [(one[1], require_slug(one[2]), one[3] or "") for one in found if one is not None]
    if len(read) < len(found):
        raise Refused("topic-unknown", "A topic is live:<journey> or together:<journey>, forty at most.")
    return read

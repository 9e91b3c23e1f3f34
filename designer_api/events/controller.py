"""/api/events and /api/dead-letters: what the EHR said, and what could not be understood."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Controller, Request, get, post
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn
from designer_api.events.latest import LatestEvents
from designer_api.events.schemas import DeadLetterPage, DeadLetterShown, EventPage, EventShown, Resolve
from designer_api.paging import id_cursor
from engine.errors import NotFound

_PAGE: Final = 100
_DEAD: Final = """
SELECT id, source, kind, code, reason, place, received_at, resolved_at FROM dead_letter
WHERE ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2
"""


class EventsController(Controller):
    path = "/api"
    tags = ["Events"]  # noqa: RUF012  Litestar reads class attributes

    @get("/events", **may("operator"), summary="Events, newest first")
    async def list_events(
        self,
        state: State,
        conn: Conn,
        kind: Annotated[str, QueryParameter(name="type")] = "",
        after: FromQuery[str | None] = None,
    ) -> EventPage:
        rows = await _latest(state).list(conn, kind, id_cursor(after))
        return EventPage([EventShown(*row) for row in rows], _next(rows))

    @get("/dead-letters", **may("viewer"), summary="Messages that could not be taken")
    async def list_dead(self, conn: Conn, after: FromQuery[str | None] = None) -> DeadLetterPage:
        rows = await conn.fetch(_DEAD, id_cursor(after), _PAGE)
        return DeadLetterPage([DeadLetterShown(*row) for row in rows], _next(rows))

    @post("/dead-letters/{letter:uuid}/resolve", **may("operator"), status_code=200, summary="Settle one")
    async def resolve(
        self, request: Request[Caller, Any, Any], conn: Conn, letter: FromPath[UUID], data: JSONBody[Resolve]
    ) -> DeadLetterShown:
        row = await conn.fetchrow(
            "UPDATE dead_letter SET resolved_at = coalesce(resolved_at, $2) WHERE id = $1"
            " RETURNING id, source, kind, code, reason, place, received_at, resolved_at",
            letter,
            datetime.now(UTC),
        )
        if row is None:
            raise NotFound("dead-letter-unknown", "There is no such message.")
        await note(conn, request.user, "dead-letter.resolved", letter, data.how)
        return DeadLetterShown(*row)


def _latest(state: State) -> LatestEvents:
    """One for the process, made at the first look."""
    if "latest_events" not in state:
        state.latest_events = LatestEvents(_PAGE)
    latest: LatestEvents = state.latest_events
    return latest


def _next(rows: Any) -> str | None:
    return str(rows[-1]["id"]) if len(rows) == _PAGE else None

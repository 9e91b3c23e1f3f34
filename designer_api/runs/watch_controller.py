"""/api/journeys/{slug}/watch and /api/map: numbers of a version or period, who is behind one, the map."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from litestar import Controller, Request, get
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, ThePool, TheSettings, TheVault
from designer_api.journeys.answers import SharedAnswers
from designer_api.journeys.coarse import sees_few
from designer_api.journeys.past import PastCounts
from designer_api.paging import id_cursor
from designer_api.runs.mapping import JourneyMap, coarse_map, map_journeys
from designer_api.runs.schemas import PeoplePage
from designer_api.runs.service import show_people
from designer_api.runs.watching import (
    Filter,
    Watched,
    coarse_watched,
    count_watched,
    people_behind,
    read_brake,
)
from designer_api.tracking.service import journey_now
from engine.store.pool import Pool

_PAGE = 50


class WatchController(Controller):
    path = "/api"
    tags = ["People in journeys"]  # noqa: RUF012  Litestar reads class attributes

    @get("/map", **may("viewer"), summary="All journeys together: ways in, shared people, mails a week")
    async def map(self, request: Request[Caller, Any, Any], conn: Conn, settings: TheSettings) -> JourneyMap:
        found = await map_journeys(conn, settings, journey_now(settings))
        return found if sees_few(request.user.account.role) else coarse_map(found)

    @get("/journeys/{slug:str}/watch", **may("viewer", 404), summary="Numbers of one version or period")
    async def watch(
        self,
        request: Request[Caller, Any, Any],
        state: State,
        pool: ThePool,
        settings: TheSettings,
        slug: FromPath[str],
        version: FromQuery[str] = "",
        since: FromQuery[datetime | None] = None,
    ) -> Watched:
        """`version`: its hash. `since`: only people who entered then or later; to the day for who may not see
        small numbers, since by moments one could find the one who entered last.

        Fewer than eleven people are told exactly to operators alone.
        """
        exact = sees_few(request.user.account.role)
        answers, past = _watching(state, pool)
        asked = Filter(slug, version, _aware(since) if exact else _day(_aware(since)))

        async def count() -> Watched:
            async with pool.acquire() as conn:
                return await count_watched(conn, past, asked, journey_now(settings))

        async with pool.acquire() as conn:
            brake = await read_brake(conn, slug)
        watched = msgspec.structs.replace(await answers.of(asked, count), paused=brake)
        return watched if exact else coarse_watched(watched)

    @get(
        "/journeys/{slug:str}/watch/people", **may("operator", 422), summary="Who is behind a number, masked"
    )
    async def people(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        vault: TheVault,
        slug: FromPath[str],
        step: FromQuery[str] = "",
        what: FromQuery[str] = "all",
        detail: FromQuery[str] = "",
        version: FromQuery[str] = "",
        since: FromQuery[datetime | None] = None,
        after: FromQuery[str | None] = None,
    ) -> PeoplePage:
        """`what`: waiting, entered, done, outcome, missed (not sent), engaged, left, inside, goal, all.

        Looks are recorded.
        """
        asked = Filter(slug, version, _aware(since))
        found = await people_behind(conn, asked, step, what, detail, id_cursor(after), _PAGE)
        await note(conn, request.user, "people.listed", slug, f"{step or 'journey'}: {what}")
        items = await show_people(conn, vault, found)
        return PeoplePage(items, str(found[-1]) if len(found) == _PAGE else None)


def _watching(state: State, pool: Pool) -> tuple[SharedAnswers[Filter, Watched], PastCounts]:
    """Both are one for the process, made at the first look."""
    if "watched" not in state:
        state.watched = SharedAnswers(), PastCounts(pool)
    watched: tuple[SharedAnswers[Filter, Watched], PastCounts] = state.watched
    return watched


def _aware(moment: datetime | None) -> datetime | None:
    """In UTC, also where no offset is said. What UTC cannot say is its first or its last moment."""
    if moment is None:
        return None
    try:
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC) if moment.year == 1 else datetime.max.replace(tzinfo=UTC)


def _day(moment: datetime | None) -> datetime | None:
    """Where the day of UTC began."""
    if moment is None:
        return None
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)

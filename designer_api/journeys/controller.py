"""/api/journeys: list, text, problems, publishing, live numbers, people inside, versions."""

import asyncio
from typing import Annotated, Any

from litestar import Controller, Request, Response, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import ServerSentEvent

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.access.staying import while_allowed
from designer_api.audit.service import note
from designer_api.conditional import wanted_etag
from designer_api.database import Conn, ThePool, TheSettings, TheVault
from designer_api.journeys.coarse import coarse_live, coarse_versions, for_role, sees_few
from designer_api.journeys.live import STREAM, stream_numbers
from designer_api.journeys.numbers import TheNumbers
from designer_api.journeys.own import check_own, list_own, show_own
from designer_api.journeys.problems import problems_to_solve
from designer_api.journeys.schemas import (
    Checked,
    Draft,
    JourneyDetail,
    JourneyList,
    JourneySummary,
    Live,
    Publish,
    VersionList,
    VersionSource,
)
from designer_api.journeys.service import (
    classes_of,
    list_versions,
    publish_source,
    show_journey,
    show_version,
    summarise_journey,
)
from designer_api.runs.schemas import PeoplePage
from designer_api.runs.service import list_people
from designer_api.tracking.service import journey_now
from engine.store.journeys import set_paused


class JourneysController(Controller):
    path = "/api/journeys"
    tags = ["Journeys"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("viewer", heavy=True), summary="All journeys")
    async def list(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        settings: TheSettings,
        numbers: TheNumbers,
        after: FromQuery[str | None] = None,
    ) -> JourneyList:
        """Those of the workspace, and those that are only a draft of the caller's."""
        found = await list_own(conn, settings, numbers, request.user.account.id, after)
        role = request.user.account.role
        return JourneyList([for_role(role, each) for each in found.items], found.next)

    @get(
        "/{slug:str}",
        **may("viewer", etag=True, heavy=True),
        summary="One journey with its text and problems",
    )
    async def show(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        settings: TheSettings,
        numbers: TheNumbers,
        slug: FromPath[str],
    ) -> Response[JourneyDetail]:
        found = await show_own(conn, settings, numbers, slug, request.user.account.id)
        return tagged(for_role(request.user.account.role, found))

    @post(
        "/{slug:str}/check",
        **may("viewer", reads=True, heavy=True),
        status_code=200,
        summary="Compile a draft; saves nothing",
    )
    async def check(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        settings: TheSettings,
        slug: FromPath[str],
        data: JSONBody[Draft],
    ) -> Checked:
        """With the messages, forms and scenarios of the caller's draft, where there is one.

        All that bars publishing is told, also what is wrong in the organisation's documents.
        """
        account = request.user.account.id
        workspace, compiled = await check_own(conn, settings.journeys_dir, slug, account, data.source)
        problems = await asyncio.to_thread(problems_to_solve, workspace)
        return Checked(problems, compiled.version or None, classes_of(compiled))

    @put("/{slug:str}", **may("author", 409, locked=True), summary="Publish text; needs If-Match")
    async def publish(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        settings: TheSettings,
        numbers: TheNumbers,
        slug: FromPath[str],
        data: JSONBody[Publish],
    ) -> Response[JourneyDetail]:
        etag = wanted_etag(request.headers)
        by = request.user.account.name
        await publish_source(conn, settings, slug, data.source, etag=etag, by=by, note=data.note)
        await note(conn, request.user, "journey.published", slug, data.note)
        return tagged(await show_journey(conn, settings, numbers, slug))

    @post("/{slug:str}/pause", **may("operator"), status_code=200, summary="Hold back every send")
    async def pause(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        settings: TheSettings,
        numbers: TheNumbers,
        slug: FromPath[str],
    ) -> JourneySummary:
        await set_paused(conn, slug, paused=True, at=journey_now(settings))
        await note(conn, request.user, "journey.paused", slug)
        return await summarise_journey(conn, settings, numbers, slug)

    @post("/{slug:str}/resume", **may("operator"), status_code=200, summary="Let sends go on")
    async def resume(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        settings: TheSettings,
        numbers: TheNumbers,
        slug: FromPath[str],
    ) -> JourneySummary:
        await set_paused(conn, slug, paused=False, at=journey_now(settings))
        await note(conn, request.user, "journey.resumed", slug)
        return await summarise_journey(conn, settings, numbers, slug)

    @get("/{slug:str}/counts", **may("viewer"), summary="Live numbers, once")
    async def counts(
        self, request: Request[Caller, Any, Any], numbers: TheNumbers, slug: FromPath[str]
    ) -> Live:
        """Fewer than eleven people are told exactly to operators alone."""
        live = await numbers.of(slug)
        return live if sees_few(request.user.account.role) else coarse_live(live)

    @get(
        "/{slug:str}/live",
        **may("viewer", 429, gives=STREAM),
        summary="Live numbers, as server-sent events",
    )
    async def live(
        self,
        request: Request[Caller, Any, Any],
        numbers: TheNumbers,
        pool: ThePool,
        slug: FromPath[str],
        seen: FromQuery[str] = "",
    ) -> ServerSentEvent:
        """Goes on behind `Last-Event-ID`, or `seen`: nothing is said until the numbers are others."""
        last = request.headers.get("last-event-id", seen)
        coarse = not sees_few(request.user.account.role)
        told = stream_numbers(numbers, slug, last, coarse=coarse)
        return ServerSentEvent(while_allowed(request, pool, told))

    @get("/{slug:str}/people", **may("operator"), summary="People in this journey, masked")
    async def people(
        self,
        conn: Conn,
        vault: TheVault,
        slug: FromPath[str],
        step: FromQuery[str] = "",
        standing: Annotated[str, QueryParameter(name="state")] = "",
        after: FromQuery[str | None] = None,
    ) -> PeoplePage:
        """For operators: whoever sees every row of a list can count it."""
        return await list_people(conn, vault, slug, step=step, state=standing, after=after)

    @get("/{slug:str}/versions", **may("viewer"), summary="Every published version")
    async def versions(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        slug: FromPath[str],
        after: FromQuery[str | None] = None,
    ) -> VersionList:
        found = await list_versions(conn, slug, after)
        return found if sees_few(request.user.account.role) else coarse_versions(found)

    @get("/{slug:str}/versions/{number:int}", **may("viewer"), summary="The text of one version")
    async def version(self, conn: Conn, slug: FromPath[str], number: FromPath[int]) -> VersionSource:
        return await show_version(conn, slug, number)


def tagged(journey: JourneyDetail) -> Response[JourneyDetail]:
    return Response(journey, headers={"ETag": f'"{journey.etag}"'})

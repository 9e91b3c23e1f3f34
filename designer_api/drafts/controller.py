"""/api/drafts, /api/journeys/{slug}/draft…: saving, merging, restoring, planning, publishing a draft."""

from datetime import UTC, datetime
from typing import Any, Final

from litestar import Controller, Request, Response, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import ServerSentEvent

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.access.staying import while_allowed
from designer_api.audit.service import note
from designer_api.conditional import wanted_etag
from designer_api.database import Conn, ThePlans, ThePool, TheSettings
from designer_api.drafts.comparing import compare_states
from designer_api.drafts.publishing import ask_approvals, plan_draft, publish_draft
from designer_api.drafts.schemas import (
    ApprovalList,
    AskApproval,
    Choices,
    Compared,
    DraftList,
    DraftPlan,
    DraftShown,
    MergeShown,
    PublishDraft,
    PublishedDraft,
    RestoreVersion,
    SaveDraft,
)
from designer_api.drafts.service import change_draft, merge_draft, open_draft, restore_version
from designer_api.drafts.together import STREAM, stream_together
from designer_api.drafts.workspace import require_slug
from designer_api.paging import moment_cursor
from engine.errors import NotFound, Refused
from engine.store.approvals import withdraw
from engine.store.drafts import discard_draft, list_drafts
from engine.store.release_plan import Mode

_PAGE: Final = 100
Asked = Request[Caller, Any, Any]


class DraftsController(Controller):
    path = "/api"
    tags = ["Drafts"]  # noqa: RUF012  Litestar reads class attributes

    @get("/drafts", **may("viewer"), summary="Everybody's drafts, the latest first")
    async def list(self, conn: Conn, after: FromQuery[str | None] = None) -> DraftList:
        items = await list_drafts(conn, after=moment_cursor(after), limit=_PAGE)
        last = items[-1] if len(items) == _PAGE else None
        return DraftList(
            items, f"{last.updated_at.isoformat()}~{last.journey}~{last.account}" if last else None
        )

    @get("/journeys/{slug:str}/draft", **may("author", etag=True), summary="Your draft of a journey")
    async def show(
        self, request: Asked, conn: Conn, settings: TheSettings, slug: FromPath[str]
    ) -> Response[DraftShown]:
        """Where nothing is saved, the files of the workspace, as revision 0."""
        return _tagged(await open_draft(conn, settings.journeys_dir, slug, _who(request)))

    @put("/journeys/{slug:str}/draft", **may("author", 412, 422, locked=True, etag=True), summary="Save it")
    async def save(
        self,
        request: Asked,
        conn: Conn,
        settings: TheSettings,
        slug: FromPath[str],
        data: JSONBody[SaveDraft],
    ) -> Response[DraftShown]:
        """Takes anything, with problems too. `If-Match` is the revision that was seen, "0" for the first."""
        revision = _revision(request)
        root = settings.journeys_dir
        return _tagged(await change_draft(conn, root, slug, _who(request), data.files, revision))

    @delete("/journeys/{slug:str}/draft", **may("author"), summary="Throw your draft away")
    async def discard(self, request: Asked, conn: Conn, slug: FromPath[str]) -> None:
        """What was asked for and nobody decided yet is withdrawn with it."""
        if not await discard_draft(conn, require_slug(slug), _who(request)):
            raise NotFound("draft-unknown", "There is no draft of this journey.")
        await withdraw(conn, slug, by=_who(request), now=datetime.now(UTC))
        await note(conn, request.user, "draft.discarded", slug)

    @post(
        "/journeys/{slug:str}/draft/merge",
        **may("author", 412, locked=True, heavy=True),
        status_code=200,
        summary="Take in what others changed in the workspace, step by step",
    )
    async def merge(
        self, request: Asked, conn: Conn, settings: TheSettings, slug: FromPath[str], data: JSONBody[Choices]
    ) -> MergeShown:
        revision, root = _revision(request), settings.journeys_dir
        return await merge_draft(conn, root, slug, _who(request), data.choices, revision)

    @post(
        "/journeys/{slug:str}/draft/restore",
        **may("author", 412, 422, locked=True),
        status_code=200,
        summary="Make a published version your draft",
    )
    async def restore(
        self,
        request: Asked,
        conn: Conn,
        settings: TheSettings,
        slug: FromPath[str],
        data: JSONBody[RestoreVersion],
    ) -> DraftShown:
        revision, root = _revision(request), settings.journeys_dir
        return await restore_version(conn, root, slug, _who(request), data.number, revision)

    @get(
        "/journeys/{slug:str}/draft/plan",
        **may("author", 422, heavy=True),
        summary="What publishing your draft would change, for whom, and who has to approve it",
    )
    async def plan(
        self,
        request: Asked,
        pool: ThePool,
        settings: TheSettings,
        slug: FromPath[str],
        inside: FromQuery[Mode] = "stay",
    ) -> DraftPlan:
        return await plan_draft(pool, settings, slug, request.user.account, inside)

    @post(
        "/journeys/{slug:str}/draft/publish",
        **may("author", 409, 422),
        status_code=200,
        summary="Do exactly what the plan said",
    )
    async def publish(
        self,
        request: Asked,
        conn: Conn,
        plans: ThePlans,
        settings: TheSettings,
        slug: FromPath[str],
        data: JSONBody[PublishDraft],
    ) -> PublishedDraft:
        """Puts the version in force, writes the files, and a commit where the workspace is a repository."""
        done = await publish_draft(plans, conn, settings, slug, request.user.account, data)
        await note(conn, request.user, "journey.published", slug, data.note)
        return done

    @post(
        "/journeys/{slug:str}/draft/approvals",
        **may("author", 422),
        status_code=200,
        summary="Ask for the approvals that publishing your draft needs",
    )
    async def ask(
        self,
        request: Asked,
        conn: Conn,
        plans: ThePlans,
        settings: TheSettings,
        slug: FromPath[str],
        data: JSONBody[AskApproval],
    ) -> ApprovalList:
        asked = await ask_approvals(plans, conn, settings, slug, request.user.account, data.note)
        await note(conn, request.user, "approval.asked", slug)
        return ApprovalList(asked)

    @get(
        "/journeys/{slug:str}/compare",
        **may("viewer", heavy=True),
        summary="Two states of a journey side by side",
    )
    async def compare(
        self,
        request: Asked,
        conn: Conn,
        settings: TheSettings,
        slug: FromPath[str],
        before: FromQuery[str] = "workspace",
        after: FromQuery[str] = "draft",
    ) -> Compared:
        """Each is the number of a version, `workspace` or `draft`."""
        return await compare_states(conn, settings, require_slug(slug), _who(request), before, after)

    @get(
        "/journeys/{slug:str}/together",
        **may("viewer", 429, gives=STREAM),
        summary="Who else has this journey open, and what they change, as server-sent events",
    )
    async def together(
        self, request: Asked, pool: ThePool, settings: TheSettings, slug: FromPath[str]
    ) -> ServerSentEvent:
        seen = request.headers.get("last-event-id", "")
        root = settings.journeys_dir
        told = stream_together(pool, root, require_slug(slug), _who(request), seen)
        return ServerSentEvent(while_allowed(request, pool, told))


def _who(request: Asked) -> Any:
    return request.user.account.id


def _revision(request: Asked) -> int:
    tag = wanted_etag(request.headers)
    if not (tag.isascii() and tag.isdecimal() and len(tag) < 9):
        raise Refused("revision-unknown", "If-Match must be the revision of the draft that was seen.")
    return int(tag)


def _tagged(draft: DraftShown) -> Response[DraftShown]:
    return Response(draft, headers={"ETag": f'"{draft.revision}"'})

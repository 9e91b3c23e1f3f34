"""/api/releases: what publishing the whole directory would change, doing exactly that, and what was done."""

import asyncio
from typing import Annotated, Any, Final

import msgspec
from litestar import Controller, Request, get, post
from litestar.params import FromQuery, JSONBody

from designer_api.access.roles import may, may_approve
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, ThePlans, ThePool, TheSettings
from designer_api.journeys.coarse import few_of, may_tell, parts_of, rounded, sees_few
from designer_api.journeys.problems import problems_to_solve
from designer_api.journeys.service import PublishingRefused
from designer_api.journeys.workspace import read_workspace
from designer_api.paging import number_cursor
from designer_api.tracking.service import journey_now
from engine.compiler import Workspace
from engine.compiler.compare import Difference
from engine.compiler.compare.schema import SchemaEffect
from engine.errors import Conflict
from engine.settings import Settings
from engine.store.applying import apply_plan
from engine.store.move_preview import MovePreview, StepMove
from engine.store.pool import Pool
from engine.store.release_plan import Approval, Drift, Mode, Origin, ReleasePlan, make_plan
from engine.store.releases import Past, list_releases

_PAGE: Final = 50
_HASH: Final = msgspec.Meta(min_length=64, max_length=64, pattern="^[0-9a-f]+$")


class PlanShown(msgspec.Struct, frozen=True):
    """`base` and `target` name what was seen; whoever applies says both. `refusals` stand in the way.

    `coarse`: whoever looks may not see small numbers, so people are rounded up to tens.
    """

    base: str
    target: str
    inside: str
    empty: bool
    difference: Difference
    closing: tuple[str, ...]
    standing: dict[str, dict[str, int]]
    people: dict[str, int]
    approvals: tuple[Approval, ...]
    fields: tuple[SchemaEffect, ...]
    drift: tuple[Drift, ...]
    moves: tuple[MovePreview, ...]
    refusals: tuple[str, ...]
    coarse: bool = False


class ApplyRelease(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The plan that was seen, by its fingerprints."""

    base: Annotated[str, _HASH]
    target: Annotated[str, _HASH]
    inside: Mode = "stay"
    note: Annotated[str, msgspec.Meta(max_length=500)] = ""


class Applied(msgspec.Struct, frozen=True):
    published: list[str]


class ReleaseList(msgspec.Struct, frozen=True):
    items: list[Past]
    next: str | None = None


class ReleasesController(Controller):
    path = "/api/releases"
    tags = ["Releases"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("viewer"), summary="What was applied, the latest first")
    async def list(self, conn: Conn, after: FromQuery[str | None] = None) -> ReleaseList:
        items = await list_releases(conn, _PAGE, number_cursor(after))
        return ReleaseList(items, str(items[-1].id) if len(items) == _PAGE else None)

    @get(
        "/plan", **may("author", 409, 422), summary="What publishing the directory would change, and for whom"
    )
    async def plan(
        self,
        request: Request[Caller, Any, Any],
        pool: ThePool,
        settings: TheSettings,
        inside: FromQuery[Mode] = "stay",
    ) -> PlanShown:
        """Fewer than eleven people are told exactly to operators alone."""
        return plan_shown(await _plan(pool, settings, inside), request.user.account.role)

    @post(**may("operator"), status_code=200, summary="Do exactly what the plan said")
    async def apply(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        plans: ThePlans,
        settings: TheSettings,
        data: JSONBody[ApplyRelease],
    ) -> Applied:
        plan = await _plan(plans, settings, data.inside)
        if (plan.base, plan.target) != (data.base, data.target):
            raise Conflict("world-moved", "Something has changed since this plan was made. Look at it again.")
        account = request.user.account
        able = {one.kind: account.email for one in plan.approvals if may_approve(account.role, one.role)}
        done = await apply_plan(
            conn, plan, by=account.name, now=journey_now(settings), note=data.note, approvals=able
        )
        published = [one.slug for one in done if one.new]
        await note(conn, request.user, "release.apply", plan.target[:12], f"inside: {data.inside}")
        return Applied(published)


async def _plan(pool: Pool, settings: Settings, mode: Mode) -> ReleasePlan:
    workspace = await asyncio.to_thread(read_workspace, settings.journeys_dir)
    _refuse_errors(workspace)
    async with pool.acquire() as connection:  # a transaction of its own: it reads one state of everything
        return await make_plan(
            connection,
            workspace,
            installation=settings.public_url,
            origin=Origin(settings.journeys_dir.name),
            mode=mode,
            now=journey_now(settings),
        )


def _refuse_errors(workspace: Workspace) -> None:
    """With every problem of every journey and document, as the designer shows them."""
    if workspace.has_errors:
        raise PublishingRefused(problems_to_solve(workspace))


def plan_shown(plan: ReleasePlan, role: str) -> PlanShown:
    """Without the files; numbers as this role may see them."""
    shown = PlanShown(
        base=plan.base,
        target=plan.target,
        inside=plan.mode,
        empty=plan.empty,
        difference=plan.difference,
        closing=plan.closing,
        standing=plan.inside,
        people=plan.people,
        approvals=plan.approvals,
        fields=plan.schema,
        drift=plan.drift,
        moves=plan.moves,
        refusals=plan.refusals,
    )
    return shown if sees_few(role) else _coarse(shown)


def _coarse(plan: PlanShown) -> PlanShown:
    """Without examples, each of which is one person."""
    moves = tuple(_coarse_move(move) for move in plan.moves)
    return msgspec.structs.replace(
        plan,
        standing={slug: parts_of(each) for slug, each in plan.standing.items()},
        people=few_of(plan.people),
        moves=moves,
        refusals=tuple(line for move in moves for line in move.refusals),
        coarse=True,
    )


def _coarse_move(move: MovePreview) -> MovePreview:
    """Where the steps would give each other away, they are told as if nobody stood there."""
    told = may_tell(step.people for step in move.steps)
    steps = [
        msgspec.structs.replace(
            step, people=rounded(step.people) if told else 0, at_once=rounded(step.at_once) if told else 0
        )
        for step in move.steps
    ]
    lost = [_lost(move.journey, step) for step in steps if not step.to]
    return msgspec.structs.replace(move, steps=tuple(steps), examples=(), refusals=tuple(lost))


def _lost(slug: str, step: StepMove) -> str:
    return f"{slug}: people stand at {step.step} of version {step.number}, which is gone; say where they go."

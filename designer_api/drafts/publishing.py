"""What publishing a draft would do, asking for the approvals it needs, and doing exactly what was seen."""

import asyncio
from datetime import UTC, datetime

import msgspec

from designer_api.access.schemas import Account
from designer_api.drafts.repository import Author, Commit, keep_commit, prepare_commit
from designer_api.drafts.schemas import ApprovalNeeded, ApprovalState, DraftPlan, PublishDraft, PublishedDraft
from designer_api.drafts.service import differing, require_draft
from designer_api.drafts.workspace import compile_draft, placing
from designer_api.journeys.problems import problems_to_solve
from designer_api.journeys.releases import plan_shown
from designer_api.journeys.service import PublishingRefused
from designer_api.tracking.service import journey_now
from engine.compiler import Template, Workspace
from engine.compiler.compare import Side, side_of
from engine.compiler.compare.substance import substance_of
from engine.compiler.files import JOURNEY_FILE
from engine.errors import Conflict, Refused
from engine.journey.plan import Plan
from engine.settings import Settings
from engine.store import approvals
from engine.store.applying import apply_plan
from engine.store.approvals import ApprovalRequest, Wanted
from engine.store.approved_mails import changed_mails
from engine.store.drafts import StoredDraft, Texts, discard_draft, hold_draft
from engine.store.pool import Connection, Pool
from engine.store.release_plan import Mode, Origin, ReleasePlan, make_plan
from engine.store.writing import hold_workspace


class Ready(msgspec.Struct, frozen=True):
    """A draft compiled and planned. `wanted`: the approvals it needs; `written`: its plan and templates."""

    draft: StoredDraft
    disk: Texts
    plan: ReleasePlan
    wanted: list[Wanted]
    version: str
    written: tuple[Plan, tuple[Template, ...]]


async def plan_draft(pool: Pool, settings: Settings, slug: str, account: Account, mode: Mode) -> DraftPlan:
    """Raises PublishingRefused with every problem where the draft does not compile."""
    ready = await _ready(pool, settings, slug, account, mode)
    async with pool.acquire() as conn:
        known = await approvals.list_requests(conn, journey=slug)
        number = await _number(conn, slug, ready.version)
    return DraftPlan(
        plan=plan_shown(ready.plan, account.role),
        number=number,
        approvals=[_needed(ready, one, known) for one in ready.wanted],
        behind=differing(ready.draft.base, ready.disk),
        commits=bool(await asyncio.to_thread(_is_repository, settings)),
    )


async def ask_approvals(
    pool: Pool, conn: Connection, settings: Settings, slug: str, account: Account, note: str
) -> list[ApprovalRequest]:
    """Of everybody whose role may give them. Raises Refused `approval-not-needed`."""
    ready = await _ready(pool, settings, slug, account, "stay")
    if not ready.wanted:
        raise Refused("approval-not-needed", "Nothing in this draft needs an approval.")
    difference = ready.plan.difference
    mails = await changed_mails(conn, difference, slug, *ready.written)
    now = datetime.now(UTC)
    source = ready.draft.files[JOURNEY_FILE]
    return await approvals.ask(
        conn, slug, difference, ready.wanted, mails, source=source, by=account.id, note=note, now=now
    )


async def publish_draft(
    pool: Pool, conn: Connection, settings: Settings, slug: str, account: Account, asked: PublishDraft
) -> PublishedDraft:
    """In the caller's transaction. Raises Conflict `world-moved`, Refused `approval-missing` and others."""
    await hold_workspace(conn)
    await hold_draft(conn, slug, account.id)  # what another window saves now is not thrown away with it
    ready = await _ready(pool, settings, slug, account, asked.inside)
    if (ready.plan.base, ready.plan.target) != (asked.base, asked.target):
        raise Conflict("world-moved", "Something has changed since this plan was made. Look at it again.")
    if differing(ready.draft.base, ready.disk):
        raise Conflict("workspace-moved", "Somebody else changed this journey. Take that in first.")
    given = await approvals.approved(conn, slug, ready.wanted, author=account.id)
    commit = await asyncio.to_thread(_prepare, settings, slug, ready, account, asked.note)
    plan = _from(ready.plan, commit, account)
    now = journey_now(settings)
    done = await apply_plan(conn, plan, by=account.name, now=now, note=asked.note, approvals=given)
    await discard_draft(conn, slug, account.id)
    await asyncio.to_thread(_keep, settings, slug, ready, commit)
    return PublishedDraft(done[0].number, done[0].version, commit.hash if commit else "")


async def _ready(pool: Pool, settings: Settings, slug: str, account: Account, mode: Mode) -> Ready:
    root = settings.journeys_dir
    async with pool.acquire() as conn:
        draft, disk = await require_draft(conn, root, slug, account.id)
    workspace, journey = await asyncio.to_thread(compile_draft, root, slug, draft.files)
    if workspace.has_errors or journey.plan is None:
        raise PublishingRefused(await asyncio.to_thread(problems_to_solve, workspace))
    async with pool.acquire() as conn:  # a transaction of its own: it reads one state of everything
        plan = await make_plan(
            conn,
            workspace,
            installation=settings.public_url,
            origin=Origin(root.name),
            mode=mode,
            now=journey_now(settings),
            only=slug,
        )
    wanted = await asyncio.to_thread(_wanted, plan, workspace)
    return Ready(draft, disk, plan, wanted, journey.version, (journey.plan, journey.templates))


def _wanted(plan: ReleasePlan, workspace: Workspace) -> list[Wanted]:
    after: Side = side_of(workspace)
    return [
        Wanted(one.kind, one.role, substance_of(plan.difference, one.kind, after)) for one in plan.approvals
    ]


def _needed(ready: Ready, wanted: Wanted, known: list[ApprovalRequest]) -> ApprovalNeeded:
    """The latest word about exactly these changes counts; an approval stays one."""
    about = next(one.about for one in ready.plan.approvals if one.kind == wanted.kind)
    same = [one for one in known if (one.kind, one.content) == (wanted.kind, wanted.content)]
    same = [one for one in same if one.state != "withdrawn" and one.decided_by != ready.draft.account]
    found = next((one for one in same if one.state == "approved"), same[0] if same else None)
    states: dict[str, ApprovalState] = {"asked": "asked", "approved": "approved", "refused": "refused"}
    state = states.get(found.state, "missing") if found else "missing"
    return ApprovalNeeded(wanted.kind, wanted.role, about, state, found)


async def _number(conn: Connection, slug: str, version: str) -> int:
    """That of this very version, or the next."""
    found: int = await conn.fetchval(
        "select coalesce((select number from journey_version where version = $2),"
        " 1 + coalesce((select max(number) from journey_version where slug = $1), 0))",
        slug,
        version,
    )
    return found


def _from(plan: ReleasePlan, commit: Commit | None, account: Account) -> ReleasePlan:
    if commit is None:
        return plan
    origin = Origin(plan.origin.path, commit.hash, account.name, commit.uncommitted)
    return msgspec.structs.replace(plan, origin=origin)


def _prepare(settings: Settings, slug: str, ready: Ready, account: Account, note: str) -> Commit | None:
    before = {f"{slug}/{name}": text for name, text in ready.disk.items()}
    after = {f"{slug}/{name}": text for name, text in ready.draft.files.items()}
    message = (
        f"{note.strip() or f'Publish {slug}'}\n\nPublished from the designer: {slug} {ready.version[:12]}\n"
    )
    return prepare_commit(settings.journeys_dir, before, after, Author(account.name, account.email), message)


def _keep(settings: Settings, slug: str, ready: Ready, commit: Commit | None) -> None:
    """Files and branch together, or neither."""
    with placing(settings.journeys_dir, slug, ready.disk, ready.draft.files) as place:
        if commit is None:
            place()
        else:
            keep_commit(commit, place)


def _is_repository(settings: Settings) -> bool:
    root = settings.journeys_dir.resolve()
    return any((folder / ".git").exists() for folder in (root, *root.parents))

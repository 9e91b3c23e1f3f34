"""Reads journeys from the workspace and the store, and publishes edited text through the one compiler."""

import asyncio
from typing import Any, Final

import msgspec

from designer_api.journeys.numbers import LiveNumbers
from designer_api.journeys.problems import problems_of
from designer_api.journeys.schemas import (
    JourneyDetail,
    JourneySummary,
    Problem,
    ProblemCount,
    StepOutline,
    Totals,
    VersionList,
    VersionShown,
    VersionSource,
)
from designer_api.journeys.workspace import check_source, etag_of, read_workspace, write_source
from designer_api.paging import number_cursor
from designer_api.tracking.service import journey_now
from engine.compiler.compare import Difference, compare_journeys, journey_side
from engine.compiler.compare.approvals import kinds_of
from engine.compiler.compile import Compiled
from engine.compiler.evidence import Exchange, SendEvidence
from engine.errors import EngineError, NotFound, Refused
from engine.journey.dictionary import most_closed
from engine.journey.plan import Plan, decode
from engine.settings import Settings
from engine.store.in_force import load_in_force
from engine.store.pool import Connection
from engine.store.publishing import publish_journey
from engine.store.writing import hold_workspace

_PAGE: Final = 200
_HEADS: Final = """
SELECT j.slug, j.version, j.paused, j.paused_reason, j.updated_at, v.number, v.source, v.plan
FROM journey j JOIN journey_version v ON v.version = j.version
"""
_VERSIONS: Final = """
SELECT v.number, v.version, v.published_at, v.published_by, v.note,
       (SELECT count(*) FROM enrollment e WHERE e.version = v.version AND e.state = 'active') AS inside
FROM journey_version v WHERE v.slug = $1 AND ($2::integer IS NULL OR v.number < $2)
ORDER BY v.number DESC LIMIT $3
"""


class PublishingRefused(EngineError):
    """Something does not compile; `problems` say what and where."""

    status = 422

    def __init__(self, problems: list[Problem]) -> None:
        errors = sum(each.severity == "error" for each in problems)
        words = f"{errors} problem{'s' * (errors != 1)} to solve first" if errors else "this does not compile"
        super().__init__("does-not-compile", f"Not published: {words}.")
        self.problems = problems


class TextMoved(EngineError):
    status = 412


async def journeys_on_disk(
    conn: Connection, settings: Settings, numbers: LiveNumbers
) -> list[JourneySummary]:
    """Every journey of the workspace, in no order."""
    workspace = await asyncio.to_thread(read_workspace, settings.journeys_dir)
    heads = {row["slug"]: row for row in await conn.fetch(_HEADS)}
    totals = await numbers.totals(conn)
    return [
        summary_of(each, heads.get(each.slug), totals.get(each.slug, Totals())) for each in workspace.journeys
    ]


async def summarise_journey(
    conn: Connection, settings: Settings, numbers: LiveNumbers, slug: str
) -> JourneySummary:
    detail = await show_journey(conn, settings, numbers, slug)
    return JourneySummary(*(getattr(detail, name) for name in JourneySummary.__struct_fields__))


async def show_journey(
    conn: Connection, settings: Settings, numbers: LiveNumbers, slug: str
) -> JourneyDetail:
    workspace = await asyncio.to_thread(read_workspace, settings.journeys_dir)
    compiled = workspace.journey(slug)
    rows = await conn.fetch(_HEADS + " WHERE j.slug = $1", slug)
    head = rows[0] if rows else None
    totals = (await numbers.totals(conn)).get(slug, Totals())
    published = head["source"] if head else ""
    moved = bool(head and compiled.version and head["version"] != compiled.version)
    return JourneyDetail(
        **msgspec.structs.asdict(summary_of(compiled, head, totals)),
        source=compiled.text,
        published_source=published,
        etag=etag_of(compiled.text),
        dirty=published != compiled.text or moved,
        path=compiled.path,
        exits=list(compiled.plan.exits) if compiled.plan else [],
        diagnostics=await asyncio.to_thread(problems_of, compiled),
    )


async def check_draft(settings: Settings, slug: str, source: str) -> Compiled:
    return await asyncio.to_thread(check_source, settings.journeys_dir, slug, source)


def classes_of(compiled: Compiled) -> dict[str, str]:
    """Step id → the most closed class of what its mail, call, task or form tells."""
    rows: list[SendEvidence | Exchange] = [*compiled.evidence, *compiled.exchanges]
    return {
        row.step: most_closed(
            [row.data_class, *(row.classes[name] for name in row.fields if name in row.classes)]
        )
        for row in rows
    }


async def publish_source(
    conn: Connection, settings: Settings, slug: str, source: str, *, etag: str, by: str, note: str
) -> None:
    """Refuses text that does not compile, and text made from an older one than what is on disk now."""
    await hold_workspace(conn)
    workspace = await asyncio.to_thread(read_workspace, settings.journeys_dir)
    if etag_of(workspace.journey(slug).text) != etag:
        raise TextMoved(
            "text-moved", "Somebody else saved this journey meanwhile. Load it again and repeat your change."
        )
    compiled = await check_draft(settings, slug, source)
    if compiled.plan is None:
        raise PublishingRefused(await asyncio.to_thread(problems_of, compiled))
    now = workspace.organization.approvals if workspace.organization else {}
    await _refuse_unapproved(conn, compiled, now)
    await publish_journey(conn, compiled, by=by, note=note, now=journey_now(settings))
    await asyncio.to_thread(write_source, settings.journeys_dir, slug, source)


async def _refuse_unapproved(conn: Connection, compiled: Compiled, now: dict[str, str]) -> None:
    """What needs somebody's word is published as a draft, which asks for it. Raises Refused."""
    before = (await load_in_force(conn)).side
    rules = dict(now) | (before.organization.get("approvals") or {}) if before.organization else {}
    after = journey_side(compiled.slug, compiled.text, compiled.plan, compiled.version, compiled.templates)
    change = compare_journeys(before.journeys.get(compiled.slug), after) if rules else None
    missing = [kind for kind in kinds_of(Difference((change,))) if kind in rules] if change else []
    if missing:
        words = ", ".join(f"{kind} by {rules[kind]}" for kind in missing)
        raise Refused("approval-missing", f"Nothing was published. Approval is missing: {words}.")


async def list_versions(conn: Connection, slug: str, after: str | None) -> VersionList:
    """The latest first. Raises Refused for a cursor that no page gave out."""
    rows = await conn.fetch(_VERSIONS, slug, number_cursor(after), _PAGE)
    items = [VersionShown(*row) for row in rows]
    return VersionList(items, str(items[-1].number) if len(items) == _PAGE else None)


async def show_version(conn: Connection, slug: str, number: int) -> VersionSource:
    rows = await conn.fetch(
        "SELECT number, version, source FROM journey_version WHERE slug = $1 AND number = $2", slug, number
    )
    if not rows:
        raise NotFound("version-unknown", "This journey has no such version.")
    return VersionSource(*rows[0])


def summary_of(compiled: Compiled, head: Any, totals: Totals) -> JourneySummary:
    """`head`: its row of what is published; None where nothing is."""
    plan = compiled.plan or (decode(head["plan"]) if head else None)
    found = compiled.all_diagnostics
    errors = sum(each.severity == "error" for each in found)
    return JourneySummary(
        slug=compiled.slug,
        title=compiled.title or compiled.slug,
        purpose=compiled.purpose,
        owner=plan.owner if plan else "",
        version_number=head["number"] if head else 0,
        version=head["version"] if head else "",
        paused=bool(head and head["paused"]),
        paused_reason=head["paused_reason"] if head else "",
        problems=ProblemCount(errors, len(found) - errors),
        counts=totals,
        steps=_outline(plan) if plan else [],
        updated_at=head["updated_at"] if head else None,
    )


def _outline(plan: Plan) -> list[StepOutline]:
    """Steps in the order of the plan, for a small picture."""
    return [StepOutline(node.id, type(node).__name__.lower()) for node in plan.nodes]

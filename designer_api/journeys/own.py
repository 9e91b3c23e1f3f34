"""Journeys as one person has them: their own draft where there is one, else the files of the workspace.

A journey that exists in somebody's draft alone is found by nobody else.
"""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec

from designer_api.drafts.service import MOST_DRAFTS, require_draft
from designer_api.drafts.workspace import DraftFiles, compile_draft, require_slug, tag_of
from designer_api.journeys.numbers import LiveNumbers
from designer_api.journeys.problems import problems_of
from designer_api.journeys.schemas import JourneyDetail, JourneyList, JourneySummary, Totals
from designer_api.journeys.service import journeys_on_disk, show_journey, summary_of
from designer_api.journeys.workspace import etag_of
from engine.compiler.compile import Compiled
from engine.compiler.context import Context
from engine.compiler.files import JOURNEY_FILE
from engine.compiler.folder import compile_folder
from engine.compiler.workspace import Workspace, read_context
from engine.errors import NotFound
from engine.settings import Settings
from engine.store.drafts import StoredDraft, Texts, find_draft, own_drafts
from engine.store.pool import Connection

PAGE: Final = 200
_MOST_KEPT: Final = 2 * MOST_DRAFTS
_kept: dict[
    tuple[Path, str], tuple[str, Context, Compiled]
] = {}  # tag of the texts, what they were read with


async def own_texts(conn: Connection, root: Path, slug: str, account: UUID) -> Texts:
    """Every file, by path inside the journey's folder. Raises NotFound (journey-not-found)."""
    return (await require_draft(conn, root, slug, account))[0].files


def compile_texts(root: Path, slug: str, texts: Mapping[str, str]) -> Compiled:
    """This journey alone, against the documents of the workspace. Synchronous: call it in a thread."""
    return compile_folder(DraftFiles(root, slug, texts), slug, read_context(root)[0])


async def check_own(
    conn: Connection, root: Path, slug: str, account: UUID, source: str
) -> tuple[Workspace, Compiled]:
    """Text that is not saved, with the other files of the caller's draft; and the documents beside it."""
    texts = await own_texts(conn, root, slug, account)
    return await asyncio.to_thread(compile_draft, root, slug, texts | {JOURNEY_FILE: source})


async def list_own(
    conn: Connection, settings: Settings, numbers: LiveNumbers, account: UUID, after: str | None
) -> JourneyList:
    """By name; `after` is the name a page ended with."""
    root = settings.journeys_dir
    listed = await journeys_on_disk(conn, settings, numbers)
    drafts = await own_drafts(conn, account, besides=[one.slug for one in listed])
    mine = await asyncio.to_thread(lambda: [_summary(root, one) for one in drafts])
    left = [one for one in sorted([*listed, *mine], key=_slug) if after is None or one.slug > after]
    return JourneyList(left[:PAGE], left[PAGE - 1].slug if len(left) > PAGE else None)


async def show_own(
    conn: Connection, settings: Settings, numbers: LiveNumbers, slug: str, account: UUID
) -> JourneyDetail:
    """Raises NotFound (journey-not-found) for what is neither in the workspace nor the caller's draft."""
    try:
        return await show_journey(conn, settings, numbers, slug)
    except NotFound:
        draft = await find_draft(conn, require_slug(slug), account)
        if draft is None:
            raise
    return await asyncio.to_thread(_detail, settings.journeys_dir, draft)


def _detail(root: Path, draft: StoredDraft) -> JourneyDetail:
    """Of what is not on disk the etag is always the same: that of no text."""
    compiled = _compiled(root, draft)
    return JourneyDetail(
        **msgspec.structs.asdict(_summary(root, draft)),
        source=draft.files[JOURNEY_FILE],
        published_source="",
        etag=etag_of(""),
        dirty=True,
        path=compiled.path,
        exits=list(compiled.plan.exits) if compiled.plan else [],
        diagnostics=problems_of(compiled),
    )


def _summary(root: Path, draft: StoredDraft) -> JourneySummary:
    shown = summary_of(_compiled(root, draft), None, Totals())
    return msgspec.structs.replace(shown, only_draft=True, updated_at=draft.updated_at)


def _compiled(root: Path, draft: StoredDraft) -> Compiled:
    """Kept until the draft or the organisation's documents change: lists are looked at every few seconds."""
    key, tag = (root, f"{draft.account}/{draft.journey}"), tag_of(draft.files)
    context = read_context(root)[0]
    known = _kept.get(key)
    if known is not None and known[0] == tag and known[1] is context:
        return known[2]
    if key not in _kept and len(_kept) >= _MOST_KEPT:
        _kept.pop(next(iter(_kept)), None)  # the oldest: were all forgotten, a long list would never be known
    compiled = compile_texts(root, draft.journey, draft.files)
    _kept[key] = (tag, context, compiled)
    return compiled


def _slug(journey: JourneySummary) -> str:
    return journey.slug

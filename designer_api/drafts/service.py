"""Opens, saves, discards and merges the draft of one person. Publishing is elsewhere."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from designer_api.drafts.schemas import ClashShown, DraftShown, MergeShown
from designer_api.drafts.workspace import files_on_disk, require_files, require_slug
from engine.compiler.files import JOURNEY_FILE
from engine.compiler.merge import Choice, Clash, merge_texts
from engine.errors import NotFound, Refused
from engine.store.drafts import (
    StoredDraft,
    Texts,
    count_drafts,
    files_of_version,
    find_draft,
    list_drafts,
    save_draft,
)
from engine.store.pool import Connection

MOST_DRAFTS: Final = 100  # of one person


async def open_draft(conn: Connection, root: Path, slug: str, account: UUID) -> DraftShown:
    """What is saved, or the workspace where nothing is. Raises NotFound `journey-not-found`."""
    stored, disk = await _read(conn, root, slug, account)
    return await _shown(conn, slug, account, stored, disk)


async def require_draft(conn: Connection, root: Path, slug: str, account: UUID) -> tuple[StoredDraft, Texts]:
    """A saved draft, or the workspace as if it were one; and the workspace."""
    stored, disk = await _read(conn, root, slug, account)
    now = datetime.now(UTC)
    return stored or StoredDraft(slug, account, disk, disk, 0, now, now), disk


async def change_draft(
    conn: Connection, root: Path, slug: str, account: UUID, files: Mapping[str, str | None], revision: int
) -> DraftShown:
    """Raises Refused for files that no journey has; DraftMoved when another window saved meanwhile."""
    stored = await find_draft(conn, require_slug(slug), account)
    disk = await asyncio.to_thread(files_on_disk, root, slug)
    if stored is None:
        await require_room(conn, account)
    before, base = (stored.files, stored.base) if stored else (disk, disk)
    after = {name: text for name, text in (before | dict(files)).items() if text is not None}
    require_files(after)
    saved = await save_draft(conn, slug, account, after, base, revision=revision, now=datetime.now(UTC))
    return await _shown(conn, slug, account, saved, disk)


async def require_room(conn: Connection, account: UUID) -> None:
    """For one more draft: the list of journeys compiles every one. Raises Refused `too-many-drafts`."""
    if await count_drafts(conn, account) >= MOST_DRAFTS:
        raise Refused(
            "too-many-drafts", "These are more drafts than one person may keep. Discard some first."
        )


async def restore_version(
    conn: Connection, root: Path, slug: str, account: UUID, number: int, revision: int
) -> DraftShown:
    """The files of a version become the draft. What is not known of it stays as it is, scenarios too."""
    version = await conn.fetchval(
        "select version from journey_version where slug = $1 and number = $2", slug, number
    )
    if version is None:
        raise NotFound("version-unknown", "This journey has no such version.")
    old = await files_of_version(conn, version)
    draft, _ = await require_draft(conn, root, slug, account)
    whole = len(old) > 1
    own = [name for name in draft.files if whole and name.startswith(("messages/", "forms/"))]
    files: dict[str, str | None] = {**dict.fromkeys(own), **old}
    return await change_draft(conn, root, slug, account, files, revision)


async def merge_draft(
    conn: Connection, root: Path, slug: str, account: UUID, choices: Mapping[str, Choice], revision: int
) -> MergeShown:
    """Takes what others changed in the workspace into the draft; saved when nothing is left to choose."""
    draft, disk = await require_draft(conn, root, slug, account)
    files, clashes, taken = await asyncio.to_thread(merge_files, draft.base, draft.files, disk, choices)
    if clashes or not draft.revision:
        shown = await _shown(conn, slug, account, draft if draft.revision else None, disk)
        return MergeShown(shown, clashes, taken)
    saved = await save_draft(conn, slug, account, files, disk, revision=revision, now=datetime.now(UTC))
    return MergeShown(await _shown(conn, slug, account, saved, disk), [], taken)


def merge_files(
    base: Texts, mine: Texts, theirs: Texts, choices: Mapping[str, Choice]
) -> tuple[Texts, list[ClashShown], list[str]]:
    """The files, the clashes nobody chose in, and what came from the other side. By step in the journey."""
    files: Texts = {}
    clashes: list[ClashShown] = []
    taken: list[str] = []
    for name in sorted(base.keys() | mine.keys() | theirs.keys()):
        if name == JOURNEY_FILE:
            own = {key.partition("#")[2]: side for key, side in choices.items() if key.startswith(f"{name}#")}
            merged = merge_texts(base.get(name, ""), mine.get(name, ""), theirs.get(name, ""), own)
            text: str | None = merged.text
            clashes += [_clash(name, one) for one in merged.open]
            taken += merged.taken
        else:
            text, open_ = _whole(base.get(name), mine.get(name), theirs.get(name), choices.get(f"{name}#"))
            if open_:
                told = (side.get(name, "") for side in (base, mine, theirs))
                clashes.append(_clash(name, Clash("", "changed", *told)))
            elif text != mine.get(name):
                taken.append(name)
        if text is not None:
            files[name] = text
    return files, clashes, taken


def _whole(
    base: str | None, mine: str | None, theirs: str | None, choice: Choice | None
) -> tuple[str | None, bool]:
    """A message or a form is one thing; whether somebody has to choose."""
    if theirs in (mine, base):
        return mine, False
    if mine == base or choice == "theirs":
        return theirs, False
    return mine, choice is None


def _clash(name: str, clash: Clash) -> ClashShown:
    return ClashShown(
        f"{name}#{clash.where}", name, clash.where, clash.kind, clash.base, clash.mine, clash.theirs
    )


async def _read(conn: Connection, root: Path, slug: str, account: UUID) -> tuple[StoredDraft | None, Texts]:
    stored = await find_draft(conn, require_slug(slug), account)
    disk = await asyncio.to_thread(files_on_disk, root, slug)
    if stored is None and not disk:
        raise NotFound("journey-not-found", "There is no such journey.")
    return stored, disk


async def _shown(
    conn: Connection, slug: str, account: UUID, stored: StoredDraft | None, disk: Texts
) -> DraftShown:
    others = [one for one in await list_drafts(conn, journey=slug) if one.account != account]
    return DraftShown(
        journey=slug,
        files=stored.files if stored else disk,
        revision=stored.revision if stored else 0,
        made_at=stored.made_at if stored else None,
        updated_at=stored.updated_at if stored else None,
        changed=differing(stored.base, stored.files) if stored else [],
        behind=differing(stored.base, disk) if stored else [],
        others=others,
    )


def differing(before: Texts, after: Texts) -> list[str]:
    """The names of files that are not the same."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))

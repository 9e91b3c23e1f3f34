"""Two states of one journey side by side: versions, the workspace, a draft. As steps and as lines."""

import asyncio
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final
from uuid import UUID

from designer_api.drafts.schemas import Compared, DiffLine, FileCompared
from designer_api.drafts.service import require_draft
from designer_api.drafts.workspace import compile_draft
from engine.compiler.compare import JourneySide, compare_journeys, journey_side, subjects_of
from engine.compiler.files import JOURNEY_FILE
from engine.errors import NotFound, Unavailable
from engine.settings import Settings
from engine.store.drafts import Texts, files_of_version
from engine.store.in_force import load_version_side
from engine.store.organization import load_organization
from engine.store.pool import Connection

_Stretch = tuple[str, int, int, int, int]
_MOST_PAIRS: Final = 4_000_000  # of lines that are held against each other
_AROUND: Final = 3  # lines that are shown around a difference


async def compare_states(
    conn: Connection, settings: Settings, slug: str, account: UUID, before: str, after: str
) -> Compared:
    """`before`, `after`: a version's number, "workspace" or "draft". Raises NotFound `version-unknown`."""
    old, old_files = await _state(conn, settings, slug, account, before)
    new, new_files = await _state(conn, settings, slug, account, after)
    language = await _language(conn)
    change = await asyncio.to_thread(compare_journeys, old, new, language)
    texts_alone = 1 in (len(old_files), len(new_files))  # of an old version nothing else may be known
    known = {JOURNEY_FILE} if texts_alone else {*old_files, *new_files}
    files = await asyncio.to_thread(_files_compared, known, old_files, new_files)
    return Compared(
        change,
        old.source if old else "",
        new.source if new else "",
        files,
        subjects_of(old, language),
        subjects_of(new, language),
    )


def _files_compared(known: set[str], old: Texts, new: Texts) -> list[FileCompared]:
    """The journey first. Synchronous: call it in a thread."""
    return [
        FileCompared(name, list(lines_of(old.get(name, ""), new.get(name, ""))))
        for name in sorted(known, key=lambda name: (name != JOURNEY_FILE, name))
        if old.get(name, "") != new.get(name, "")
    ]


async def _language(conn: Connection) -> str:
    """The organisation's own."""
    try:
        return (await load_organization(conn)).language
    except Unavailable:  # nothing was ever applied here, so there are only drafts
        return "en"


async def _state(
    conn: Connection, settings: Settings, slug: str, account: UUID, name: str
) -> tuple[JourneySide | None, Texts]:
    """No side: the journey is not in the workspace yet."""
    if name.isascii() and name.isdecimal() and len(name) < 9:
        side = await load_version_side(conn, slug, int(name))
        return side, await files_of_version(conn, side.version)
    if name not in ("draft", "workspace"):
        raise NotFound("version-unknown", "This journey has no such version.")
    root = settings.journeys_dir
    if name == "draft":
        files = (await require_draft(conn, root, slug, account))[0].files
    else:
        files = (await require_draft(conn, root, slug, account))[1]
    if not files:
        return None, files
    _, one = await asyncio.to_thread(compile_draft, root, slug, files)
    return journey_side(slug, one.text, one.plan, one.version, one.templates), files


def _groups(old: list[str], new: list[str]) -> Iterable[list[_Stretch]]:
    """What differs, with its surroundings: what to do, lines of the old from and to, of the new from and to.

    Of very long texts what lies between their common beginning and end: matching lines takes their square.
    """
    if len(old) * len(new) <= _MOST_PAIRS:
        return SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND)
    most = min(len(old), len(new))
    first = next((n for n in range(most) if old[n] != new[n]), most)
    last = next((n for n in range(most - first) if old[-1 - n] != new[-1 - n]), most - first)
    i1, i2, j1, j2 = first, len(old) - last, first, len(new) - last
    ahead, behind = min(_AROUND, first), min(_AROUND, last)
    before = ("equal", i1 - ahead, i1, j1 - ahead, j1)
    return [[before, ("replace", i1, i2, j1, j2), ("equal", i2, i2 + behind, j2, j2 + behind)]]


def lines_of(before: str, after: str) -> Iterator[DiffLine]:
    """Every line that differs, with a few around it."""
    old, new = before.splitlines(), after.splitlines()
    for number, group in enumerate(_groups(old, new)):
        if number or group[0][1]:
            yield DiffLine("…", 0, 0, "")
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from (DiffLine(" ", i1 + n + 1, j1 + n + 1, old[i1 + n]) for n in range(i2 - i1))
                continue
            yield from (DiffLine("-", n + 1, 0, old[n]) for n in range(i1, i2))
            yield from (DiffLine("+", 0, n + 1, new[n]) for n in range(j1, j2))

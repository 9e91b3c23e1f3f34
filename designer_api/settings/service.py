"""Reads, checks and writes the four documents of the workspace. No journey that compiles may break by it."""

import asyncio
from pathlib import Path
from typing import Final

from designer_api.journeys.problems import problems_of
from designer_api.journeys.schemas import Problem
from designer_api.journeys.service import PublishingRefused, TextMoved
from designer_api.journeys.workspace import etag_of, read_workspace
from designer_api.journeys.written import write_whole
from designer_api.settings.schemas import DocumentChecked, DocumentShown
from engine.compiler import Compiled
from engine.compiler.files import DOCUMENTS, Files
from engine.compiler.folder import compile_folder
from engine.compiler.workspace import Settled, read_context, settle
from engine.errors import NotFound, Refused
from engine.journey.diagnostics import Diagnostic
from engine.store.pool import Connection
from engine.store.writing import hold_workspace

_NAMES: Final = frozenset(DOCUMENTS)


async def show_document(root: Path, document: str) -> DocumentShown:
    """Raises NotFound `document-unknown`."""
    path = _path(root, document)
    source = await asyncio.to_thread(_read, path)
    checked = await check_document(root, document, source)
    return DocumentShown(document, path.name, source, etag_of(source), checked.problems)


async def check_document(root: Path, document: str, source: str) -> DocumentChecked:
    _path(root, document)
    return await asyncio.to_thread(_check, root, document, source)


async def write_document(conn: Connection, root: Path, document: str, source: str, etag: str) -> None:
    """Raises TextMoved where somebody was faster, PublishingRefused, Refused where something else breaks."""
    path = _path(root, document)
    await hold_workspace(conn)
    if etag_of(await asyncio.to_thread(_read, path)) != etag:
        raise TextMoved(
            "text-moved", "Somebody else saved this meanwhile. Load it again and repeat your change."
        )
    checked = await check_document(root, document, source)
    if any(each.severity == "error" for each in checked.problems):
        raise PublishingRefused(checked.problems)
    if checked.breaks:
        named = ", ".join(checked.breaks)
        raise Refused("breaks-journeys", f"Not saved: these journeys would no longer compile: {named}.")
    if checked.spoils:
        named = ", ".join(checked.spoils)
        raise Refused("breaks-documents", f"Not saved: this would break other documents: {named}.")
    await asyncio.to_thread(write_whole, path, source)


def _check(root: Path, document: str, source: str) -> DocumentChecked:
    files = Files(root)
    files.edited = {f"{document}.yaml": source}
    settled = settle(files)
    whole = {each.slug for each in read_workspace(root).journeys if each.plan is not None}
    after = [compile_folder(files, slug, settled.context) for slug in sorted(whole)]
    broken = [journey.slug for journey in after if journey.plan is None]
    return DocumentChecked(_problems(settled, document, source), broken, _spoiled(root, document, settled))


def _spoiled(root: Path, document: str, settled: Settled) -> list[str]:
    """The other documents that say something wrong which they do not say today."""
    _, today, _ = read_context(root)
    wrong = _wrong(settled.diagnostics) - _wrong(today)
    return sorted({name for name, _, _ in wrong} - {document})


def _wrong(diagnostics: tuple[Diagnostic, ...]) -> set[tuple[str, str, str]]:
    errors = (one for one in diagnostics if one.severity == "error")
    return {(Path(one.path).stem, one.code, one.message) for one in errors}


def _problems(settled: Settled, document: str, source: str) -> list[Problem]:
    """Those of this document alone, told as a journey's are."""
    own = tuple(each for each in settled.diagnostics if each.path.endswith(f"{document}.yaml"))
    path = own[0].path if own else f"{document}.yaml"
    return problems_of(Compiled(document, path, source, "", "", own, None, "", (), settled.sources))


def _path(root: Path, document: str) -> Path:
    """Only the four names ever become a path."""
    if document not in _NAMES:
        raise NotFound("document-unknown", f"There are {', '.join(DOCUMENTS)}.")
    return root / f"{document}.yaml"


def _read(path: Path) -> str:
    """Empty where there is none yet."""
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""

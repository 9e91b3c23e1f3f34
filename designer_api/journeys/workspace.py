"""The directory of journeys that this installation edits: compiled when it changes, written whole."""

import hashlib
from pathlib import Path

from designer_api.journeys.written import write_whole
from engine.compiler.compile import Compiled
from engine.compiler.live import LiveWorkspace
from engine.compiler.workspace import Workspace, check_text
from engine.errors import NotFound

Stamps = dict[str, tuple[int, int]]  # path → when it was written, and how long it is

_kept: dict[Path, tuple[Stamps, LiveWorkspace]] = {}


def read_workspace(root: Path) -> Workspace:
    """Only what a changed file touches is compiled again. Synchronous: call it in a thread."""
    stamps = _stamps(root)
    known = _kept.get(root)
    before, live = known if known is not None else (stamps, LiveWorkspace(root))
    live.changed_on_disk(path for path, _ in before.items() ^ stamps.items())
    _kept[root] = (stamps, live)
    return live.workspace()


def check_source(root: Path, slug: str, source: str) -> Compiled:
    """The same compiler as the command line, on text that is not saved."""
    _require_known(root, slug)
    return check_text(root, slug, source)


def etag_of(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()[:32]


def write_source(root: Path, slug: str, source: str) -> None:
    write_whole(_require_known(root, slug), source)


def _require_known(root: Path, slug: str) -> Path:
    """`slug` comes from outside: only the name of an existing journey is ever used as a path."""
    names = {path.parent.name: path for path in root.glob("*/journey.yaml")}
    if slug not in names:
        raise NotFound("journey-not-found", "There is no such journey.")
    return names[slug]


def _stamps(root: Path) -> Stamps:
    files = (path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {
        path.relative_to(root).as_posix(): (told.st_mtime_ns, told.st_size)
        for path in files
        if (told := path.stat())
    }

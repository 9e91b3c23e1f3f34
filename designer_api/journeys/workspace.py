"""The directory of journeys that this installation edits: compiled when it changes, written whole."""

import hashlib
import os
from pathlib import Path

from engine.compiler.compile import Compiled
from engine.compiler.workspace import Workspace, check_text, compile_workspace
from engine.errors import NotFound

_kept: dict[Path, tuple[str, Workspace]] = {}


def read_workspace(root: Path) -> Workspace:
    """Compiled again only after a file has changed. Synchronous: call it in a thread."""
    stamp = _stamp(root)
    known = _kept.get(root)
    if known is None or known[0] != stamp:
        known = _kept[root] = (stamp, compile_workspace(root))
    return known[1]


def check_source(root: Path, slug: str, source: str) -> Compiled:
    """The same compiler as the command line, on text that is not saved."""
    _require_known(root, slug)
    return check_text(root, slug, source)


def etag_of(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()[:32]


def write_source(root: Path, slug: str, source: str) -> None:
    """A crash leaves the old text or the new one, never half."""
    path = _require_known(root, slug)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(source, encoding="utf-8")
    draft.replace(path)


def _require_known(root: Path, slug: str) -> Path:
    """`slug` comes from outside: only the name of an existing journey is ever used as a path."""
    names = {path.parent.name: path for path in root.glob("*/journey.yaml")}
    if slug not in names:
        raise NotFound("journey-not-found", "There is no such journey.")
    return names[slug]


def _stamp(root: Path) -> str:
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
    facts = [(str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files]
    return hashlib.sha256(repr(facts).encode()).hexdigest()

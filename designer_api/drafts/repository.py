"""Writes a commit of one journey's files, where the workspace is a git repository.

The commit is made beside the branch first, and the branch moved to it only when the installation has taken
the version: nothing in the repository changes when publishing is refused. Synchronous: call it in a thread.
"""

import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from engine.errors import Conflict, Unavailable

_NOBODY = "0" * 40


class Author(msgspec.Struct, frozen=True):
    name: str
    email: str


class Commit(msgspec.Struct, frozen=True):
    """Made, and not yet on any branch. `entries`: path from the top → blob; "" for a file that goes."""

    top: str
    hash: str
    parent: str
    entries: dict[str, str]
    uncommitted: bool


def prepare_commit(
    root: Path, before: Mapping[str, str], after: Mapping[str, str], author: Author, message: str
) -> Commit | None:
    """`before`, `after`: path below `root` → text. None outside a repository.

    Raises Unavailable `git-failed`.
    """
    top = _try(root, "rev-parse", "--show-toplevel")
    if not top:
        return None
    prefix = _git(root, "rev-parse", "--show-prefix")
    parent = _try(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    entries = {f"{prefix}{name}": _blob(root, text) for name, text in after.items()}
    entries |= {f"{prefix}{name}": "" for name in before.keys() - after.keys()}
    tree = _tree(top, parent, entries)
    status = _git(root, "status", "--porcelain", "--untracked-files=all", "--", ".").splitlines()
    uncommitted = any(line[3:].strip('"') not in entries for line in status)
    if parent and tree == _git(root, "rev-parse", "HEAD^{tree}"):
        return Commit(top, parent, parent, entries, uncommitted)
    arguments = ["commit-tree", tree, *(["-p", parent] if parent else [])]
    made = _git(root, *arguments, given=message, more=_people(author))
    return Commit(top, made, parent, entries, uncommitted)


def keep_commit(commit: Commit, place: Callable[[], None]) -> None:
    """Moves the branch, if nobody else has, and has the files put in their `place`.

    Raises Conflict `world-moved`, Unavailable `git-failed`.
    """
    top = Path(commit.top)
    if commit.hash != commit.parent:
        words = ["update-ref", "-m", "published from the designer", "HEAD", commit.hash]
        done = _run(top, *words, commit.parent or _NOBODY)
        if done.returncode != 0:
            raise Conflict("world-moved", "Somebody else committed meanwhile; look at the plan again.")
    try:
        place()
        _index(top, commit.entries)
    except BaseException:  # no room for the files, a held index: the branch goes back, nothing is published
        _take_back(top, commit)
        raise


def _take_back(top: Path, commit: Commit) -> None:
    if commit.hash != commit.parent:
        back = [commit.parent] if commit.parent else []
        where = ["update-ref", "-m", "not published"] if back else ["update-ref", "-d"]
        _run(top, *where, "HEAD", *back, commit.hash)


def _tree(top: str, parent: str, entries: Mapping[str, str]) -> str:
    """With an index of its own, so that what is staged stays staged."""
    with tempfile.TemporaryDirectory(prefix="careloom-index-") as folder:
        own = {"GIT_INDEX_FILE": f"{folder}/index"}
        if parent:
            _git(Path(top), "read-tree", parent, more=own)
        _index(Path(top), entries, own)
        return _git(Path(top), "write-tree", more=own)


def _index(top: Path, entries: Mapping[str, str], more: Mapping[str, str] | None = None) -> None:
    lines = [
        f"100644 {blob}\t{name}" if blob else f"0 {_NOBODY}\t{name}" for name, blob in sorted(entries.items())
    ]
    _git(top, "update-index", "-z", "--add", "--index-info", given="\0".join([*lines, ""]), more=more)


def _blob(root: Path, text: str) -> str:
    return _git(root, "hash-object", "-w", "--stdin", given=text)


def _people(author: Author) -> dict[str, str]:
    """The person wrote it; Careloom put it there."""
    name = "".join(char for char in author.name if char not in "<>\n") or "Careloom"
    return {
        "GIT_AUTHOR_NAME": name,
        "GIT_AUTHOR_EMAIL": author.email,
        "GIT_COMMITTER_NAME": "Careloom",
        "GIT_COMMITTER_EMAIL": author.email,
    }


def _try(folder: Path, *arguments: str) -> str:
    """ "" where git says no, or is not there."""
    try:
        done = _run(folder, *arguments)
    except Unavailable:
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""


def _git(
    folder: Path, *arguments: str, given: str | None = None, more: Mapping[str, str] | None = None
) -> str:
    done = _run(folder, *arguments, given=given, more=more)
    if done.returncode != 0:
        raise Unavailable("git-failed", f"git could not do its part ({arguments[0]}); nothing was published.")
    return done.stdout.decode("utf-8", "replace").strip("\n")


def _run(
    folder: Path, *arguments: str, given: str | None = None, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=(given or "").encode("utf-8"),
            env={**os.environ, **(more or {})},
            capture_output=True,
            check=False,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired) as why:
        raise Unavailable("git-failed", "The git program does not answer; nothing was published.") from why

"""Directories as they stood at a git revision: taken out of the repository into a temporary folder.

Asks the `git` program, with arguments that can never be options. Changes nothing in the repository.
"""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.errors import NotFound, Refused


@contextmanager
def checked_out(spec: str, likely: Path) -> Iterator[Path]:
    """The path that `spec` names, for as long as the context is open.

    A path that exists is itself. Else it is `git:REV`, `git:REV:PATH`, `REV` or `REV:PATH`; without a path
    the one of `likely` at that revision. Raises NotFound `revision-unknown`, `path-not-in-revision`.
    """
    if not spec.startswith("git:") and Path(spec).exists():
        yield Path(spec)
        return
    revision, _, inside = spec.removeprefix("git:").partition(":")
    root = repository_of(likely)
    if root is None:
        raise NotFound("revision-unknown", f"{spec} is no path, and there is no git repository here.")
    commit = commit_of(root, revision)
    path = _path_of(root, inside, likely)
    with tempfile.TemporaryDirectory(prefix="careloom-revision-") as folder:
        _take_out(root, commit, path, Path(folder))
        yield Path(folder) / path


def repository_of(path: Path) -> Path | None:
    """The top of the repository that a path lies in."""
    folder = next((one for one in (path, *path.parents, Path.cwd()) if one.is_dir()), Path.cwd())
    done = _git(folder, "rev-parse", "--show-toplevel")
    return Path(done.stdout.decode().strip()) if done.returncode == 0 else None


def commit_of(root: Path, revision: str) -> str:
    """Its full hash. Raises NotFound `revision-unknown`."""
    done = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode != 0:
        raise NotFound("revision-unknown", f"{revision or 'Nothing'} is neither a path nor a git revision.")
    return done.stdout.decode().strip()


def state_of(path: Path) -> tuple[str, str, bool]:
    """The commit a directory is at, its author's name, and whether something in it is not committed.

    Empty words outside a repository.
    """
    root = repository_of(path)
    if root is None:
        return "", "", False
    done = _git(root, "log", "-1", "--format=%H%n%an", "--end-of-options", "HEAD")
    if done.returncode != 0:
        return "", "", False
    commit, _, author = done.stdout.decode("utf-8", "replace").strip().partition("\n")
    changed = _git(root, "status", "--porcelain", "--", str(path.resolve()))
    return commit, author, bool(changed.stdout.strip())


def author_of(root: Path, commit: str) -> str:
    done = _git(root, "log", "-1", "--format=%an", "--end-of-options", commit)
    return done.stdout.decode("utf-8", "replace").strip()


def _path_of(root: Path, inside: str, likely: Path) -> Path:
    """From the top of the repository on; a path outside of it is refused."""
    wanted = root / inside if inside and not inside.startswith("./") else Path.cwd() / inside
    wanted = wanted if inside else likely
    whole = wanted.resolve()
    if not whole.is_relative_to(root.resolve()):
        raise Refused("path-outside-repository", f"{inside or likely} lies outside the repository.")
    return whole.relative_to(root.resolve())


def _take_out(root: Path, commit: str, path: Path, folder: Path) -> None:
    where = ["--", path.as_posix()] if path != Path() else []
    done = _git(root, "archive", "--format=tar", commit, *where)
    if done.returncode != 0:
        raise NotFound("path-not-in-revision", f"There is no {path.as_posix()} at {commit[:12]}.")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise NotFound("git-missing", "The git program is not on this machine.") from None

"""Where a file stands in its git repository: what code scanning and annotations want as its path."""

from functools import cache
from pathlib import Path


def path_in_repository(path: Path) -> str:
    """From the repository's root on, with "/"; from the current directory on where there is no repository."""
    whole = path.resolve() if path.exists() else path.parent.resolve() / path.name
    root = _root_of(whole.parent)
    base = root if root is not None else Path.cwd()
    return whole.relative_to(base).as_posix() if whole.is_relative_to(base) else whole.as_posix()


@cache
def _root_of(folder: Path) -> Path | None:
    """The nearest folder with a `.git` in it, which is a file in a worktree or submodule."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)

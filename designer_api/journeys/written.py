"""Puts texts into the workspace: every file whole, and all of them or none.

What may fail for want of room or rights is done under other names first; then files only change names.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from engine.errors import Unavailable

_Move: TypeAlias = tuple[Path, Path | None, Path | None]  # a file; its text before and after; None: no file


def write_whole(path: Path, text: str) -> None:
    """A crash leaves the old text or the new one, never half. Raises Unavailable `workspace-not-writable`."""
    with _beside() as parts:
        _put(path, _stage(path, text, parts))


@contextmanager
def staged(before: Mapping[Path, str], after: Mapping[Path, str]) -> Iterator[Callable[[], None]]:
    """Calling what it gives puts everything in its place; an error inside puts everything back.

    Raises Unavailable `workspace-not-writable`.
    """
    moves: list[_Move] = []
    with _beside() as parts:
        for path in sorted(before.keys() | after.keys()):
            if before.get(path) != after.get(path):
                old, new = (_stage(path, texts.get(path), parts) for texts in (before, after))
                moves.append((path, old, new))
        with _put_back(moves) as place:
            yield place


@contextmanager
def _beside() -> Iterator[list[Path]]:
    """Files beside others, which are gone in the end."""
    parts: list[Path] = []
    try:
        yield parts
    except OSError as why:
        raise Unavailable(
            "workspace-not-writable",
            "The files of the workspace could not be written; nothing was changed."
            " Check that its disk has room and may be written to, then try again.",
        ) from why
    finally:
        for part in parts:
            with suppress(OSError):
                part.unlink(missing_ok=True)


@contextmanager
def _put_back(moves: list[_Move]) -> Iterator[Callable[[], None]]:
    done: list[_Move] = []

    def place() -> None:
        for path, old, new in moves:
            _put(path, new)
            done.append((path, old, new))

    try:
        yield place
    except BaseException:
        for path, old, _ in reversed(done):
            with suppress(OSError):
                _put(path, old)
        raise


def _stage(path: Path, text: str | None, parts: list[Path]) -> Path | None:
    """Beside the file, under a name of its own."""
    if text is None:
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    parts.append(part)
    part.write_bytes(text.encode("utf-8"))
    return part


def _put(path: Path, part: Path | None) -> None:
    if part is None:
        path.unlink(missing_ok=True)
    else:
        part.replace(path)

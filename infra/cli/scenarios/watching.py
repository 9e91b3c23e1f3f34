"""Runs something again whenever a file below some folders has changed: looks, every now and then."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

EVERY: Final = 0.4  # seconds between looks
_SUFFIXES: Final = frozenset({".yaml", ".mjml"})

Stamp = frozenset[tuple[str, int, int]]


def stamp_of(roots: Iterable[Path]) -> Stamp:
    """Changes with every file that is written, added or removed; hidden files do not count."""
    found: set[tuple[str, int, int]] = set()
    for root in roots:
        for path in root.rglob("*"):
            if path.suffix in _SUFFIXES and not path.name.startswith("."):
                try:
                    facts = path.stat()
                except OSError:  # gone between the two looks
                    continue
                found.add((str(path), facts.st_mtime_ns, facts.st_size))
    return frozenset(found)


def watch(roots: Iterable[Path], run: Callable[[], None], go_on: Callable[[], bool] = lambda: True) -> None:
    """Runs at once and after every change, until `go_on` says no."""
    listed = list(roots)
    known: Stamp | None = None
    while go_on():
        stamp = stamp_of(listed)
        if stamp != known:
            known = stamp
            run()
        time.sleep(EVERY)

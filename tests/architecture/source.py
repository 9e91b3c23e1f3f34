"""What the architecture tests look at: our own sources, without anything installed or built."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("engine", "activities", "designer_api", "infra", "tests", "frontend")
_LEFT_OUT = {"node_modules", "dist", "__pycache__", "test-results", "coverage"}


def sources(*suffixes: str, rooms: tuple[str, ...] = ROOMS) -> Iterator[Path]:
    """Every file with such a suffix, generated ones left out."""
    for room in rooms:
        yield from _below(ROOT / room, suffixes)


def _below(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    if not folder.is_dir() or folder.name in _LEFT_OUT or folder.name.startswith("."):
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield from _below(path, suffixes)
        elif path.suffix in suffixes and ".generated." not in path.name:
            yield path


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()

"""The files of a workspace: as they lie on disk, with texts over them that somebody is still editing.

Only file names below the root are ever read; what is in the files is not understood here.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from engine.compiler.load import MOST_BYTES, decode
from engine.journey import codes
from engine.journey.diagnostics import Diagnostic, Problems
from engine.journey.span import whole_file

JOURNEY_FILE: Final = "journey.yaml"
DOCUMENTS: Final = ("organization", "dictionary", "segments", "consents")
DOCUMENT_FILES: Final = tuple(f"{name}.yaml" for name in DOCUMENTS)

Standing = tuple[tuple[str | None, tuple[Diagnostic, ...]], ...]


class Files:
    """Paths are relative to the root, with slashes: `visit/messages/hello.mjml`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._resolved = root.resolve()
        self.edited: dict[str, str] = {}

    def shown(self, path: str) -> str:
        """How diagnostics name a file: from the workspace's own folder on."""
        return f"{self._resolved.name}/{path}"

    def exists(self, path: str) -> bool:
        return path in self.edited or (self.root / path).is_file()

    def read(self, path: str, problems: Problems) -> str | None:
        """Its text, or None with a diagnostic. A link that leads out of the root is as good as missing."""
        if path in self.edited:
            # As bytes: that is what limits are about, and what no file can hold is then refused.
            return decode(self.edited[path].encode("utf-8", "surrogatepass"), self.shown(path), problems)
        place = self.root / path
        if not place.is_file() or not place.resolve().is_relative_to(self._resolved):
            problems.report(codes.FILE_MISSING, whole_file(self.shown(path)), name=place.name)
            return None
        with place.open("rb") as file:
            return decode(file.read(MOST_BYTES + 1), self.shown(path), problems)

    def journeys(self) -> list[str]:
        """The slugs: the name of every folder with a journey.yaml, sorted."""
        found = {path.parent.name for path in self.root.glob(f"*/{JOURNEY_FILE}") if path.is_file()}
        edited = (path.split("/") for path in self.edited)
        return sorted(found | {parts[0] for parts in edited if parts[1:] == [JOURNEY_FILE]})

    def below(self, folder: str, suffix: str) -> list[str]:
        """The paths in one folder that end so, sorted; links and special files included."""
        found = {f"{folder}/{path.name}" for path in (self.root / folder).glob(f"*{suffix}")}
        edited = (path for path in self.edited if path.endswith(suffix))
        return sorted(found | {path for path in edited if path.rpartition("/")[0] == folder})

    def standing(self, paths: Iterable[str]) -> Standing:
        """What stands in some of them now, or what is wrong with it: to see whether anything changed."""
        found = []
        for path in paths:
            problems = Problems()
            found.append((self.read(path, problems), problems.sorted()))
        return tuple(found)

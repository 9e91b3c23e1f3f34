"""A workspace that is being edited: after every edit only what it touches is compiled again.

A file of a journey makes that journey stale, one of the four documents all of them, unless it says the same
as before. Says exactly what a fresh compile of the same texts would; never writes a file.
"""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from engine.compiler.compile import Compiled, compile_journey
from engine.compiler.context import Context
from engine.compiler.files import DOCUMENT_FILES, JOURNEY_FILE, Files
from engine.compiler.folder import compile_folder, read_forms, read_messages
from engine.compiler.kept import Kept
from engine.compiler.resolve import JourneySource
from engine.compiler.workspace import Workspace, assemble, settle
from engine.errors import NotFound
from engine.journey.diagnostics import Diagnostic, Problems


class LiveWorkspace:
    """May be shared by threads. Paths are taken absolute, or relative to `root`.

    Raises NotFound (workspace-not-found) as soon as `root` is no directory.
    """

    def __init__(self, root: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._files = Files(root)
        self._kept = Kept()
        self._clock = clock
        self._lock = threading.RLock()
        # First what stands there: what is written while it is compiled must count as a change.
        self._documents = self._files.standing(DOCUMENT_FILES)
        self._settled = settle(self._files, self._kept)
        self._journeys: dict[str, Compiled | None] = dict.fromkeys(self._files.journeys())
        self._stale = dict.fromkeys(reversed(self._journeys))  # the last is compiled first
        self._unsettled = False

    @property
    def root(self) -> Path:
        return self._files.root

    def context(self) -> Context:
        """What journeys are compiled against, as the four documents stand now."""
        with self._lock:
            self._settle()
            return self._settled.context

    def edit(self, path: Path | str, text: str | None) -> None:
        """What stands in one file now. None: what lies on disk, which is read again. Compiles nothing yet."""
        name = self._relative(path)
        with self._lock:
            if text is None:
                self._files.edited.pop(name, None)
            elif self._files.edited.get(name) == text:
                return
            else:
                self._files.edited[name] = text
            self._touch(name)

    def changed_on_disk(self, paths: Iterable[Path | str]) -> None:
        """Files that somebody else wrote, made or removed. What is being edited stays as it is edited."""
        with self._lock:
            for path in paths:
                self._touch(self._relative(path))

    def settle_all(self, within: float | None = None) -> bool:
        """Compile what is stale, at most for `within` seconds; whether nothing is stale any more.

        What was touched last comes first, so that an editor can show it and do the rest while it is idle.
        """
        until = None if within is None else self._clock() + within
        while True:
            with self._lock:
                self._settle()
                if not self._stale:
                    return True
                slug = next(reversed(self._stale))
                self._compile(slug)
                if not self._stale:
                    return True
            if until is not None and self._clock() >= until:
                return False

    def compiled(self, slug: str) -> Compiled:
        """One journey as it stands now; the others may wait. Raises NotFound (journey-not-found)."""
        with self._lock:
            self._settle()
            if slug in self._stale:
                self._compile(slug)
            found = self._journeys.get(slug)
        if found is None:
            raise NotFound("journey-not-found", "There is no such journey.")
        return found

    def diagnostics(self, within: float | None = None) -> dict[str, tuple[Diagnostic, ...]]:
        """By shown path (`journeys/visit/journey.yaml`), for every file; empty where nothing is wrong.

        With `within`, journeys that are still stale after so many seconds say what they said before.
        """
        self.settle_all(within)
        with self._lock:
            found: dict[str, list[Diagnostic]] = {name: [] for name in self._settled.sources}
            journeys = [one for one in self._journeys.values() if one is not None]
            for one in journeys:
                found |= {name: [] for name in one.sources}
            for each in (self._settled.diagnostics, *(one.all_diagnostics for one in journeys)):
                for diagnostic in each:
                    found.setdefault(diagnostic.path, []).append(diagnostic)
        return {name: tuple(dict.fromkeys(each)) for name, each in found.items()}

    def workspace(self) -> Workspace:
        """All of it, as `compile_workspace` would give it."""
        self.settle_all()
        with self._lock:
            return assemble(self._settled, [one for one in self._journeys.values() if one is not None])

    def check(self, slug: str, text: str, messages: Mapping[str, str] | None = None) -> Compiled:
        """Text that is not saved, against this workspace, which stays as it is. `messages`: name → text."""
        with self._lock:
            self._settle()
            problems, context = Problems(), self._settled.context
            if messages is None:
                messages = read_messages(self._files, slug, problems)
            forms = read_forms(self._files, slug, problems)
            shown = self._files.shown(f"{slug}/{JOURNEY_FILE}")
            source = JourneySource(slug, shown, text, dict(messages), forms)
            return compile_journey(source, context, problems)

    def shown(self, path: Path | str) -> str:
        """How diagnostics name a file."""
        return self._files.shown(self._relative(path))

    def path_of(self, shown: str) -> Path:
        """Where a file lies that diagnostics name so."""
        return self.root / shown.partition("/")[2]

    def text_of(self, path: Path | str) -> str | None:
        """What stands in a file now, edits included; None where there is none that could be read."""
        with self._lock:
            return self._files.read(self._relative(path), Problems())

    def _relative(self, path: Path | str) -> str:
        place = Path(path)
        if place.is_absolute():
            for root in (self.root, self.root.resolve()):
                if place.is_relative_to(root):
                    place = place.relative_to(root)
                    break
            else:
                raise NotFound("file-not-in-workspace", "The file does not lie in this workspace.")
        return place.as_posix()

    def _touch(self, name: str) -> None:
        if name in DOCUMENT_FILES:
            self._unsettled = True
            return
        slug, _, rest = name.partition("/")
        if not rest:
            return
        if self._files.exists(f"{slug}/{JOURNEY_FILE}"):
            if slug not in self._journeys:
                self._journeys[slug] = None
                self._journeys = dict(sorted(self._journeys.items()))
            self._mark(slug)
        else:
            self._journeys.pop(slug, None)
            self._stale.pop(slug, None)

    def _mark(self, slug: str) -> None:
        self._stale.pop(slug, None)
        self._stale[slug] = None

    def _settle(self) -> None:
        """The four documents again, when one of them was touched and says something else now."""
        if not self._unsettled:
            return
        self._unsettled = False
        standing = self._files.standing(DOCUMENT_FILES)
        if standing == self._documents:
            return
        self._documents = standing
        before, self._settled = self._settled, settle(self._files, self._kept)
        if before.context != self._settled.context:
            others = [slug for slug in reversed(self._journeys) if slug not in self._stale]
            self._stale = dict.fromkeys([*others, *self._stale])

    def _compile(self, slug: str) -> None:
        self._journeys[slug] = compile_folder(self._files, slug, self._settled.context)
        self._stale.pop(slug, None)

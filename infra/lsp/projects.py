"""The directories of journeys that are open in an editor; a file outside of any is left alone."""

from pathlib import Path

from engine.compiler.formatting import kind_of
from engine.errors import NotFound
from engine.journey.diagnostics import Diagnostic
from infra.lsp.project import Project, root_of
from infra.lsp.texts import Encoding


class Projects:
    """Finds the project of a file, and opens it the first time one of its files is asked about."""

    def __init__(self, encoding: Encoding = "utf-16") -> None:
        self.encoding = encoding
        self._open: dict[Path, Project] = {}
        self._told: dict[Path, tuple[Diagnostic, ...]] = {}

    def of(self, path: Path) -> Project | None:
        """None for files that are no part of the language, or lie in no directory of journeys."""
        root = root_of(path) if kind_of(path) else None
        if root is None:
            return None
        if root not in self._open:
            try:
                self._open[root] = Project(root, self.encoding)
            except NotFound:
                return None
        return self._open[root]

    def edit(self, path: Path, text: str | None) -> Project | None:
        """What an editor shows now; None when it has closed the file. Answers the project that is touched."""
        project = self.of(path)
        if project is not None:
            project.live.edit(path, text)
        return project

    def changed_on_disk(self, path: Path) -> Project | None:
        project = self.of(path)
        if project is not None:
            project.live.changed_on_disk([path])
        return project

    def news(self, project: Project, within: float) -> tuple[dict[Path, tuple[Diagnostic, ...]], bool]:
        """Diagnostics of the files for which they differ from what was told before, and whether all is done.

        Journeys that an edit does not touch may still be compiled when `within` seconds are over.
        """
        settled = project.live.settle_all(within)
        found = {
            project.live.path_of(name): each for name, each in project.live.diagnostics(within=0).items()
        }
        gone = {path: () for path in self._told if path.is_relative_to(project.root) and path not in found}
        news = {path: each for path, each in (found | gone).items() if self._told.get(path, ()) != each}
        self._told |= news
        return news, settled

    def diagnostics_at(self, project: Project, path: Path, offset: int) -> list[Diagnostic]:
        """Those told last that lie at a place."""
        text = project.text(path)
        return [
            one
            for one in self._told.get(path, ())
            if text.place(one.line, one.column) <= offset <= text.place(one.line, one.end_column)
        ]

    def told(self, path: Path) -> tuple[Diagnostic, ...]:
        return self._told.get(path, ())

"""A directory of journeys as an editor works on it: its files, what they define, where it is spoken of."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from engine.compiler.context import Context
from engine.compiler.files import DOCUMENT_FILES, JOURNEY_FILE
from engine.compiler.formatting import kind_of
from engine.compiler.forms import answers_of, read_forms
from engine.compiler.live import LiveWorkspace
from engine.compiler.packs import packs
from engine.journey.diagnostics import Problems
from engine.journey.dictionary import Dictionary
from engine.journey.events import EVENTS
from engine.journey.forms import ANSWERS
from infra.lsp.marks import Mark, marks
from infra.lsp.names import Name, Named
from infra.lsp.texts import Encoding, Text

_HOME: Final[dict[Named, str]] = {
    "segment": "segments.yaml",
    "topic": "consents.yaml",
    "authorization": "consents.yaml",
    "connector": "organization.yaml",
    "field": "dictionary.yaml",
}
_SCENARIOS: Final = "scenarios.yaml"
_DEPTH: Final = 3  # folders between a file and the directory of journeys, at most


class Place(msgspec.Struct, frozen=True):
    """Part of a file, by offsets."""

    path: Path
    start: int
    end: int


class Project:
    """Everything is asked by absolute path; texts are those being edited."""

    def __init__(self, root: Path, encoding: Encoding = "utf-16") -> None:
        self.live = LiveWorkspace(root)
        self.encoding = encoding
        self._seen: dict[Path, tuple[str, Text, list[Mark]]] = {}

    @property
    def root(self) -> Path:
        return self.live.root

    def context(self) -> Context:
        return self.live.context()

    def text(self, path: Path) -> Text:
        return self._read(path)[0]

    def marks(self, path: Path) -> list[Mark]:
        """What stands where in a file; remembered until its text changes."""
        return self._read(path)[1]

    def _read(self, path: Path) -> tuple[Text, list[Mark]]:
        written = self.live.text_of(path) or ""
        known = self._seen.get(path)
        if known is not None and known[0] == written:
            return known[1], known[2]
        kind = kind_of(path)
        text = Text(written, self.encoding, yaml=kind != "message")
        self._seen[path] = (written, text, marks(text, kind))
        return text, self._seen[path][2]

    def journey_of(self, path: Path) -> Path | None:
        """The folder of the journey a file belongs to."""
        relative = path.relative_to(self.root).parts
        return self.root / relative[0] if len(relative) > 1 else None

    def files(self) -> Iterator[Path]:
        """Every file of the language that there is, on disk or only in an editor."""
        yield from (self.root / name for name in DOCUMENT_FILES if self.live.text_of(name) is not None)
        for folder in sorted(self.root.iterdir()):
            if (folder / JOURNEY_FILE).is_file():
                yield from self.files_of(folder)

    def files_of(self, folder: Path) -> Iterator[Path]:
        """Those of one journey."""
        yield folder / JOURNEY_FILE
        if (folder / _SCENARIOS).is_file():
            yield folder / _SCENARIOS
        yield from sorted(folder.glob("messages/*.mjml"))
        yield from sorted(folder.glob("forms/*.yaml"))

    # What there is to name.

    def dictionary(self, path: Path) -> Dictionary:
        """Every field that may be spoken of in a file: of the organisation, and the answers of its forms."""
        folder = self.journey_of(path)
        forms = sorted(folder.glob("forms/*.yaml")) if folder else []
        texts = {form.stem: (form.name, self.live.text_of(form) or "") for form in forms}
        return self.context().dictionary | answers_of(read_forms(texts, Problems()))

    def names(self, sort: Named, path: Path) -> list[str]:
        """Every name of a sort that may be written in a file."""
        context, folder = self.context(), self.journey_of(path)
        match sort:
            case "event":
                return sorted(EVENTS)
            case "field":
                return sorted(self.dictionary(path))
            case "pack":
                return sorted(packs())
            case "segment":
                return sorted(context.segments)
            case "topic":
                return sorted(context.consents.topics)
            case "authorization":
                return sorted(context.consents.authorizations)
            case "connector":
                return sorted(context.organization.connectors) if context.organization else []
            case "message":
                return sorted(
                    {one.name.partition(".")[0] for one in folder.glob("messages/*.mjml")} if folder else ()
                )
            case "form":
                return sorted(one.stem for one in folder.glob("forms/*.yaml")) if folder else []
            case "step":
                return list(dict.fromkeys(name.name for name in self._steps(folder))) if folder else []
            case _:
                return []

    def _steps(self, folder: Path) -> Iterable[Name]:
        return (one for one in self._names(folder / JOURNEY_FILE) if one.sort == "step" and one.defines)

    def _names(self, path: Path) -> Iterator[Name]:
        return (mark for mark in self.marks(path) if isinstance(mark, Name))

    # Where it is.

    def definitions(self, name: Name, path: Path) -> list[Place]:
        """Where a name is given: the files of a message or form, a step, a line of the shared documents."""
        folder = self.journey_of(path)
        match name.sort:
            case "message" if folder:
                variants = sorted(folder.glob(f"messages/{name.name}.*"))
                return [Place(one, 0, 0) for one in variants if one.name.partition(".")[0] == name.name]
            case "form" if folder:
                form = folder / f"forms/{name.name}.yaml"
                return [Place(form, 0, 0)] if form.is_file() else []
            case "step" if folder:
                home = folder / JOURNEY_FILE
            case "field" if name.name.startswith(f"{ANSWERS}.") and folder:
                return self._given(name, sorted(folder.glob("forms/*.yaml")))
            case sort if sort in _HOME:
                home = self.root / _HOME[sort]
            case _:
                return []
        return self._given(name, [home])

    def _given(self, name: Name, files: Iterable[Path]) -> list[Place]:
        return [
            Place(file, one.start, one.end)
            for file in files
            for one in self._names(file)
            if (one.sort, one.name) == (name.sort, name.name) and one.defines
        ]

    def mentions(self, name: Name, path: Path) -> list[Place]:
        """Everywhere a name stands, its definition included."""
        folder = self.journey_of(path)
        of_journey = name.sort in ("step", "message", "form")
        files = self.files_of(folder) if of_journey and folder else () if of_journey else self.files()
        return [
            Place(file, one.start, one.end)
            for file in files
            for one in self._names(file)
            if (one.sort, one.name) == (name.sort, name.name)
        ]


def root_of(path: Path) -> Path | None:
    """The directory of journeys a file belongs to: the nearest with an organization.yaml."""
    for folder in list(path.parents)[:_DEPTH]:
        if (folder / "organization.yaml").is_file():
            return folder
    if path.name == "organization.yaml":
        return path.parent
    return path.parent.parent if path.name == JOURNEY_FILE else None

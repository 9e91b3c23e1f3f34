"""Reads and compiles what an organisation keeps in git: the four documents and every journey."""

from pathlib import Path
from typing import Final

import msgspec

from engine.compiler.compile import Compiled, compile_journey
from engine.compiler.context import Context, new_context
from engine.compiler.forms import FILE_NAME as FORM_NAME
from engine.compiler.load import MOST_BYTES, decode, load
from engine.compiler.message import FILE_NAME
from engine.compiler.resolve import JourneySource
from engine.compiler.settled import (
    compile_consents,
    compile_dictionary,
    compile_organization,
    compile_segments,
)
from engine.compiler.tree import Node
from engine.errors import NotFound
from engine.journey import codes
from engine.journey.consents import Consents
from engine.journey.diagnostics import Diagnostic, Problems
from engine.journey.dictionary import Dictionary
from engine.journey.organization import Organization
from engine.journey.span import whole_file

JOURNEY_FILE: Final = "journey.yaml"
MESSAGES_FOLDER: Final = "messages"
FORMS_FOLDER: Final = "forms"


class Workspace(msgspec.Struct, frozen=True):
    """`diagnostics` are those of the four documents; each journey has its own."""

    organization: Organization | None
    dictionary: Dictionary
    segments: dict[str, str]  # name → CEL
    consents: Consents
    journeys: tuple[Compiled, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, str]  # path → text, of every file read
    context: Context

    @property
    def all_diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.diagnostics + tuple(one for journey in self.journeys for one in journey.diagnostics)

    @property
    def has_errors(self) -> bool:
        return any(one.severity == "error" for one in self.all_diagnostics)

    def journey(self, slug: str) -> Compiled:
        """Raises NotFound (journey-not-found)."""
        for journey in self.journeys:
            if journey.slug == slug:
                return journey
        raise NotFound("journey-not-found", "There is no such journey.")


def compile_workspace(root: Path) -> Workspace:
    """Everything below `root`. Raises NotFound (workspace-not-found) when it is no directory."""
    context, problems, sources = read_context(root)
    journeys = tuple(_compile_folder(root, folder, context) for folder in journey_folders(root))
    for journey in journeys:
        sources |= journey.sources
    return Workspace(
        organization=context.organization,
        dictionary=context.dictionary,
        segments={name: segment.condition.text for name, segment in context.segments.items()},
        consents=context.consents,
        journeys=journeys,
        diagnostics=problems.sorted(),
        sources=sources,
        context=context,
    )


def check_text(root: Path, slug: str, text: str, messages: dict[str, str] | None = None) -> Compiled:
    """Compiles edited text against the workspace. `messages`: file name → text, instead of those on disk."""
    context, _, _ = read_context(root)
    folder = root / slug
    problems = Problems()
    if messages is None:
        messages = _read_messages(root, folder, problems)
    forms = _read_forms(root, folder, problems)
    path = _name(root, folder / JOURNEY_FILE)
    return compile_journey(JourneySource(slug, path, text, messages, forms), context, problems)


def journey_folders(root: Path) -> list[Path]:
    return sorted(path.parent for path in root.glob(f"*/{JOURNEY_FILE}") if path.is_file())


def read_context(root: Path) -> tuple[Context, Problems, dict[str, str]]:
    """The organisation's four documents; problems and texts beside them."""
    if not root.is_dir():
        raise NotFound("workspace-not-found", f"{root.name} is not a directory of journeys.")
    problems = Problems()
    sources: dict[str, str] = {}
    nodes = {name: _document(root, name, problems, sources) for name in _DOCUMENTS}
    organization = dictionary = consents = None
    if nodes["organization"] is not None:
        organization = compile_organization(nodes["organization"], problems)
    if nodes["dictionary"] is not None:
        dictionary = compile_dictionary(nodes["dictionary"], problems)
    if nodes["consents"] is not None:
        consents = compile_consents(nodes["consents"], problems)
    dictionary, consents = dictionary or {}, consents or Consents()
    written = nodes["segments"]
    segments = compile_segments(written, dictionary, consents, problems) if written is not None else {}
    return new_context(organization, dictionary, segments, consents), problems, sources


_DOCUMENTS: Final = ("organization", "dictionary", "segments", "consents")


def _document(root: Path, name: str, problems: Problems, sources: dict[str, str]) -> Node | None:
    path = root / f"{name}.yaml"
    shown = _name(root, path)
    text = _read_file(root, path, problems)
    if text is None:
        return None
    sources[shown] = text
    return load(text, shown, problems)


def _compile_folder(root: Path, folder: Path, context: Context) -> Compiled:
    problems = Problems()
    path = folder / JOURNEY_FILE
    shown = _name(root, path)
    text = _read_file(root, path, problems)
    messages = _read_messages(root, folder, problems)
    forms = _read_forms(root, folder, problems)
    source = JourneySource(folder.name, shown, text or "", messages, forms)
    if text is None:
        return Compiled(folder.name, shown, "", "", "", problems.sorted(), None, "", (), {})
    return compile_journey(source, context, problems)


def _read_messages(root: Path, folder: Path, problems: Problems) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((folder / MESSAGES_FOLDER).glob("*.mjml")):
        if not FILE_NAME.fullmatch(path.name):
            shown, words = whole_file(_name(root, path)), "a name such as reminder.mjml or reminder.es.mjml"
            problems.report(codes.MALFORMED_TEXT, shown, value=path.name, expected=words)
            continue
        text = _read_file(root, path, problems)
        if text is not None:
            found[path.name] = text
    return found


def _read_forms(root: Path, folder: Path, problems: Problems) -> dict[str, str]:
    """Name of the form → text."""
    found: dict[str, str] = {}
    for path in sorted((folder / FORMS_FOLDER).glob("*.yaml")):
        name = FORM_NAME.fullmatch(path.name)
        if name is None:
            shown, words = whole_file(_name(root, path)), "a name such as how-are-you.yaml"
            problems.report(codes.MALFORMED_TEXT, shown, value=path.name, expected=words)
            continue
        text = _read_file(root, path, problems)
        if text is not None:
            found[name[1]] = text
    return found


def _read_file(root: Path, path: Path, problems: Problems) -> str | None:
    """Its text, or None with a diagnostic. A link that leads out of the workspace is as good as missing."""
    shown = _name(root, path)
    if not path.is_file() or not path.resolve().is_relative_to(root.resolve()):
        problems.report(codes.FILE_MISSING, whole_file(shown), name=path.name)
        return None
    with path.open("rb") as file:
        return decode(file.read(MOST_BYTES + 1), shown, problems)


def _name(root: Path, path: Path) -> str:
    """How diagnostics name a file: from the workspace's own folder on."""
    return f"{root.resolve().name}/{path.relative_to(root).as_posix()}"

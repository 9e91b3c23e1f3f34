"""Reads and compiles what an organisation keeps in git: the four documents and every journey."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from engine.compiler.compile import Compiled, compile_journey
from engine.compiler.context import Context, judged_by, new_context
from engine.compiler.files import DOCUMENT_FILES, DOCUMENTS, JOURNEY_FILE, Files, Standing
from engine.compiler.forms import FILE_NAME as FORM_NAME
from engine.compiler.kept import Kept
from engine.compiler.load import load
from engine.compiler.message import FILE_NAME
from engine.compiler.resolve import JourneySource
from engine.compiler.scenarios import SCENARIOS_FILE, read_scenarios
from engine.compiler.settled import (
    compile_consents,
    compile_dictionary,
    compile_organization,
    compile_segments,
    is_whole_consents,
    is_whole_dictionary,
    is_whole_segments,
)
from engine.compiler.tree import Node
from engine.errors import NotFound
from engine.journey import codes
from engine.journey.consents import Consents
from engine.journey.diagnostics import Diagnostic, Problems
from engine.journey.dictionary import Dictionary
from engine.journey.organization import Organization
from engine.journey.span import whole_file

MESSAGES_FOLDER: Final = "messages"
FORMS_FOLDER: Final = "forms"
_MOST_KNOWN: Final = 16  # workspaces whose documents are remembered


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
        return self.diagnostics + tuple(one for journey in self.journeys for one in journey.all_diagnostics)

    @property
    def has_errors(self) -> bool:
        return any(one.severity == "error" for one in self.all_diagnostics)

    def journey(self, slug: str) -> Compiled:
        """Raises NotFound (journey-not-found)."""
        for journey in self.journeys:
            if journey.slug == slug:
                return journey
        raise NotFound("journey-not-found", "There is no such journey.")


class Settled(msgspec.Struct, frozen=True):
    """The four documents, compiled; what is wrong with them, and their texts by shown path."""

    context: Context
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, str]


def compile_workspace(root: Path) -> Workspace:
    """Everything below `root`. Raises NotFound (workspace-not-found) when it is no directory."""
    files = Files(root)
    settled = settle(files)
    return assemble(settled, [compile_folder(files, slug, settled.context) for slug in files.journeys()])


def assemble(settled: Settled, journeys: list[Compiled]) -> Workspace:
    """A workspace of its compiled parts."""
    context = settled.context
    sources = dict(settled.sources)
    for journey in journeys:
        sources |= journey.sources
    return Workspace(
        organization=context.organization,
        dictionary=context.dictionary,
        segments={name: segment.condition.text for name, segment in context.segments.items()},
        consents=context.consents,
        journeys=tuple(journeys),
        diagnostics=settled.diagnostics,
        sources=sources,
        context=context,
    )


def read_context(root: Path) -> tuple[Context, tuple[Diagnostic, ...], dict[str, str]]:
    """The organisation's four documents; what is wrong with them, and their texts by shown path.

    Understood once for as long as their texts stay the same. Raises NotFound (workspace-not-found).
    """
    settled = _settled(Files(root))
    return settled.context, settled.diagnostics, settled.sources


def check_text(root: Path, slug: str, text: str, messages: dict[str, str] | None = None) -> Compiled:
    """Compiles edited text against the workspace. `messages`: file name → text, instead of those on disk."""
    files, problems = Files(root), Problems()
    context = _settled(files).context
    if messages is None:
        messages = read_messages(files, slug, problems)
    forms = read_forms(files, slug, problems)
    path = files.shown(f"{slug}/{JOURNEY_FILE}")
    return compile_journey(JourneySource(slug, path, text, messages, forms), context, problems)


_known: dict[Path, tuple[Standing, Settled]] = {}


def _settled(files: Files) -> Settled:
    root, standing = files.root.resolve(), files.standing(DOCUMENT_FILES)
    known = _known.get(root)
    if known is not None and known[0] == standing and root.is_dir():
        return known[1]
    settled = settle(files, known[1].context.kept if known else None)
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    _known[root] = (standing, settled)
    return settled


def settle(files: Files, kept: Kept | None = None) -> Settled:
    """The four documents as they stand now. Raises NotFound (workspace-not-found)."""
    if not files.root.is_dir():
        raise NotFound("workspace-not-found", f"{files.root.name} is not a directory of journeys.")
    problems, kept = Problems(), kept or Kept()
    sources: dict[str, str] = {}
    nodes = {name: _document(files, name, problems, sources) for name in DOCUMENTS}
    organization = dictionary = consents = None
    if nodes["organization"] is not None:
        organization = compile_organization(nodes["organization"], problems)
    if nodes["dictionary"] is not None:
        dictionary = compile_dictionary(nodes["dictionary"], problems)
    if nodes["consents"] is not None:
        consents = compile_consents(nodes["consents"], problems)
    dictionary, consents = dictionary or {}, consents or Consents()
    written, unsure = nodes["segments"], unsure_of(nodes)
    problems.mute(judged_by(unsure))
    segments = compile_segments(written, dictionary, consents, problems, kept) if written is not None else {}
    context = new_context(organization, dictionary, segments, consents, kept, unsure)
    return Settled(context, problems.sorted(), sources)


def unsure_of(nodes: Mapping[str, Node | None]) -> frozenset[str]:
    """The documents of which not every name is known."""
    sure = {
        "dictionary": is_whole_dictionary(nodes["dictionary"]),
        "consents": is_whole_consents(nodes["consents"]),
        "segments": is_whole_segments(nodes["segments"]),
    }
    return frozenset(name for name, is_sure in sure.items() if not is_sure)


def _document(files: Files, name: str, problems: Problems, sources: dict[str, str]) -> Node | None:
    path = f"{name}.yaml"
    text = files.read(path, problems)
    if text is None:
        return None
    sources[files.shown(path)] = text
    return load(text, files.shown(path), problems)


def compile_folder(files: Files, slug: str, context: Context) -> Compiled:
    """One journey as its files stand now."""
    problems = Problems()
    path = f"{slug}/{JOURNEY_FILE}"
    text = files.read(path, problems)
    if text is None:
        return Compiled(slug, files.shown(path), "", "", "", problems.sorted(), None, "", (), {})
    messages, forms = read_messages(files, slug, problems), read_forms(files, slug, problems)
    source = JourneySource(slug, files.shown(path), text, messages, forms)
    return _with_scenarios(compile_journey(source, context, problems), files, context)


def _with_scenarios(journey: Compiled, files: Files, context: Context) -> Compiled:
    """With what is wrong in scenarios.yaml, where there is one: that never keeps a journey from running."""
    path = f"{journey.slug}/{SCENARIOS_FILE}"
    if not files.exists(path):
        return journey
    problems, shown = Problems(), files.shown(path)
    text = files.read(path, problems)
    if text is not None:
        read_scenarios(text, shown, journey.plan, context, problems)
    sources = {**journey.sources, shown: text or ""}
    return msgspec.structs.replace(journey, sources=sources, scenario_problems=problems.sorted())


def read_messages(files: Files, slug: str, problems: Problems) -> dict[str, str]:
    """File name → text of a journey's messages."""
    words = "a name such as reminder.mjml or reminder.es.mjml"
    paths = files.below(f"{slug}/{MESSAGES_FOLDER}", ".mjml")
    found = _read_named(files, paths, FILE_NAME, words, problems)
    return {match[0]: text for match, text in found}


def read_forms(files: Files, slug: str, problems: Problems) -> dict[str, str]:
    """Name of the form → text."""
    words = "a name such as how-are-you.yaml"
    found = _read_named(files, files.below(f"{slug}/{FORMS_FOLDER}", ".yaml"), FORM_NAME, words, problems)
    return {match[1]: text for match, text in found}


def _read_named(
    files: Files, paths: Iterable[str], names: re.Pattern[str], words: str, problems: Problems
) -> Iterator[tuple[re.Match[str], str]]:
    """Those whose file names are of the pattern, with their texts; other names are reported."""
    for path in paths:
        name = path.rpartition("/")[2]
        match = names.fullmatch(name)
        if match is None:
            problems.report(codes.MALFORMED_TEXT, whole_file(files.shown(path)), value=name, expected=words)
            continue
        text = files.read(path, problems)
        if text is not None:
            yield match, text

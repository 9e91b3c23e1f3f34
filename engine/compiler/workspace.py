"""Reads and compiles what an organisation keeps in git: the four documents and every journey."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from engine.compiler.checks.secrets import report_secrets_of_documents
from engine.compiler.compile import Compiled, compile_journey
from engine.compiler.context import Context, judged_by, new_context
from engine.compiler.files import DOCUMENT_FILES, DOCUMENTS, JOURNEY_FILE, Files, Standing
from engine.compiler.folder import read_forms, read_messages
from engine.compiler.kept import Kept
from engine.compiler.load import load
from engine.compiler.packs import judged, policy_of
from engine.compiler.resolve import JourneySource
from engine.compiler.settled import (
    compile_consents,
    compile_dictionary,
    compile_organization,
    compile_segments,
    is_whole_consents,
    is_whole_dictionary,
    is_whole_segments,
)
from engine.compiler.spread import compile_folders
from engine.compiler.tree import Node
from engine.errors import NotFound
from engine.journey.consents import Consents
from engine.journey.diagnostics import Diagnostic, Problems
from engine.journey.dictionary import Dictionary
from engine.journey.organization import Organization

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


def compile_workspace(root: Path, *, processes: int = 1) -> Workspace:
    """Everything below `root`. Raises NotFound (workspace-not-found) when it is no directory.

    `processes`: at most so many compile, where there are very many journeys; never more than 1 in a server.
    """
    files = Files(root)
    settled = settle(files)
    return assemble(settled, compile_folders(files, files.journeys(), settled.context, processes))


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
    report_secrets_of_documents(sources, organization, problems)
    context = new_context(organization, dictionary, segments, consents, kept, unsure)
    return Settled(context, judged(problems.sorted(), policy_of(organization)), sources)


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

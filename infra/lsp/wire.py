"""The server itself: what an editor asks and is told, over standard input and output.

Known problems are answered as errors of the request; diagnostics follow an edit after a short pause, and
those of journeys the edit does not touch whenever there is time.
"""

import asyncio
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from engine.compiler.formatting import kind_of
from engine.errors import EngineError
from infra.cli.rule_pages import explanation
from infra.lsp.complete import offers
from infra.lsp.edits import formatting, rename, renamed_at, repairs
from infra.lsp.hover import hover
from infra.lsp.marks import at
from infra.lsp.names import Name
from infra.lsp.project import Project
from infra.lsp.projects import Projects
from infra.lsp.protocol import (
    diagnostic_of,
    edit_of,
    location_of,
    offer_of,
    offset_of,
    path_of,
    range_of,
    symbol_of,
    uri_of,
)
from infra.lsp.symbols import symbols
from infra.lsp.texts import Encoding

PAUSE: Final = 0.03  # seconds between an edit and its diagnostics, in which more may be typed
SLICE: Final = 0.08  # seconds of compiling, after which the editor is listened to again
_TRIGGERS: Final = [".", '"', "'", " ", "{", "(", "|", "-"]
_ENCODINGS: Final[dict[str, Encoding]] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}
T = TypeVar("T")


class Careloom(LanguageServer):
    """One editor's server."""

    def __init__(self) -> None:
        super().__init__("careloom", version("careloom"))
        self.projects = Projects()
        self._due: dict[Path, asyncio.TimerHandle] = {}

    def begin(self) -> None:
        """Once the editor has said how it counts columns."""
        self.projects = Projects(_ENCODINGS.get(str(self.workspace.position_encoding), "utf-16"))

    def touched(self, project: Project | None) -> None:
        """Diagnostics are due; a later edit puts them off."""
        if project is None:
            return
        former = self._due.pop(project.root, None)
        if former is not None:
            former.cancel()
        self._tell_in(PAUSE, project)

    def _tell_in(self, seconds: float, project: Project) -> None:
        self._due[project.root] = asyncio.get_running_loop().call_later(seconds, self._tell, project)

    def _tell(self, project: Project) -> None:
        self._due.pop(project.root, None)
        news, settled = self.projects.news(project, SLICE)
        for path, found in news.items():
            shown = [diagnostic_of(project, path, one) for one in found]
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri_of(path), shown))
        if not settled:
            self._tell_in(0.001, project)

    def here(self, uri: str) -> tuple[Project, Path] | None:
        """The project and path of a file, when it belongs to one."""
        path = path_of(uri)
        project = self.projects.of(path) if path is not None else None
        return (project, path) if project is not None and path is not None else None


def server() -> Careloom:
    """A server that is ready to be started with `start_io()`."""
    made = Careloom()
    _listen(made)
    for method, answer, options in _ANSWERS:
        made.feature(method, options)(_guarded(answer))
    return made


def _listen(ls: Careloom) -> None:
    """What the editor tells of its files."""

    @ls.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        ls.begin()
        _watch(ls)

    @ls.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        _edited(ls, params.text_document.uri, params.text_document.text)

    @ls.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        _edited(ls, params.text_document.uri, ls.workspace.get_text_document(params.text_document.uri).source)

    @ls.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        _edited(ls, params.text_document.uri, None)

    @ls.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed_on_disk(params: types.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            path = path_of(change.uri)
            ls.touched(ls.projects.changed_on_disk(path) if path else None)


def _watch(ls: Careloom) -> None:
    """Asks to be told of files that others write, such as git; not every editor offers it."""
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching is None or not watching.dynamic_registration:
        return
    watchers = [types.FileSystemWatcher(glob_pattern) for glob_pattern in ("**/*.yaml", "**/*.mjml")]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    wanted = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    ls.client_register_capability(types.RegistrationParams([wanted]))


def _edited(ls: Careloom, uri: str, text: str | None) -> None:
    path = path_of(uri)
    if path is not None:
        ls.touched(ls.projects.edit(path, text))


def _guarded(answer: Callable[[Careloom, Any], T]) -> Callable[[Careloom, Any], T]:
    """A known problem is a sentence for the person at the editor."""

    def guarded(ls: Careloom, params: Any) -> T:
        try:
            return answer(ls, params)
        except EngineError as known:
            raise JsonRpcInvalidParams(known.message) from known

    return guarded


def _complete(ls: Careloom, params: types.CompletionParams) -> types.CompletionList | None:
    if (here := ls.here(params.text_document.uri)) is None:
        return None
    project, path = here
    text = project.text(path)
    offset = offset_of(text, params.position)
    found = offers(project, path, offset)
    items = [offer_of(text, offset, one, number) for number, one in enumerate(found)]
    return types.CompletionList(is_incomplete=False, items=items)


def _hover(ls: Careloom, params: types.HoverParams) -> types.Hover | None:
    if (here := ls.here(params.text_document.uri)) is None:
        return None
    project, path = here
    text = project.text(path)
    offset = offset_of(text, params.position)
    mark = at(project.marks(path), offset)
    parts = [hover(project, path, mark)] if mark is not None else []
    if isinstance(mark, Name) and mark.sort == "rule":
        parts = [explanation(mark.name)[0]]
    for one in ls.projects.diagnostics_at(project, path, offset):
        parts.append(explanation(one.code)[0].partition("\n## Bad")[0])
    shown = "\n\n---\n\n".join(part.strip() for part in parts if part)
    place = range_of(text, mark.start, mark.end) if mark is not None else None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, shown), place) if shown else None


def _name(ls: Careloom, params: Any) -> tuple[Project, Path, Name] | None:
    if (here := ls.here(params.text_document.uri)) is None:
        return None
    project, path = here
    mark = at(project.marks(path), offset_of(project.text(path), params.position))
    return (project, path, mark) if isinstance(mark, Name) else None


def _definition(ls: Careloom, params: types.DefinitionParams) -> list[types.Location]:
    if (found := _name(ls, params)) is None:
        return []
    project, path, name = found
    return [location_of(project, place) for place in project.definitions(name, path)]


def _references(ls: Careloom, params: types.ReferenceParams) -> list[types.Location]:
    if (found := _name(ls, params)) is None:
        return []
    project, path, name = found
    places = project.mentions(name, path)
    if not params.context.include_declaration:
        given = project.definitions(name, path)
        places = [place for place in places if place not in given]
    return [location_of(project, place) for place in places]


def _prepare_rename(ls: Careloom, params: types.PrepareRenameParams) -> types.Range | None:
    if (here := ls.here(params.text_document.uri)) is None:
        return None
    project, path = here
    text = project.text(path)
    name = renamed_at(project, path, offset_of(text, params.position))
    return range_of(text, name.start, name.end) if name is not None else None


def _rename(ls: Careloom, params: types.RenameParams) -> types.WorkspaceEdit | None:
    if (here := ls.here(params.text_document.uri)) is None:
        return None
    project, path = here
    offset = offset_of(project.text(path), params.position)
    return edit_of(project, rename(project, path, offset, params.new_name))


def _symbols(ls: Careloom, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    if (here := ls.here(params.text_document.uri)) is None:
        return []
    project, path = here
    text = project.text(path)
    return [symbol_of(text, one) for one in symbols(text.text, kind_of(path))]


def _format(ls: Careloom, params: types.DocumentFormattingParams) -> list[types.TextEdit]:
    if (here := ls.here(params.text_document.uri)) is None:
        return []
    project, path = here
    text = project.text(path)
    return [types.TextEdit(range_of(text, one.start, one.end), one.text) for one in formatting(project, path)]


def _actions(ls: Careloom, params: types.CodeActionParams) -> list[types.CodeAction]:
    if (here := ls.here(params.text_document.uri)) is None:
        return []
    project, path = here
    text = project.text(path)
    start, end = offset_of(text, params.range.start), offset_of(text, params.range.end)
    return [
        types.CodeAction(
            repair.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic_of(project, path, one)],
            edit=edit_of(project, repair.changes),
            is_preferred=True,
        )
        for one in ls.projects.told(path)
        if text.place(one.line, one.column) <= end and start <= text.place(one.line, one.end_column)
        for repair in repairs(project, path, one)
    ]


_ANSWERS: Final[tuple[tuple[str, Callable[[Careloom, Any], Any], Any], ...]] = (
    (types.TEXT_DOCUMENT_COMPLETION, _complete, types.CompletionOptions(trigger_characters=_TRIGGERS)),
    (types.TEXT_DOCUMENT_HOVER, _hover, None),
    (types.TEXT_DOCUMENT_DEFINITION, _definition, None),
    (types.TEXT_DOCUMENT_REFERENCES, _references, None),
    (types.TEXT_DOCUMENT_PREPARE_RENAME, _prepare_rename, None),
    (types.TEXT_DOCUMENT_RENAME, _rename, types.RenameOptions(prepare_provider=True)),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, _symbols, None),
    (types.TEXT_DOCUMENT_FORMATTING, _format, None),
    (
        types.TEXT_DOCUMENT_CODE_ACTION,
        _actions,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    ),
)

__all__ = ["Careloom", "server"]

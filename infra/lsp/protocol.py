"""Between plain values and the types of the Language Server Protocol."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from engine.journey.diagnostics import Diagnostic
from engine.journey.span import Span
from infra.lsp.complete import Offer
from infra.lsp.edits import Change
from infra.lsp.project import Place, Project
from infra.lsp.symbols import Symbol
from infra.lsp.texts import Position, Text

_SORTS: Final = {
    "word": types.CompletionItemKind.Property,
    "name": types.CompletionItemKind.Reference,
    "value": types.CompletionItemKind.EnumMember,
    "snippet": types.CompletionItemKind.Snippet,
    "function": types.CompletionItemKind.Function,
    "field": types.CompletionItemKind.Field,
}
_SYMBOLS: Final = {
    "step": types.SymbolKind.Event,
    "part": types.SymbolKind.Struct,
    "word": types.SymbolKind.Property,
}
_SEVERITIES: Final = {"error": types.DiagnosticSeverity.Error, "warning": types.DiagnosticSeverity.Warning}


def path_of(uri: str) -> Path | None:
    """None for what lies in no file."""
    found = to_fs_path(uri)
    return Path(found) if found else None


def uri_of(path: Path) -> str:
    return from_fs_path(str(path)) or path.as_uri()


def offset_of(text: Text, position: types.Position) -> int:
    return text.offset(Position(position.line, position.character))


def range_of(text: Text, start: int, end: int) -> types.Range:
    first, last = text.position(start), text.position(end)
    return types.Range(types.Position(*first), types.Position(*last))


def diagnostic_of(project: Project, path: Path, one: Diagnostic) -> types.Diagnostic:
    """With its hint, and with the places that belong to it."""
    text = project.text(path)
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(
                uri_of(other), _marked(project.text(other), label.line, label.column, label.end_column)
            ),
            label.text,
        )
        for label in one.labels
        if label.path and (other := project.live.path_of(label.path))
    ]
    hint = f"\n{one.hint}" if one.hint else ""
    return types.Diagnostic(
        range=_marked(text, one.line, one.column, one.end_column),
        message=f"{one.message}{hint}",
        severity=_SEVERITIES[one.severity],
        code=one.code,
        source="careloom",
        related_information=related or None,
    )


def _marked(text: Text, line: int, column: int, end_column: int) -> types.Range:
    return range_of(text, text.place(line, column), text.place(line, end_column))


def location_of(project: Project, place: Place) -> types.Location:
    return types.Location(uri_of(place.path), range_of(project.text(place.path), place.start, place.end))


def edit_of(project: Project, changes: Iterable[Change]) -> types.WorkspaceEdit:
    by_file: dict[str, list[types.TextEdit]] = defaultdict(list)
    for one in changes:
        place = range_of(project.text(one.path), one.start, one.end)
        by_file[uri_of(one.path)].append(types.TextEdit(place, one.text))
    return types.WorkspaceEdit(changes=dict(by_file))


def offer_of(text: Text, offset: int, one: Offer, number: int) -> types.CompletionItem:
    """In our order, and replacing what was typed of the word."""
    return types.CompletionItem(
        label=one.label,
        kind=_SORTS[one.sort],
        detail=one.detail or None,
        documentation=types.MarkupContent(types.MarkupKind.Markdown, one.about) if one.about else None,
        sort_text=f"{number:04}",
        insert_text_format=types.InsertTextFormat.Snippet
        if one.snippet
        else types.InsertTextFormat.PlainText,
        insert_text_mode=types.InsertTextMode.AdjustIndentation,
        text_edit=types.TextEdit(range_of(text, offset - one.prefix, offset), one.insert),
    )


def symbol_of(text: Text, one: Symbol) -> types.DocumentSymbol:
    """The name's place must lie inside the whole."""
    whole, name = _span(text, one.place), _span(text, one.name_place)
    inside = [symbol_of(text, inner) for inner in one.inside]
    return types.DocumentSymbol(one.name, _SYMBOLS[one.sort], whole, name, detail=one.detail, children=inside)


def _span(text: Text, span: Span) -> types.Range:
    return range_of(text, text.place(span.line, span.column), text.place(span.end_line, span.end_column))

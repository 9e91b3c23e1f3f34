"""Diagnostics for people: what is wrong, where it stands, what to do, and where to read why."""

from collections.abc import Iterable, Mapping

from engine.compiler.report.excerpt import Mark, excerpt, lines_of
from engine.compiler.report.style import Style
from engine.journey.codes import CODES
from engine.journey.diagnostics import Diagnostic, Label


def as_text(found: Iterable[Diagnostic], sources: Mapping[str, str], *, colour: bool = False) -> str:
    """One block per diagnostic, a blank line between them; empty for none. `sources`: path → text."""
    style = Style(colour)
    return "\n".join(_block(one, sources, style) for one in found)


def _block(one: Diagnostic, sources: Mapping[str, str], style: Style) -> str:
    gutter = len(str(max([one.line, *(label.line for label in one.labels)])))
    margin = " " * gutter
    head = style.paint(one.severity, f"{one.severity}[{one.code}]")
    lines = [f"{head}: {style.paint('bold', one.message)}"]
    lines += _places(one, sources, gutter, style)
    lines += [f"{margin} = {label.text}" for label in one.labels if not label.line]
    if one.hint:
        lines.append(f"{margin} = {style.paint('help', 'help')}: {one.hint}")
    page = style.paint("faint", " · ".join(part for part in (one.source, _pack(one), one.page) if part))
    lines.append(f"{margin} = {page}")
    return "\n".join(lines) + "\n"


def _pack(one: Diagnostic) -> str:
    """Only where the rule is there because the organisation chose a pack."""
    code = CODES.get(one.code)
    stricter = code is not None and (code.by_pack or one.severity != code.severity)
    return f"pack {one.pack}" if one.pack and stricter else ""


def _places(one: Diagnostic, sources: Mapping[str, str], gutter: int, style: Style) -> list[str]:
    """The problem's own file first, then the others in the order they are named."""
    margin, corner = " " * gutter, style.paint("faint", "┌─")
    marks = {one.path: [Mark(one.line, one.column, one.end_column, style=one.severity)]}
    for label in one.labels:
        if label.line:
            marks.setdefault(label.path, []).append(_mark(label))
    shown = []
    for path, places in marks.items():
        first = places[0]
        shown.append(f"{margin} {corner} {path}:{first.line}:{first.column}")
        shown += excerpt(lines_of(path, sources.get(path, "")), places, gutter, style)
    return shown


def _mark(label: Label) -> Mark:
    return Mark(label.line, label.column, label.end_column, label.text, main=False, style="label")

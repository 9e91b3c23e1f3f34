"""What the compiler found, as the designer shows it: of a journey, or of all that bars publishing it."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from designer_api.journeys.scenario_text import lines_of_scenarios
from designer_api.journeys.schemas import OfferedFix, Problem, RelatedPlace
from designer_api.spoken import spoken
from engine.compiler import Compiled, Workspace
from engine.compiler.fixes import fixes_of
from engine.compiler.report import as_text
from engine.compiler.scenarios import SCENARIOS_FILE
from engine.compiler.voice import tell
from engine.journey.diagnostics import Diagnostic, Label
from engine.journey.steps import KINDS

_STEP: Final = re.compile(rf"\s*- (?:{'|'.join(KINDS)}): *([a-z0-9-]+)")
_Lines = list[tuple[int, str]]  # where something begins → what it is called


def problems_of(compiled: Compiled) -> list[Problem]:
    """Of the journey, its messages, forms and scenarios; in the language of who asks."""
    return _told(compiled.all_diagnostics, compiled.sources, compiled.path)


def problems_to_solve(workspace: Workspace) -> list[Problem]:
    """Of every journey; and the errors in the organisation's documents, with which nothing is published."""
    wrong = [one for one in workspace.diagnostics if one.severity == "error"]
    found = [one for journey in workspace.journeys for one in problems_of(journey)]
    return [*found, *_told(wrong, workspace.sources)]


def _told(found: Sequence[Diagnostic], sources: Mapping[str, str], journey: str = "") -> list[Problem]:
    """Fixes are read off the English, which the compiler itself speaks. `journey`: the path of its text."""
    begins = {path: _begins(path, sources.get(path, ""), journey) for path in {one.path for one in found}}
    return [
        Problem(
            code=each.code,
            severity=each.severity,
            message=each.message,
            path=each.path,
            line=each.line,
            column=each.column,
            end_line=each.line,
            end_column=each.end_column,
            hint=each.hint,
            source_of_law=each.source,
            docs=each.page,
            step=_around(begins[each.path], each.line) if each.path == journey else None,
            scenario=_around(begins[each.path], each.line) if _holds_scenarios(each.path) else None,
            labels=[_related(place) for place in each.labels],
            text=as_text([each], sources),
            fix=OfferedFix(*msgspec.structs.astuple(fix)) if fix else None,
        )
        for each, fix in zip(tell(found, spoken()), fixes_of(found, sources), strict=True)
    ]


def _holds_scenarios(path: str) -> bool:
    return path.endswith(f"/{SCENARIOS_FILE}")


def _begins(path: str, text: str, journey: str) -> _Lines:
    if path == journey:
        return _step_lines(text)
    return lines_of_scenarios(text) if _holds_scenarios(path) else []


def _step_lines(text: str) -> _Lines:
    """(line, id) of every line that begins a step; also in text that does not parse."""
    found = ((number, _STEP.match(line)) for number, line in enumerate(text.splitlines(), start=1))
    return [(number, match.group(1)) for number, match in found if match]


def _around(begins: _Lines, line: int) -> str | None:
    return next((name for number, name in reversed(begins) if number <= line), None) or None


def _related(place: Label) -> RelatedPlace:
    return RelatedPlace(place.text, place.path, place.line, place.column, place.end_column)

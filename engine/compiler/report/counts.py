"""How many problems there are, as numbers and in one line."""

from collections.abc import Iterable

from engine.compiler.tree import shorten
from engine.journey.diagnostics import Diagnostic


def count(found: Iterable[Diagnostic]) -> dict[str, int]:
    severities = [one.severity for one in found]
    return {"errors": severities.count("error"), "warnings": severities.count("warning")}


def summary(found: Iterable[Diagnostic], journeys: int) -> str:
    """One line for the end: "3 journeys, 1 error, no warnings"."""
    counts = count(found)
    parts = [_counted(journeys, "journey"), _counted(counts["errors"], "error")]
    return shorten(", ".join([*parts, _counted(counts["warnings"], "warning")]), 200)


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"

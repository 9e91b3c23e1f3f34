"""Shows diagnostics: to people with carets, to programs as JSON, SARIF 2.1.0 or GitHub annotations.

Formats only. Nothing here reads files, knows a terminal or decides what is a problem.
"""

from engine.compiler.report.counts import count, summary
from engine.compiler.report.fold import folded
from engine.compiler.report.github import as_github
from engine.compiler.report.machine import as_json
from engine.compiler.report.sarif import Origin, as_sarif
from engine.compiler.report.style import Style, wants_colour
from engine.compiler.report.text import as_text

__all__ = [
    "Origin", "Style", "as_github", "as_json", "as_sarif", "as_text", "count", "folded", "summary",
    "wants_colour",
]  # fmt: skip

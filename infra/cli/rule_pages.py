"""The rules' own pages, `docs/rules/<code>.md`, as they lie beside the program."""

from functools import cache
from pathlib import Path

from engine.compiler.suggest import did_you_mean
from engine.journey.codes import CODES

_PAGES = Path(__file__).parents[2] / "docs" / "rules"


@cache
def rule_pages() -> dict[str, str]:
    """Code → text; without those that are not there (an installation may come without docs)."""
    files = {code: _PAGES / f"{code}.md" for code in CODES}
    return {code: path.read_text("utf-8") for code, path in files.items() if path.is_file()}


def explanation(code: str) -> tuple[str, str]:
    """The page of a rule, or its one sentence; for an unknown code an empty text and a suggestion."""
    known = CODES.get(code)
    if known is None:
        return "", did_you_mean(code, CODES)
    brief = f"# {code}\n\n{known.severity.capitalize()}: `{known.template}`\n\n{known.source}"
    return rule_pages().get(code, brief), ""

"""Writes the expected texts and plans anew: `python -m tests.language.record`. Read the diff first."""

import json
import tempfile
from pathlib import Path

from engine.compiler import compile_workspace
from engine.compiler.report import as_text
from engine.journey.plan import canonical
from tests.language.examples import HERE, Fragment, cases, lay_out, pages

SHIPPED = HERE.parents[1] / "journeys"


def rendered(fragments: list[Fragment]) -> str:
    """What `careloom check` would print for the fragments, without the summary."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = compile_workspace(lay_out(fragments, Path(folder)))
    return as_text(workspace.all_diagnostics, workspace.sources) or "no problems\n"


def plans() -> dict[str, str]:
    """Readable JSON of every shipped journey's plan."""
    shipped = compile_workspace(SHIPPED).journeys
    found = {journey.slug: journey.plan for journey in shipped if journey.plan is not None}
    return {
        slug: json.dumps(json.loads(canonical(plan)), indent=1, sort_keys=True) + "\n"
        for slug, plan in found.items()
    }


def record() -> None:
    for page in pages():
        (HERE / "rules" / f"{page.code}.txt").write_text(rendered(page.bad), "utf-8")
    for case in cases():
        (case.folder / "expected.txt").write_text(rendered(case.fragments), "utf-8")
    for slug, text in plans().items():
        (HERE / "plans" / f"{slug}.json").write_text(text, "utf-8")


if __name__ == "__main__":
    record()

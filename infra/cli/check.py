"""`careloom check`: compile journeys and print every problem. Reads files only, needs nothing running."""

import gc
import os
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

import click

from engine.compiler import Workspace, compile_workspace
from engine.compiler.as_of import judging
from engine.compiler.report import (
    Origin,
    as_github,
    as_json,
    as_sarif,
    as_text,
    count,
    folded,
    summary,
    wants_colour,
)
from engine.errors import NotFound
from engine.journey.diagnostics import Diagnostic
from infra.cli.repository import path_in_repository
from infra.cli.rule_pages import explanation, rule_pages

CLEAN, ERRORS, UNREADABLE = 0, 1, 2


class Checked:
    """What was found at all the paths, and which folder each workspace lies in."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self.sources: dict[str, str] = {}
        self.journeys = 0
        self.folders: dict[str, Path] = {}

    def add(self, root: Path, workspace: Workspace, slug: str) -> None:
        chosen = [one for one in workspace.journeys if slug in ("", one.slug)]
        mine = (*workspace.diagnostics, *(one for journey in chosen for one in journey.all_diagnostics))
        self.found = list(dict.fromkeys([*self.found, *mine]))
        self.sources |= workspace.sources
        self.journeys += len(chosen)
        self.folders[root.resolve().name] = root.resolve().parent

    def locate(self, path: str) -> str:
        """Diagnostics name a file from its workspace's folder on; others look from the repository's root."""
        folder = self.folders.get(path.partition("/")[0])
        return path_in_repository(folder / path) if folder else path


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "output",
    "--format",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    help="How to print the problems: for people, scripts, code scanning, or GitHub's annotations.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 when there are warnings, too.")
@click.option("--explain", metavar="CODE", help="Print the page of one rule and do nothing else.")
@click.option("--rules-url", default="", metavar="URL", help="Where the rules' pages are published (SARIF).")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Judge packs, agreements and what is allowed on another day.",
)
def check(
    paths: tuple[Path, ...],
    output: str,
    strict: bool,
    explain: str | None,
    rules_url: str,
    as_of: datetime | None,
) -> None:
    """Compile the journeys at PATHS and print every problem with its place.

    A path is a directory of journeys (with an organization.yaml), one journey's folder, or its journey.yaml.
    Exits 0 when there is no error, 1 when there is, 2 when a path cannot be read.
    """
    if explain is not None:
        _explain(explain)
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # a short life with little garbage: looking for it cost a tenth
    checked = Checked()
    with judging(as_of.date().isoformat() if as_of is not None else None):
        for path in paths or (Path("journeys"),):
            root, slug = _meant(path)
            checked.add(root, _compiled(path, root, slug), slug)
    click.echo(_shown(checked, output, rules_url), color=True)
    counts = count(checked.found)
    sys.exit(ERRORS if counts["errors"] or (strict and counts["warnings"]) else CLEAN)


def _shown(checked: Checked, output: str, rules_url: str) -> str:
    found, sources = checked.found, checked.sources
    match output:
        case "json":
            return as_json(found)
        case "sarif":
            origin = Origin(version("careloom"), checked.locate, rule_pages(), rules_url)
            return as_sarif(found, sources, origin)
        case "github":
            shown = as_github(found, checked.locate)
            return "\n".join(part for part in (shown, summary(found, checked.journeys)) if part)
        case _:
            colour, causes = wants_colour(os.environ, terminal=sys.stdout.isatty()), folded(found)
            shown = as_text(causes, sources, colour=colour)
            return "\n".join(part for part in (shown, summary(causes, checked.journeys)) if part)


def _explain(code: str) -> NoReturn:
    page, hint = explanation(code)
    if not page:
        _refuse(f"no rule is called {code}. {hint}".rstrip())
    click.echo(page.rstrip())
    sys.exit(CLEAN)


def _meant(path: Path) -> tuple[Path, str]:
    """The workspace's folder a path lies in, and the journey it means ("" for all)."""
    folder = path.parent if path.name == "journey.yaml" else path
    is_journey = (folder / "journey.yaml").is_file() and not (folder / "organization.yaml").is_file()
    return (folder.resolve().parent, folder.resolve().name) if is_journey else (folder, "")


def _compiled(path: Path, root: Path, slug: str) -> Workspace:
    try:
        workspace = compile_workspace(root, processes=os.cpu_count() or 1)
    except (NotFound, OSError):
        _refuse(f"{path} is not a directory of journeys.")
    if not slug and not workspace.sources:
        _refuse(f"{path} holds no journeys: there is no organization.yaml.")
    return workspace


def _refuse(message: str) -> NoReturn:
    click.echo(f"careloom check: {message}", err=True)
    sys.exit(UNREADABLE)

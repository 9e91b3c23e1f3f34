"""`careloom check`: compile journeys and print every problem. Reads files only, needs nothing running."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from engine.compiler import Workspace, compile_workspace
from engine.compiler.report import as_json, as_text, count, summary
from engine.errors import NotFound
from engine.journey.diagnostics import Diagnostic

CLEAN, ERRORS, UNREADABLE = 0, 1, 2


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "output",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to print the problems.",
)
def check(paths: tuple[Path, ...], output: str) -> None:
    """Compile the journeys at PATHS and print every problem with its place.

    A path is a directory of journeys (with an organization.yaml), one journey's folder, or its journey.yaml.
    Exits 0 when there is no error, 1 when there is, 2 when a path cannot be read.
    """
    found: list[Diagnostic] = []
    sources: dict[str, str] = {}
    journeys = 0
    for path in paths or (Path("journeys"),):
        workspace, slug = _open(path)
        chosen = [one for one in workspace.journeys if slug in ("", one.slug)]
        found += [*workspace.diagnostics, *(one for journey in chosen for one in journey.diagnostics)]
        sources |= workspace.sources
        journeys += len(chosen)
    found = list(dict.fromkeys(found))
    click.echo(as_json(found) if output == "json" else _text(found, sources, journeys))
    sys.exit(ERRORS if count(found)["errors"] else CLEAN)


def _text(found: list[Diagnostic], sources: dict[str, str], journeys: int) -> str:
    shown = as_text(found, sources, colour=sys.stdout.isatty())
    return "\n".join(part for part in (shown, summary(found, journeys)) if part)


def _open(path: Path) -> tuple[Workspace, str]:
    """The workspace a path lies in, and the journey it means ("" for all)."""
    folder = path.parent if path.name == "journey.yaml" else path
    is_journey = (folder / "journey.yaml").is_file() and not (folder / "organization.yaml").is_file()
    root = folder.resolve().parent if is_journey else folder
    try:
        workspace = compile_workspace(root)
    except (NotFound, OSError):
        _refuse(f"{path} is not a directory of journeys.")
    if not is_journey and not workspace.sources:
        _refuse(f"{path} holds no journeys: there is no organization.yaml.")
    return workspace, folder.resolve().name if is_journey else ""


def _refuse(message: str) -> NoReturn:
    click.echo(f"careloom check: {message}", err=True)
    sys.exit(UNREADABLE)

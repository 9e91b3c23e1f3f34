"""`careloom audit`: what an auditor asks for. Reads files only, needs nothing running."""

import sys
from datetime import datetime
from pathlib import Path

import click

from engine.compiler import Compiled, compile_workspace
from engine.compiler.as_of import judging
from engine.compiler.audit_table import as_csv, as_json, as_text
from engine.errors import NotFound

_FORMATS = {"text": as_text, "json": as_json, "csv": as_csv}
_UNREADABLE = 2


@click.group()
def audit() -> None:
    """What an auditor asks for."""


@audit.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path("journeys"))
@click.option(
    "output", "--format", type=click.Choice(list(_FORMATS)), default="text", help="How to print it."
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Judge packs, agreements and what is allowed on another day.",
)
def table(path: Path, output: str, as_of: datetime | None) -> None:
    """For every mail its purpose, basis, gates, data and protection; and what calls, tasks and forms tell.

    PATH is a directory of journeys (with an organization.yaml), one journey's folder, or its journey.yaml.
    """
    with judging(as_of.date().isoformat() if as_of is not None else None):
        journeys = _journeys(path)
        click.echo(_FORMATS[output](journeys), nl=output == "json")


def _journeys(path: Path) -> list[Compiled]:
    folder = path.parent if path.name == "journey.yaml" else path
    alone = (folder / "journey.yaml").is_file() and not (folder / "organization.yaml").is_file()
    root, slug = (folder.resolve().parent, folder.resolve().name) if alone else (folder, "")
    try:
        found = [one for one in compile_workspace(root).journeys if slug in ("", one.slug)]
    except (NotFound, OSError):
        found = []
    if not found:
        click.echo(f"careloom audit: {path} holds no journeys.", err=True)
        sys.exit(_UNREADABLE)
    return found

"""`careloom new`: start a journey, or a whole workspace, from the library."""

import sys
from pathlib import Path

import click

from infra.library.catalogue import entries
from infra.library.starting import Lacks, found, start

_FILES = {"dictionary": "dictionary.yaml", "consents": "consents.yaml", "segments": "segments.yaml"}


@click.command()
@click.argument("slug", required=False)
@click.option(
    "--from", "origin", default="visit-reminder", show_default=True, help="The journey to start from."
)
@click.option("--into", type=click.Path(path_type=Path), default=Path("journeys"), show_default=True)
@click.option("--title", default="", help="What people will call it.")
@click.option("--with-settings", is_flag=True, help="Write the workspace's own documents first, and its CI.")
@click.option("--list", "listed", is_flag=True, help="Say what the library holds.")
def new(slug: str | None, origin: str, into: Path, title: str, with_settings: bool, listed: bool) -> None:
    """Start the journey SLUG from one of the library: steps, messages, forms and scenarios.

    Nothing that is there is overwritten. What the copy needs and its new home lacks is told, file by file.
    """
    if listed:
        _list()
        return
    if with_settings:
        for name in found(into):
            click.echo(f"{name}: written")
    if slug is None:
        if not with_settings:
            raise click.UsageError("Name the new journey, or ask for --with-settings or --list.")
        return
    lacks = start(slug, origin, into, title)
    click.echo(f"{into / slug}: started from {origin}")
    _tell(lacks, into)
    click.echo(f"\nNext: careloom check {into / slug}, then careloom test {into / slug}")
    sys.exit(1 if lacks else 0)


def _list() -> None:
    for entry in entries():
        languages = " and ".join(entry.languages)
        click.echo(f"{click.style(entry.slug, bold=True)}  {entry.title} ({entry.steps} steps, {languages})")
        click.echo(f"    {entry.purpose}")


def _tell(lacks: Lacks, into: Path) -> None:
    for field, name in _FILES.items():
        missing: tuple[str, ...] = getattr(lacks, field)
        if missing:
            click.echo(f"{into / name} lacks {', '.join(missing)}")

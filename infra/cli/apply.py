"""`careloom apply`: compile the journeys and put them in force on this installation. Safe to repeat."""

import asyncio
import getpass
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import click

from engine.compiler import Workspace, compile_workspace
from engine.compiler.report import as_text, summary
from engine.settings import Settings, load_settings
from engine.store.journeys import Published
from engine.store.pool import prepare
from engine.store.publishing import publish_workspace


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--note", default="", help="Why, for the list of versions.")
def apply(path: Path | None, note: str) -> None:
    """Compile the journeys at PATH (the installation's own by default) and publish those that changed.

    Exits 1 and publishes nothing when there is an error in any of them.
    """
    settings = load_settings()
    workspace = compile_workspace(path or settings.journeys_dir)
    found = list(workspace.all_diagnostics)
    if found:
        click.echo(as_text(found, workspace.sources, colour=sys.stdout.isatty()))
    if workspace.has_errors:
        click.echo(summary(found, len(workspace.journeys)))
        sys.exit(1)
    for each in asyncio.run(_publish(settings, workspace, note)):
        state = "published" if each.new else "in force already"
        click.echo(f"{each.slug}: version {each.number} ({each.version[:12]}) {state}")


async def _publish(settings: Settings, workspace: Workspace, note: str) -> list[Published]:
    now = datetime.fromtimestamp(settings.clock.at(time.time()), UTC)
    connection = await asyncpg.connect(settings.database_url)
    try:
        await prepare(connection)
        return await publish_workspace(connection, workspace, by=_person(), now=now, note=note)
    finally:
        await connection.close()


def _person() -> str:
    """Who typed it, as far as the machine knows."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "command line"

"""`careloom migrate`: what a new version needs of the database. Safe to run from several machines at once."""

import asyncio

import click

from engine.settings import load_settings
from engine.store import migrate as migrations


@click.command()
def migrate() -> None:
    """Bring the database to this version, in one transaction."""
    settings = load_settings()
    before = asyncio.run(migrations.current(settings.database_url))
    asyncio.run(migrations.upgrade(settings.database_url))
    after = migrations.newest()
    click.echo(
        f"The database stands at {after}." if before == after else f"From {before or 'nothing'} to {after}."
    )

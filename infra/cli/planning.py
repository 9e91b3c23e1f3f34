"""What `careloom plan` and `careloom apply` share: reading a directory, asking the installation."""

import os
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import click

from engine.compiler import Workspace, compile_workspace
from engine.compiler.report import as_text, summary
from engine.compiler.report.style import Style, wants_colour
from engine.errors import Unavailable
from engine.settings import Settings
from engine.store.pool import Connection, prepare
from engine.store.release_plan import Mode, Origin, ReleasePlan, make_plan
from infra.cli.installation import where_to_look
from infra.cli.revisions import author_of, checked_out, commit_of, repository_of, state_of


@contextmanager
def workspace_at(path: Path, revision: str) -> Iterator[tuple[Workspace, Origin]]:
    """The compiled directory, as it lies there or as it was at a git revision, and where it comes from."""
    shown = path.name or str(path)
    if not revision:
        commit, author, uncommitted = state_of(path)
        yield compile_workspace(path), Origin(shown, commit, author, uncommitted)
        return
    with checked_out(f"git:{revision}", path) as folder:
        root = repository_of(path)
        commit = commit_of(root, revision) if root is not None else ""
        author = author_of(root, commit) if root is not None else ""
        yield compile_workspace(folder), Origin(shown, commit, author)


def stop_at_errors(workspace: Workspace) -> None:
    """Prints what is wrong, if anything; exits 1 when something of it is an error."""
    found = list(workspace.all_diagnostics)
    if not workspace.has_errors:
        return
    click.echo(
        as_text(found, workspace.sources, colour=wants_colour(os.environ, terminal=sys.stdout.isatty()))
    )
    click.echo(summary(found, len(workspace.journeys)))
    sys.exit(1)


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[Connection]:
    """Raises Unavailable `database-unreachable`."""
    try:
        connection = await asyncpg.connect(settings.database_url, timeout=10)
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError) as why:
        words = f"No database answers at {address_of(settings)}. {where_to_look(settings)}"
        raise Unavailable("database-unreachable", words) from why
    try:
        await prepare(connection)
        yield connection
    finally:
        await connection.close()


async def plan_for(settings: Settings, workspace: Workspace, origin: Origin, mode: Mode) -> ReleasePlan:
    async with connected(settings) as connection:
        return await make_plan(
            connection,
            workspace,
            installation=f"{settings.public_url}, database {address_of(settings)}",
            origin=origin,
            mode=mode,
            now=journey_now(settings),
        )


def address_of(settings: Settings) -> str:
    """Host, port and name of the database: never who may enter it."""
    try:
        parts = urlsplit(settings.database_url)
        host = f"{parts.hostname or 'this machine'}:{parts.port or 5432}"
        return f"{parts.path.lstrip('/') or 'default'} at {host}"
    except ValueError:
        return "an address that cannot be read"


def journey_now(settings: Settings) -> datetime:
    return datetime.fromtimestamp(settings.clock.at(time.time()), UTC)


def style() -> Style:
    return Style(wants_colour(os.environ, terminal=sys.stdout.isatty()))

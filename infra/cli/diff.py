"""`careloom diff`: what differs between two journeys or directories of them. Reads files and git only.

With `--live` it asks a running installation who stands where, too.
"""

import asyncio
import json
import os
import sys
from pathlib import Path

import asyncpg
import click
import msgspec

from engine.compiler import compile_workspace
from engine.compiler.compare import JourneySide, Side, as_builtins, compare, journey_side, side_of
from engine.compiler.compare.text import Inside, as_text
from engine.compiler.files import JOURNEY_FILE
from engine.compiler.report.style import Style, wants_colour
from engine.settings import load_settings
from engine.store.inside import people_at_steps
from infra.cli.revisions import checked_out


@click.command()
@click.argument("before")
@click.argument("after", required=False)
@click.option(
    "output", "--format", type=click.Choice(["text", "json"]), default="text", help="How to print it."
)
@click.option("--exit-code", is_flag=True, help="Exit 1 when anything but layout and wording differs.")
@click.option("--live", is_flag=True, help="Tell how many people stand where on the installation.")
def diff(before: str, after: str | None, output: str, exit_code: bool, live: bool) -> None:
    """Say what differs from BEFORE to AFTER (by default the directory `journeys`).

    Each is a directory of journeys, one journey's folder, its journey.yaml, or the same at a git revision:
    REV, REV:PATH or git:REV:PATH.
    """
    after = after or "journeys"
    likely = next((Path(one) for one in (after, before) if Path(one).exists()), Path("journeys"))
    with checked_out(before, likely) as old, checked_out(after, likely) as new:
        sides = _same_name(_side(old), _side(new))
    found = compare(*sides)
    inside = asyncio.run(_inside()) if live else None
    if output == "json":
        people = {} if inside is None else {"inside": inside}
        click.echo(json.dumps(as_builtins(found) | people, ensure_ascii=False, indent=2))
    else:
        style = Style(wants_colour(os.environ, terminal=sys.stdout.isatty()))
        click.echo(as_text(found, style.paint, inside))
    sys.exit(1 if exit_code and found.meaning else 0)


def _side(path: Path) -> Side:
    """All of a directory, or the one journey that a folder or file is; a lone file is read by itself."""
    file = path / JOURNEY_FILE if path.is_dir() else path
    if path.is_dir() and (not file.is_file() or (path / "organization.yaml").is_file()):
        return side_of(compile_workspace(path))
    folder = file.resolve().parent
    if file.name == JOURNEY_FILE and (folder.parent / "organization.yaml").is_file():
        whole = side_of(compile_workspace(folder.parent))
        return Side({folder.name: whole.journeys[folder.name]})
    lone: JourneySide = journey_side(file.stem, file.read_text(encoding="utf-8"), None, "", ())
    return Side({file.stem: lone})


def _same_name(before: Side, after: Side) -> tuple[Side, Side]:
    """Two journeys named by their folders are compared whatever they are called."""
    if len(before.journeys) == len(after.journeys) == 1 and not before.segments and not after.segments:
        [old], [new] = before.journeys.values(), after.journeys.values()
        before = Side({new.slug: msgspec.structs.replace(old, slug=new.slug)})
    return before, after


async def _inside() -> Inside:
    connection = await asyncpg.connect(load_settings().database_url)
    try:
        return await people_at_steps(connection)
    finally:
        await connection.close()

"""`careloom plan`: what applying a directory would change on this installation. Changes nothing."""

import asyncio
import json
import sys
from pathlib import Path

import click

from engine.settings import load_settings
from engine.store.release_plan import Mode, plan_as_builtins, save_plan
from infra.cli.planned import plan_text
from infra.cli.planning import plan_for, stop_at_errors, style, workspace_at

MODES = ("stay", "next-safe-point", "now")
DRIFT = 2


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--rev", default="", help="The directory as it is at this git revision.")
@click.option(
    "mode",
    "--inside",
    type=click.Choice(MODES),
    default="stay",
    show_default=True,
    help="What becomes of people inside.",
)
@click.option(
    "output", "--format", type=click.Choice(["text", "json"]), default="text", help="How to print it."
)
@click.option(
    "target", "--out", type=click.Path(path_type=Path), help="Save the plan, for `careloom apply FILE`."
)
@click.option("--check", is_flag=True, help="Exit 2 when the installation differs from what is written.")
def plan(path: Path | None, rev: str, mode: Mode, output: str, target: Path | None, check: bool) -> None:
    """Compare the journeys at PATH (the installation's own by default) with what is in force.

    Exits 0; 1 when there is an error in the journeys or people cannot be taken along; with --check 2 when
    there is something to do.
    """
    settings = load_settings()
    with workspace_at(path or settings.journeys_dir, rev) as (workspace, origin):
        stop_at_errors(workspace)
        found = asyncio.run(plan_for(settings, workspace, origin, mode))
    if target is not None:
        target.write_bytes(save_plan(found))
    if output == "json":
        click.echo(json.dumps(plan_as_builtins(found), ensure_ascii=False, indent=2))
    else:
        click.echo(plan_text(found, style().paint))
    if found.refusals:
        sys.exit(1)
    sys.exit(DRIFT if check and not found.empty else 0)

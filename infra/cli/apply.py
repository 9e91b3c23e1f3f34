"""`careloom apply`: shows the plan, asks, does exactly that. Safe to repeat."""

import asyncio
import getpass
import sys
from pathlib import Path

import click

from designer_api.access.roles import RANK
from engine.errors import Refused
from engine.settings import Settings, load_settings
from engine.store.applying import apply_plan
from engine.store.journeys import Published
from engine.store.pool import Connection
from engine.store.release_plan import Mode, ReleasePlan, read_plan
from infra.cli.plan import MODES
from infra.cli.planned import plan_text
from infra.cli.planning import connected, journey_now, plan_for, stop_at_errors, style, workspace_at

UNAPPROVED = 3


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
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--note", default="", help="Why, for the list of versions.")
@click.option(
    "--approved-by", multiple=True, metavar="EMAIL", help="Who of the staff has approved it; repeatable."
)
def apply(
    path: Path | None, rev: str, mode: Mode, yes: bool, note: str, approved_by: tuple[str, ...]
) -> None:
    """Put the journeys at PATH (the installation's own by default), or the plan in a file, in force.

    Exits 1 and changes nothing when there is an error in any journey, when what is in force has changed since
    the plan was made, or when people cannot be taken along; 3 when an approval is missing.
    """
    settings = load_settings()
    plan = _plan(settings, path or settings.journeys_dir, rev, mode)
    approvals = asyncio.run(_approvals(settings, plan, approved_by))
    click.echo(plan_text(plan, style().paint, approvals))
    if plan.empty:
        return
    if missing := [one for one in plan.approvals if one.kind not in approvals]:
        kinds = ", ".join(one.kind for one in missing)
        click.echo(f"Nothing was applied: approval is missing for {kinds} (--approved-by).", err=True)
        sys.exit(UNAPPROVED)
    if not plan.refusals and not yes:
        _ask()
    for each in asyncio.run(_apply(settings, plan, note, approvals)):
        state = "published" if each.new else "in force already"
        click.echo(f"{each.slug}: version {each.number} ({each.version[:12]}) {state}")


def _plan(settings: Settings, path: Path, rev: str, mode: Mode) -> ReleasePlan:
    if path.is_file():
        return read_plan(path.read_bytes())
    with workspace_at(path, rev) as (workspace, origin):
        stop_at_errors(workspace)
        return asyncio.run(plan_for(settings, workspace, origin, mode))


def _ask() -> None:
    """Raises Refused `nobody-to-ask` where nobody can answer."""
    if not sys.stdin.isatty():
        raise Refused("nobody-to-ask", "Nothing was applied: nobody can be asked here. Say --yes.")
    click.confirm("\nDo this?", abort=True)


async def _apply(
    settings: Settings, plan: ReleasePlan, note: str, approvals: dict[str, str]
) -> list[Published]:
    async with connected(settings) as connection:
        return await apply_plan(
            connection, plan, by=_person(), now=journey_now(settings), note=note, approvals=approvals
        )


async def _approvals(settings: Settings, plan: ReleasePlan, emails: tuple[str, ...]) -> dict[str, str]:
    """Kind of change → who may approve it and did. Raises Refused `approver-unknown`."""
    if not plan.approvals or not emails:
        return {}
    async with connected(settings) as connection:
        ranks = [(email, await _rank(connection, email)) for email in emails]
    found: dict[str, str] = {}
    for one in plan.approvals:
        able = [email for email, rank in ranks if rank >= RANK.get(one.role, max(RANK.values()))]
        if able:
            found[one.kind] = able[0]
    return found


async def _rank(connection: Connection, email: str) -> int:
    role = await connection.fetchval(
        "select role from account where lower(email) = lower($1) and not disabled", email
    )
    if role is None:
        raise Refused("approver-unknown", f"Nobody of the staff has the address {email}.")
    return RANK.get(role, 0)


def _person() -> str:
    """Who typed it, as far as the machine knows."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "command line"

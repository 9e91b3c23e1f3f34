"""`careloom account`: make a staff account, or let somebody in again, by a one-time sign-in link."""

import asyncio

import click

from designer_api.access.roles import RANK
from designer_api.access.service import one_time_link
from engine.settings import load_settings


@click.command()
@click.argument("email")
@click.option("--name", default="", help="As colleagues know this person.  [default: the address]")
@click.option(
    "--role", type=click.Choice(sorted(RANK, key=RANK.__getitem__)), default="viewer", show_default=True
)
def account(email: str, name: str, role: str) -> None:
    """Print a link that signs EMAIL in once; the account is made when there is none.

    An existing account keeps its role. The link works for twelve hours; give it to that person alone.
    """
    link = asyncio.run(one_time_link(load_settings(), email, name or email, role))
    click.echo(link)

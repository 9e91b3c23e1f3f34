"""`careloom doctor`: one look at everything an operator would otherwise look up. Changes nothing."""

import asyncio
import sys

import click

from engine.settings import Settings, load_settings
from infra.cli.checks import CHECKS, Finding
from infra.cli.stuck import stuck

_MARKS = {"good": ("ok", "green"), "attention": ("look", "yellow"), "bad": ("BAD", "red")}


@click.command()
def doctor() -> None:
    """Say what runs, what is missing and what is stuck. Exit code 1 when something is bad."""
    findings = asyncio.run(examine(load_settings()))
    for finding in findings:
        word, colour = _MARKS[finding.state]
        click.echo(f"{click.style(f'{word:<5}', fg=colour)} {finding.subject:<11} {finding.words}")
    sys.exit(1 if any(finding.state == "bad" for finding in findings) else 0)


async def examine(settings: Settings) -> list[Finding]:
    """Every question at once; the answers in the order in which they are asked."""
    return list(await asyncio.gather(*(check(settings) for check in (*CHECKS, stuck))))

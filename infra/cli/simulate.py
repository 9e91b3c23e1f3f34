"""`careloom simulate`: play one scenario and say why everything happened. Reads files only; cannot send."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from engine.compiler.report import as_text, wants_colour
from engine.compiler.report.style import Style
from engine.errors import Refused
from engine.journey.scenarios import Scenario
from engine.simulation.run import play
from engine.simulation.stage import Stage
from engine.simulation.story import Moment, Story
from infra.cli.scenarios.loading import Loaded, collect
from infra.cli.scenarios.text import as_findings, as_timeline

PLAYED, NOTHING, UNREADABLE = 0, 1, 2


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("-k", "wanted", default="", metavar="TEXT", help="The first scenario whose name holds TEXT.")
@click.option("--mails", is_flag=True, help="Print every mail as the reader would get it.")
@click.option("--why", is_flag=True, help="Print every rule's answer about every mail.")
def simulate(path: Path, wanted: str, mails: bool, why: bool) -> None:
    """Play one scenario of the journey at PATH and tell everything that happens, with local times.

    PATH is a journey's folder, its journey.yaml, or a file of scenarios in it. What the scenario expects is
    not looked at: that is what `careloom test` is for. Exits 0 when it was played, 1 when there is no such
    scenario, 2 when the journey or its scenarios cannot be read.
    """
    try:
        collection = collect((path,))
    except Refused as refused:
        _refuse(refused.message, UNREADABLE)
    style = Style(wants_colour(os.environ, terminal=sys.stdout.isatty()))
    if collection.broken:
        shown = as_text(collection.diagnostics, collection.sources, colour=style.colour)
        click.echo(shown, err=True, color=True)
        sys.exit(UNREADABLE)
    stage, scenario = _chosen(collection.loaded, wanted)
    story = play(stage, scenario, texts=True, explained=True)
    told = [style.paint("bold", scenario.name), as_timeline(scenario, story, style)]
    told += _more(story, style, mails=mails, why=why)
    click.echo("\n".join(told), color=True)  # whether there are colours was decided above


def _chosen(loaded: tuple[Loaded, ...], wanted: str) -> tuple[Stage, Scenario]:
    every = [(one.stage, scenario) for one in loaded if one.stage is not None for scenario in one.scenarios]
    fitting = [(stage, scenario) for stage, scenario in every if wanted.lower() in scenario.name.lower()]
    if not fitting:
        names = ", ".join(scenario.name for _, scenario in every) or "none"
        _refuse(f'no scenario is called "{wanted}". There are: {names}', NOTHING)
    return fitting[0]


def _more(story: Story, style: Style, *, mails: bool, why: bool) -> list[str]:
    lines: list[str] = []
    for one in story.moments:
        if one.kind in ("send", "skip", "later") and why:
            lines += ["", f"{style.paint('bold', one.id)}: {_verdict(one)}", *as_findings(one, style)]
        if one.mail is not None and mails:
            lines += ["", style.paint("bold", f"{one.id}: {one.mail.subject}"), "", one.mail.text.rstrip()]
    return lines


def _verdict(one: Moment) -> str:
    words = {"send": "sent", "skip": "not sent", "later": "not yet"}[one.kind]
    return f"{words} ({one.reason})" if one.reason else words


def _refuse(message: str, code: int) -> NoReturn:
    click.echo(f"careloom simulate: {message}", err=True)
    sys.exit(code)

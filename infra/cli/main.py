"""The `careloom` command. Each subcommand is one file here, imported only when it is called."""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import NoReturn

import click

from engine.errors import EngineError

# The word on the command line, which is also its file and its function, and what it is for.
COMMANDS = {
    "up": "Start the embedded stack, play a fortnight, serve the designer.",
    "new": "Start a journey, or a whole workspace, from the library.",
    "check": "Compile journeys and print every problem.",
    "fmt": "Write journeys and messages in their canonical form.",
    "schema": "Write the JSON Schemas that editors complete and check by.",
    "lsp": "Serve an editor: problems, completion, renaming, as the Language Server Protocol.",
    "test": "Play the scenarios of journeys on a virtual clock.",
    "simulate": "Play one scenario and say why everything happened.",
    "graph": "Draw a journey.",
    "diff": "Say what differs between two journeys or directories of them.",
    "plan": "Say what applying a directory would change on this installation.",
    "apply": "Do what the plan says, and nothing else.",
    "api": "Serve the API and the designer.",
    "worker": "Carry journeys, deliver mail, route events, watch over cohorts.",
    "enroll": "Name people of a CSV list for a journey.",
    "account": "Let a member of staff in by a one-time link.",
    "migrate": "Bring the database to this version.",
    "audit": "Print what an auditor asks: for every mail why, with which data, behind which gates.",
    "doctor": "Say what runs, what is missing and what is stuck.",
    "bench": "Measure this machine and print ratios.",
}


class LateCommands(click.Group):
    """Knows its commands by name, so that `careloom --help` and every command start quickly."""

    def list_commands(self, context: click.Context) -> list[str]:
        return [name for name in COMMANDS if find_spec(f"infra.cli.{name}")]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(context):
            return None
        found = getattr(import_module(f"infra.cli.{name}"), name)
        return found if isinstance(found, click.Command) else None

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(context)])


@click.group(cls=LateCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="careloom")
def careloom() -> None:
    """Careloom, the journey engine for health care."""


def main() -> None:
    """A known problem is one sentence and exit code 1; only a bug is a traceback."""
    try:
        careloom()
    except EngineError as known:
        _stop(f"{known.message} [{known.code}]")
    except Exception as error:
        # Only now: help and completion load no database.
        words: str = import_module("infra.cli.installation").unreachable(error)
        if not words:
            raise
        _stop(words)


def _stop(words: str) -> NoReturn:
    click.echo(f"careloom: {words}", err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()

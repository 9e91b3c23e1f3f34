"""`careloom bench`: measures this machine on real parts; its ratios travel better than its seconds."""

from pathlib import Path

import click
import msgspec
import uvloop
from rich.console import Console
from rich.table import Table

from infra.bench import goals
from infra.bench.installation import forget_settings_of_others
from infra.bench.language.run import run as run_language
from infra.bench.run import MEASUREMENTS, run


@click.group(invoke_without_command=True)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write everything there as JSON."
)
@click.option("--patients", type=click.IntRange(1), help="How many journeys.  [default: 10000]")
@click.option("--only", multiple=True, type=click.Choice(list(MEASUREMENTS)), help="Measure just this.")
@click.option("--quick", is_flag=True, help="Small sizes: whether it runs, not how fast.")
@click.pass_context
def bench(
    context: click.Context, out: Path | None, patients: int | None, only: tuple[str, ...], quick: bool
) -> None:
    """Measure speed, latency, memory and restart against installations of its own, gone afterwards."""
    if context.invoked_subcommand is not None:
        return
    forget_settings_of_others()
    console = Console(highlight=False)
    report = uvloop.run(run(only, patients, quick, lambda words: console.print(f"  {words}", markup=False)))
    _show(console, report, out)


@bench.command()
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write everything there as JSON."
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON and nothing else.")
@click.option("--quick", is_flag=True, help="Small sizes: whether it runs, not how fast.")
def language(out: Path | None, as_json: bool, quick: bool) -> None:
    """Measure the compiler, the editor's workspace, the formatter and audiences on two hundred journeys."""
    forget_settings_of_others()
    console = Console(highlight=False, stderr=as_json)
    report = uvloop.run(run_language(quick, lambda words: console.print(f"  {words}", markup=False)))
    _show(console, report, out)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(report)))


def _show(console: Console, report: dict[str, object], out: Path | None) -> None:
    console.print(_table(report))
    console.print(_surroundings(report), markup=False)
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
        console.print(f"  Written to {out}.", markup=False)


def _table(report: dict[str, object]) -> Table:
    shown = Table(title="careloom bench", title_justify="left", show_edge=False)
    for column in ("what", "measured", "wanted", "reached"):
        shown.add_column(column, justify="left" if column == "what" else "right")
    for row in goals.rows(report):
        shown.add_row(*row)
    return shown


def _surroundings(report: dict[str, object]) -> str:
    facts = msgspec.convert(report["machine"], dict[str, object])
    around = msgspec.convert(report["surroundings"], dict[str, float])
    return (
        f"  {facts['cpu']}, {facts['cores']} cores, {facts['memory_gb']} GB. The machine was"
        f" {around['machine_busy']:.0%} busy over {around['seconds']:.0f} s; load {around['load_before']}"
        f" before, {around['load_after']} after."
    )

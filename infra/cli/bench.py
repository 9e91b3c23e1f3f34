"""`careloom bench`: measures this machine on real parts; its ratios travel better than its seconds."""

from pathlib import Path

import click
import msgspec
import uvloop
from rich.console import Console
from rich.table import Table

from infra.bench import goals
from infra.bench.installation import forget_settings_of_others
from infra.bench.run import MEASUREMENTS, run


@click.command()
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write everything there as JSON."
)
@click.option("--patients", type=click.IntRange(1), help="How many journeys.  [default: 10000]")
@click.option("--only", multiple=True, type=click.Choice(list(MEASUREMENTS)), help="Measure just this.")
@click.option("--quick", is_flag=True, help="Small sizes: whether it runs, not how fast.")
def bench(out: Path | None, patients: int | None, only: tuple[str, ...], quick: bool) -> None:
    """Measure speed, latency, memory and restart against installations of its own, gone afterwards."""
    forget_settings_of_others()
    console = Console(highlight=False)
    report = uvloop.run(run(only, patients, quick, lambda words: console.print(f"  {words}", markup=False)))
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

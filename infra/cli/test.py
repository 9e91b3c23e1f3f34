"""`careloom test`: play the scenarios of journeys on a virtual clock. Reads files only; cannot send."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click

from engine.compiler.load import load
from engine.compiler.read import read
from engine.compiler.report import as_text, wants_colour
from engine.compiler.report.style import Style
from engine.compiler.walk import all_steps
from engine.errors import Refused
from engine.journey.diagnostics import Problems
from engine.journey.journey import Journey
from engine.simulation.suite import run_scenarios
from infra.cli.scenarios.junit import Tested, as_json, as_junit
from infra.cli.scenarios.loading import Collection, Loaded, collect
from infra.cli.scenarios.text import as_coverage, as_failure, as_line, as_summary
from infra.cli.scenarios.watching import watch

PASSED, FAILED, UNREADABLE = 0, 1, 2


class Options:
    """What the command line asked for."""

    def __init__(self, wanted: tuple[str, ...], *, coverage: bool, fail_under: float | None) -> None:
        self.wanted = tuple(word.lower() for word in wanted)
        self.coverage = coverage or fail_under is not None
        self.fail_under = fail_under or 0.0

    def wants(self, name: str) -> bool:
        return not self.wanted or any(word in name.lower() for word in self.wanted)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("-k", "wanted", multiple=True, metavar="TEXT", help="Only scenarios whose name holds TEXT.")
@click.option("--coverage", is_flag=True, help="Say which steps and ways no scenario reaches.")
@click.option(
    "--fail-under", type=float, metavar="N", help="Exit with 1 when less than N percent is reached."
)
@click.option("--junit", type=click.Path(path_type=Path), metavar="FILE", help="Write JUnit XML, too.")
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of text.")
@click.option("--watch", "watch_", is_flag=True, help="Run again whenever a file changes.")
def test(
    paths: tuple[Path, ...],
    wanted: tuple[str, ...],
    coverage: bool,
    fail_under: float | None,
    junit: Path | None,
    json_: bool,
    watch_: bool,
) -> None:
    """Play the scenarios at PATHS and say which of them come out as expected.

    A path is a directory of journeys, one journey's folder, its journey.yaml, or a file of scenarios in it.
    Exits 0 when all passed, 1 when one failed, 2 when a journey or scenario cannot be read.
    """
    options = Options(wanted, coverage=coverage, fail_under=fail_under)
    chosen = paths or (Path("journeys"),)

    def once() -> int:
        return _run(chosen, options, junit, json_=json_)

    if watch_:
        _watch(chosen, once)
    sys.exit(once())


def _watch(paths: tuple[Path, ...], once: Callable[[], int]) -> None:
    def again() -> None:
        if sys.stdout.isatty():
            click.clear()
        once()
        click.echo("\nwaiting for a file to change; Ctrl-C ends it")

    try:
        watch([path if path.is_dir() else path.parent for path in paths], again)
    except KeyboardInterrupt:
        sys.exit(PASSED)


def _run(paths: tuple[Path, ...], options: Options, junit: Path | None, *, json_: bool) -> int:
    style = Style(wants_colour(os.environ, terminal=sys.stdout.isatty()))
    begin = time.perf_counter()
    try:
        collection = collect(paths)
    except Refused as refused:
        click.echo(f"careloom test: {refused.message}", err=True)
        return UNREADABLE
    tested = [_play(one, options, stories=json_) for one in collection.loaded if one.stage is not None]
    tested = [one for one in tested if one.played.results or not options.wanted]
    seconds = time.perf_counter() - begin
    if junit is not None:
        junit.write_text(as_junit(tested), encoding="utf-8")
    shown = as_json(tested, seconds) if json_ else _text(collection, tested, options, seconds, style)
    click.echo(shown, color=True)  # whether there are colours was decided above
    if collection.broken:
        click.echo(
            as_text(collection.diagnostics, collection.sources, colour=style.colour), err=json_, color=True
        )
        return UNREADABLE
    return _verdict(tested, options)


def _play(one: Loaded, options: Options, *, stories: bool) -> Tested:
    assert one.stage is not None  # noqa: S101 - the caller has just looked
    played = run_scenarios(one.stage, one.scenarios, options.wants, stories=stories)
    return Tested(one.journey.slug, one.path, one.text, played)


def _verdict(tested: list[Tested], options: Options) -> int:
    too_little = any(one.played.coverage.percent < options.fail_under for one in tested)
    return FAILED if too_little or any(one.played.failed for one in tested) else PASSED


def _text(
    collection: Collection, tested: list[Tested], options: Options, seconds: float, style: Style
) -> str:
    lines: list[str] = []
    for one in tested:
        lines.append(style.paint("bold", one.journey) + style.paint("faint", f"  {one.path}"))
        for result in one.played.results:
            lines.append(as_line(result, style))
            if not result.passed:
                lines.append("\n" + as_failure(result, one.path, one.text, style))
        if options.coverage:
            lines.append(as_coverage(one.played.coverage, _places(collection, one.journey), style))
        lines.append("")
    failed = sum(one.played.failed for one in tested)
    passed = sum(len(one.played.results) for one in tested) - failed
    return "\n".join([*lines, as_summary(passed, failed, seconds, style)])


def _places(collection: Collection, slug: str) -> dict[str, str]:
    """Where each step stands, as path:line."""
    journey = next(one.journey for one in collection.loaded if one.journey.slug == slug)
    node = load(journey.text, journey.path, Problems())
    document = read(Journey, node, Problems()) if node is not None else None
    steps = all_steps(document.steps) if document is not None else []
    return {step.id: f"{journey.path}:{step.place('id').line}" for step in steps}

"""`careloom graph`: a picture of a journey. Reads files only, needs nothing running."""

import sys
from pathlib import Path

import click

from engine.compiler.drawing import draw_mermaid, draw_svg
from engine.compiler.files import JOURNEY_FILE
from engine.compiler.load import decode, load
from engine.compiler.read import read
from engine.compiler.report import as_text
from engine.journey.diagnostics import Problems
from engine.journey.journey import Journey

DRAW = {"svg": draw_svg, "mermaid": draw_mermaid}


@click.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option(
    "output", "--format", type=click.Choice(list(DRAW)), help="What to draw.  [default: by FILE, else svg]"
)
@click.option(
    "target", "-o", "--output", type=click.Path(path_type=Path), help="Where to, instead of printing."
)
def graph(path: Path, output: str | None, target: Path | None) -> None:
    """Draw the journey at PATH, its folder or its journey.yaml.

    A journey with problems is drawn as far as it can be read. Exits 1 when nothing can be read.
    """
    file = path / JOURNEY_FILE if path.is_dir() else path
    drawn = DRAW[output or _by_name(target)](_read(file))
    if target is None:
        click.echo(drawn, nl=False)
    else:
        target.write_text(drawn, encoding="utf-8")
        click.echo(f"{target}: drawn", err=True)


def _by_name(target: Path | None) -> str:
    return "mermaid" if target is not None and target.suffix in (".mmd", ".mermaid") else "svg"


def _read(file: Path) -> Journey:
    if not file.is_file():
        raise click.UsageError(f"{file} is no journey; name its folder or its journey.yaml.")
    problems = Problems()
    text = decode(file.read_bytes(), str(file), problems)
    node = load(text, str(file), problems) if text is not None else None
    journey = read(Journey, node, problems) if node is not None else None
    if journey is None:
        click.echo(as_text(problems.sorted(), {str(file): text or ""}, colour=sys.stderr.isatty()), err=True)
        sys.exit(1)
    return journey

"""`careloom schema`: writes the JSON Schemas of the documents, for editors."""

from pathlib import Path

import click

from engine.compiler.reference import reference
from engine.compiler.schemas import NAMES, schema_text


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("journeys/schema"))
@click.option("--print", "name", type=click.Choice(NAMES), help="Print one schema and write nothing.")
@click.option(
    "--reference",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the reference of the language there as Markdown, and nothing else.",
)
def schema(folder: Path, name: str | None, page: Path | None) -> None:
    """Write the JSON Schemas of every document into FOLDER.

    A file names its schema in its first line, and editors with YAML support complete and check by it:
    `# yaml-language-server: $schema=../schema/journey.json`.
    """
    if name is not None:
        click.echo(schema_text(name), nl=False)
        return
    if page is not None:
        page.write_text(reference(), encoding="utf-8")
        return
    folder.mkdir(parents=True, exist_ok=True)
    for one in NAMES:
        (folder / f"{one}.json").write_text(schema_text(one), encoding="utf-8")
    click.echo(f"{folder}: {len(NAMES)} schemas", err=True)

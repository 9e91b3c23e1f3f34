"""`careloom fmt`: rewrites documents in their canonical form. Reads and writes files only."""

import difflib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from engine.compiler.formatting import Formatted, format_text, kind_of
from engine.compiler.load import decode
from engine.compiler.report import as_text, wants_colour
from engine.journey.diagnostics import Problems

CLEAN, CHANGES, UNREADABLE = 0, 1, 2
STDIN: Final = "-"


class Tally:
    """What became of the files so far."""

    def __init__(self) -> None:
        self.changed = self.same = self.broken = 0

    def sentence(self, would: bool) -> str:
        changed = (
            f"{_files(self.changed)} {'would be changed' if would else 'changed'}" if self.changed else ""
        )
        broken = f"{_files(self.broken)} could not be read" if self.broken else ""
        same = f"{_files(self.same)} as they should be" if self.same else ""
        return ", ".join(part for part in (changed, broken, same) if part) or "no files"


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--check", is_flag=True, help="Change nothing; name the files that would change and exit with 1."
)
@click.option("--diff", is_flag=True, help="Change nothing; print what would change and exit with 1.")
@click.option(
    "--stdin-path",
    type=click.Path(path_type=Path),
    default=Path("journey.yaml"),
    help="What the text of standard input is called: its name says which document it is.",
)
def fmt(paths: tuple[Path, ...], check: bool, diff: bool, stdin_path: Path) -> None:
    """Write the documents at PATHS (files or directories) in canonical form; `-` is standard input.

    Key order, indentation and quoting are the language's; comments and empty lines are the author's. A file
    that cannot be read is left as it is, with its problems. Exits 0 when all is well, 1 when a file is broken
    or, with --check or --diff, would change, 2 when there is no such path.
    """
    if paths == (Path(STDIN),):
        sys.exit(_stdin(stdin_path, check, diff))
    tally = Tally()
    for path in _files_of(paths or (Path("journeys"),)):
        _one(path, tally, check, diff)
    click.echo(tally.sentence(would=check or diff), err=True)
    sys.exit(CHANGES if tally.broken or (tally.changed and (check or diff)) else CLEAN)


def _one(path: Path, tally: Tally, check: bool, diff: bool) -> None:
    raw = path.read_bytes()
    text, found = formatted(raw, path)
    if found.diagnostics:
        tally.broken += 1
        _complain(path, text, found)
        return
    if found.text == text:
        tally.same += 1
        return
    tally.changed += 1
    if diff:
        click.echo(_difference(path, text, found.text), nl=False)
    elif check:
        click.echo(str(path))
    else:
        path.write_bytes(found.text.encode("utf-8"))
        click.echo(f"{path}: formatted", err=True)


def formatted(raw: bytes, path: Path) -> tuple[str, Formatted]:
    """The text of a file, and what it should be."""
    problems = Problems()
    text = decode(raw, str(path), problems)
    if text is None:
        return "", Formatted("", problems.sorted())
    return text, format_text(text, kind_of(path), str(path))


def _stdin(name: Path, check: bool, diff: bool) -> int:
    text, found = formatted(sys.stdin.buffer.read(), name)
    if found.diagnostics:
        _complain(name, text, found)
    if diff:
        click.echo(_difference(name, text, found.text), nl=False)
    elif not check:
        sys.stdout.buffer.write(found.text.encode("utf-8"))
    return CHANGES if found.diagnostics or ((check or diff) and found.text != text) else CLEAN


def _files_of(paths: tuple[Path, ...]) -> Iterator[Path]:
    """Files that are named, and the language's files below directories."""
    for path in paths:
        if path.is_dir():
            yield from sorted(_below(path))
        elif path.is_file():
            yield path
        else:
            click.echo(f"careloom fmt: there is no {path}.", err=True)
            sys.exit(UNREADABLE)


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
        yield from (path for name in names if kind_of(path := Path(root) / name))


def _difference(path: Path, before: str, after: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), str(path), f"{path} (formatted)"
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _complain(path: Path, text: str, found: Formatted) -> None:
    colour = wants_colour(os.environ, terminal=sys.stderr.isatty())
    click.echo(as_text(found.diagnostics, {str(path): text}, colour=colour), err=True, color=True)


def _files(number: int) -> str:
    return f"{number} file{'' if number == 1 else 's'}"

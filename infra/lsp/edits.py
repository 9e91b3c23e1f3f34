"""Changes an editor may ask for: renaming, formatting, and what a diagnostic's hint offers."""

import re
from pathlib import Path
from typing import Final, get_args

import msgspec

from engine.compiler.fixes import fix_of
from engine.compiler.formatting import format_text, kind_of
from engine.errors import Conflict, Refused
from engine.journey import codes
from engine.journey.diagnostics import Diagnostic
from engine.journey.part import Slug
from infra.lsp.marks import at
from infra.lsp.names import Name
from infra.lsp.project import Project

RENAMED: Final = ("step", "segment")
_SLUG: Final = re.compile(get_args(Slug)[1].pattern)
_KIND_FIRST: Final = (codes.STEP_KIND_FIRST.name,)


class Change(msgspec.Struct, frozen=True):
    """`text` takes the place of what stands from `start` to `end` of a file."""

    path: Path
    start: int
    end: int
    text: str


class Repair(msgspec.Struct, frozen=True):
    title: str
    changes: tuple[Change, ...]


def renamed_at(project: Project, path: Path, offset: int) -> Name | None:
    """The name at a place, when it is one that may be renamed."""
    mark = at(project.marks(path), offset)
    return mark if isinstance(mark, Name) and mark.sort in RENAMED else None


def rename(project: Project, path: Path, offset: int, new: str) -> list[Change]:
    """Every place of the name, in all files that may speak of it.

    Raises Refused (not-renamable, name-malformed) and Conflict (name-taken).
    """
    name = renamed_at(project, path, offset)
    if name is None or not project.definitions(name, path):
        raise Refused("not-renamable", "Only steps and segments can be renamed, where they are known.")
    if not _SLUG.fullmatch(new):
        raise Refused("name-malformed", f"A {name.sort} has a kebab-case name such as week-ahead.")
    if new != name.name and new in project.names(name.sort, path):
        raise Conflict("name-taken", f"There already is a {name.sort} of this name.")
    return [Change(one.path, one.start, one.end, new) for one in project.mentions(name, path)]


def formatting(project: Project, path: Path) -> list[Change]:
    """The whole file in canonical form; nothing when it cannot be read or is in it already."""
    text = project.text(path).text
    found = format_text(text, kind_of(path), path.name)
    if found.diagnostics or found.text == text:
        return []
    return [Change(path, 0, len(text), found.text)]


def repairs(project: Project, path: Path, diagnostic: Diagnostic) -> list[Repair]:
    """What the hint of a diagnostic offers."""
    text = project.text(path)
    fix = fix_of(diagnostic, text.lines)
    if fix is not None:
        start, end = text.place(fix.line, fix.column), text.place(fix.line, fix.end_column)
        word = "Change to" if fix.was else "Write"
        return [Repair(f'{word} "{fix.offer}"', (Change(path, start, end, fix.replacement),))]
    if diagnostic.code in _KIND_FIRST:
        return [Repair("Put the kind first, and format the file", tuple(formatting(project, path)))]
    return []

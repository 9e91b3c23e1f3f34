"""What the hint of a diagnostic offers, as a change of one line: for editors, which do it on a press.

Only what the compiler is sure of: a name it suggests, a sign of another language, a bound that is missing,
the end of a journey towards a visit, or what becomes of people of whom a branch knows too little.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from engine.compiler.report.excerpt import lines_of
from engine.journey import codes
from engine.journey.diagnostics import Diagnostic

_DID_YOU_MEAN: Final = re.compile(r'did you mean "([^"]+)"\?')
_NAMED: Final = re.compile(r'"([^"]+)"|messages/(\S+)\.mjml')
_HABIT: Final = re.compile(r"write (&&|\|\||!|==)")
_BOUND: Final = re.compile(r"(?:say how \w+ with|add) (\S+: \S+)")
_GO_ON: Final = "unknown: []"
_STOP: Final = "- on: appointment.cancelled"
_HEAD: Final = re.compile(r"(\s*(?:-\s+)*)(?:await|branch|repeat|send):\s+[\"']?[a-z0-9-]+[\"']?\s*(?:#.*)?")


class Fix(msgspec.Struct, frozen=True):
    """From `column` up to `end_column` (exclusive) of this line, `replacement` takes the place of `was`.

    Lines and columns count from 1, in characters, as those of diagnostics do. `offer` is what is written, in
    short. Where `was` is empty, something is added.
    """

    path: str
    line: int
    column: int
    end_column: int
    was: str
    replacement: str
    offer: str


def fixes_of(found: Sequence[Diagnostic], sources: Mapping[str, str]) -> list[Fix | None]:
    """The fix of each diagnostic, None where its hint offers none. `sources`: path → text."""
    lines = {path: lines_of(path, sources[path]) for path in {one.path for one in found} if path in sources}
    return [fix_of(one, lines.get(one.path, ())) for one in found]


def fix_of(diagnostic: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """`lines` are those of the diagnostic's file, as its parser counts them."""
    if not 1 <= diagnostic.line <= len(lines):
        return None
    line = lines[diagnostic.line - 1]
    written = line[diagnostic.column - 1 : diagnostic.end_column - 1]
    if meant := _DID_YOU_MEAN.search(diagnostic.hint):
        return _other_name(diagnostic, written, meant[1])
    if diagnostic.code == codes.EXPRESSION_SYNTAX.name and (habit := _HABIT.fullmatch(diagnostic.hint)):
        return _put(diagnostic, written, habit[1], habit[1]) if written.strip() else None
    if diagnostic.code == codes.NO_STOP.name:
        return _stop(diagnostic, lines)
    if diagnostic.code == codes.UNKNOWN_GOES_OTHERWISE.name:
        return _go_on(diagnostic, lines)
    if bound := _BOUND.fullmatch(diagnostic.hint):
        return _bound(diagnostic, line, bound[1])
    return None


def _put(diagnostic: Diagnostic, was: str, replacement: str, offer: str, start: int = 0) -> Fix:
    """`start` counts from the diagnostic's own column."""
    column = diagnostic.column + start
    return Fix(diagnostic.path, diagnostic.line, column, column + len(was), was, replacement, offer)


def _other_name(diagnostic: Diagnostic, written: str, meant: str) -> Fix | None:
    """The misspelt word alone; of a dotted one only its last part where that is what was meant or marked."""
    named = _NAMED.search(diagnostic.message)
    if named is None:
        return None
    wrong, offer = named[1] or named[2], meant
    if wrong not in written or "." not in meant:
        wrong, meant = wrong.rpartition(".")[2], meant.rpartition(".")[2]
    found = written.find(wrong)
    return _put(diagnostic, wrong, meant, offer, found) if found >= 0 else None


def _bound(diagnostic: Diagnostic, line: str, bound: str) -> Fix | None:
    """A line below the step's first one; a step in braces is left to its author."""
    head = _HEAD.fullmatch(line)
    if head is None:
        return None
    end = len(line.rstrip()) + 1
    replacement = "\n" + " " * len(head[1]) + bound
    return Fix(diagnostic.path, diagnostic.line, end, end, "", replacement, bound)


def _go_on(diagnostic: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """Behind all that the branch says, as far as it is set in; one in braces is left to its author."""
    head = _HEAD.fullmatch(lines[diagnostic.line - 1])
    if head is None:
        return None
    inside = re.compile(rf"\s{{{len(head[1])}}}\s*[^\s#]")
    last = at = diagnostic.line
    while at < len(lines) and (inside.match(lines[at]) or not lines[at].split("#")[0].strip()):
        at += 1
        last = at if inside.match(lines[at - 1]) else last
    return _at_end(diagnostic, lines, last, "\n" + " " * len(head[1]) + _GO_ON, _GO_ON)


def _stop(diagnostic: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """First in the list of what ends the journey, or that list below who enters; not one in brackets."""
    line, offer = lines[diagnostic.line - 1], f"exit: {_STOP}"
    if re.fullmatch(r"exit:\s*(?:#.*)?", line):
        below = lines[diagnostic.line] if diagnostic.line < len(lines) else ""
        indent = re.match(r"\s*(?=- )", below)
        return _at_end(diagnostic, lines, diagnostic.line, f"\n{indent[0]}{_STOP}", offer) if indent else None
    if not re.fullmatch(r"enroll:\s*(?:#.*)?", line):
        return None
    last = at = diagnostic.line
    while at < len(lines) and re.match(r"\s|#|-|$", lines[at]):
        at += 1
        last = at if re.match(r"\s*[^\s#]", lines[at - 1]) else last
    return _at_end(diagnostic, lines, last, f"\n\nexit:\n  {_STOP}", offer)


def _at_end(diagnostic: Diagnostic, lines: Sequence[str], number: int, added: str, offer: str) -> Fix:
    end = len(lines[number - 1].rstrip()) + 1
    return Fix(diagnostic.path, number, end, end, "", added, offer)

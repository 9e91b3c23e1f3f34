"""Finds every comment: whatever begins with # between the scalars of a document, and nowhere else."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import yaml

from engine.compiler.formatting.concrete import Comment

_COMMENT: Final = re.compile(r"#[^\n]*")
_BLOCK_HEADER: Final = re.compile(r"[|>][0-9+-]*")


def find_comments(text: str, events: Iterable[Any]) -> list[Comment]:
    """In the order written. `text` has line feeds only; `events` are those of PyYAML for it."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found: list[Comment] = []
    line = 0
    for begin, end in _gaps(text, events):
        for match in _COMMENT.finditer(text, begin, end):
            while line + 1 < len(starts) and starts[line + 1] <= match.start():
                line += 1
            before = text[starts[line] : match.start()]
            gap = len(before) - len(before.rstrip(" \t"))
            found.append(
                Comment(
                    match[0].rstrip(), match.start(), line, len(before), max(1, gap), alone=not before.strip()
                )
            )
    return found


def _gaps(text: str, events: Iterable[Any]) -> Iterator[tuple[int, int]]:
    """The stretches of text in which no scalar stands; the rest of a block scalar's first line is one."""
    at = 0
    for event in events:
        start, end = event.start_mark.index, event.end_mark.index
        if not isinstance(event, yaml.ScalarEvent) or start < at:
            continue
        yield at, start
        if event.style in ("|", ">"):
            header = _BLOCK_HEADER.match(text, start)
            line_end = text.find("\n", start)
            yield header.end() if header else start, line_end if line_end >= 0 else len(text)
        at = end
    yield at, len(text)

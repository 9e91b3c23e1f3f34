"""Block scalars (`|` and `>`): moved to another depth, with every line of the author's kept."""

import re
from typing import Final

from engine.compiler.formatting.concrete import Word

_HEADER: Final = re.compile(r"([|>])([0-9+-]*)")
_STEP: Final = 2


def block_scalar(word: Word, indent: int) -> tuple[str, list[str]]:
    """Its header (`|`, `>-` …) and its lines, at `indent` spaces."""
    first, *lines = word.raw.split("\n")
    match = _HEADER.match(first)
    if match is None:
        raise ValueError("a block scalar begins with | or >")
    if lines and not lines[-1]:
        lines.pop()
    depth = _depth(word, lines, match[2])
    content = [line[depth:] for line in lines]
    kept = "+" in match[2]
    while content and not content[-1] and not kept:
        content.pop()
    header = match[1] + _indicator(content) + _chomping(match[2], word.value)
    return header, [" " * indent + line if line else "" for line in content]


def keeps_end(word: Word) -> bool:
    """Whether empty lines behind it are its own (`|+`)."""
    return word.style in ("|", ">") and "+" in word.raw.partition("\n")[0].partition("#")[0]


def _depth(word: Word, lines: list[str], indicators: str) -> int:
    """How many spaces stand before the content."""
    written = [line for line in lines if line.strip(" ")]
    if not written:
        return max((len(line) for line in lines), default=0) if not word.value.strip("\n") else 0
    if not any(char.isdigit() for char in indicators):
        return len(written[0]) - len(written[0].lstrip(" "))
    first = next(line for line in word.value.split("\n") if line.strip(" "))
    return len(written[0]) - len(first)


def _indicator(content: list[str]) -> str:
    """The depth is written out where it does not show by the first line."""
    first = next((line for line in content if line), "")
    return str(_STEP) if first.startswith((" ", "\t")) else ""


def _chomping(indicators: str, value: str) -> str:
    """A file that ended without a line end has one afterwards, which is then no part of the value."""
    if "+" in indicators:
        return "+" if not value or value.endswith("\n") else "-"
    return "-" if "-" in indicators or (value and not value.endswith("\n")) else ""

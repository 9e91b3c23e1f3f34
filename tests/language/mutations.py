"""One mistake in one shipped file: how many errors is it? `python -m tests.language.mutations [N] [SEED]`.

A mistake is a slip people make: a letter, a line, an indentation, a quote. It should be one error, or none.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from engine.compiler.live import LiveWorkspace
from engine.compiler.report import folded
from engine.journey.diagnostics import Diagnostic
from tests.language.record import SHIPPED

_WORD: Final = re.compile(r"[A-Za-z_]{3,}")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_SIGNS: Final = "{}[]()<>\"':,-|&%#"


class Outcome(NamedTuple):
    file: str
    mistake: str
    line: int
    errors: tuple[Diagnostic, ...]


def mistyped(chance: random.Random, line: str) -> str:
    """One word with a letter missing, doubled, wrong, or two that changed places."""
    words = list(_WORD.finditer(line))
    if not words:
        return line
    word = chance.choice(words)
    at = chance.randrange(word.start(), word.end() - 1)
    made = (
        line[:at] + line[at + 1 :],
        line[:at] + line[at] + line[at:],
        line[:at] + chance.choice(_LETTERS) + line[at + 1 :],
        line[:at] + line[at + 1] + line[at] + line[at + 2 :],
    )
    return chance.choice(made)


def without_a_sign(chance: random.Random, line: str) -> str:
    places = [at for at, char in enumerate(line) if char in _SIGNS]
    at = chance.choice(places) if places else 0
    return line[:at] + line[at + 1 :] if places else line


def with_a_sign(chance: random.Random, line: str) -> str:
    at = chance.randrange(len(line) + 1)
    return line[:at] + chance.choice(_SIGNS) + line[at:]


def indented(chance: random.Random, line: str) -> str:
    return chance.choice((f"  {line}", f" {line}", line[2:] if line.startswith("  ") else f" {line}"))


def emptied(chance: random.Random, line: str) -> str:
    """A key whose value was forgotten."""
    key, colon, value = line.partition(": ")
    return f"{key}:" if colon and value.strip() else line


MISTAKES: Final[dict[str, Callable[[random.Random, str], str | None]]] = {
    "mistyped": mistyped,
    "without a sign": without_a_sign,
    "with a sign": with_a_sign,
    "indented": indented,
    "emptied": emptied,
    "a line gone": lambda chance, line: None,
}


def mutated(chance: random.Random, text: str) -> tuple[str, str, int]:
    """The text with one mistake, which one it is, and in which line (from 1)."""
    lines = text.split("\n")
    while True:
        name = chance.choice(list(MISTAKES))
        number = chance.randrange(len(lines))
        line = lines[number]
        if not line.strip() or line.strip().startswith("#"):
            continue
        made = MISTAKES[name](chance, line)
        if made == line:
            continue
        kept = [] if made is None else [made]
        return "\n".join([*lines[:number], *kept, *lines[number + 1 :]]), name, number + 1


def outcomes(count: int, seed: int, root: Path = SHIPPED) -> Iterator[Outcome]:
    """What `count` single mistakes cause in a workspace that is without errors."""
    chance, live = random.Random(seed), LiveWorkspace(root)
    assert not live.workspace().has_errors
    files = sorted(one for end in ("*.yaml", "*.mjml") for one in root.rglob(end))
    for _ in range(count):
        file = chance.choice(files)
        text, mistake, line = mutated(chance, file.read_text("utf-8"))
        live.edit(file, text)
        causes = folded(one for each in live.diagnostics().values() for one in each)
        errors = [one for one in causes if one.severity == "error"]
        live.edit(file, None)
        yield Outcome(file.relative_to(root).as_posix(), mistake, line, tuple(errors))


def main() -> None:
    count, seed = (int(one) for one in (*sys.argv[1:], "3000", "1")[:2])
    sizes: Counter[int] = Counter()
    pairs: Counter[str] = Counter()
    examples: dict[str, Outcome] = {}
    for one in outcomes(count, seed):
        sizes[min(len(one.errors), 6)] += 1
        if len(one.errors) > 1:
            key = " + ".join(sorted({error.code for error in one.errors}))
            pairs[key] += 1
            examples.setdefault(key, one)
    for key, often in pairs.most_common(40):
        one = examples[key]
        sys.stdout.write(f"{often:5} {key}   {one.mistake} in {one.file}:{one.line} ({len(one.errors)})\n")
    single = sum(often for size, often in sizes.items() if size <= 1)
    sys.stdout.write(f"{dict(sorted(sizes.items()))}: {single / count:.2%} cause at most one error\n")


if __name__ == "__main__":
    main()

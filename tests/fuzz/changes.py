"""Random changes of texts: small and nasty ones, and now and then a very large one. Pure in its seed."""

import random
from collections.abc import Callable, Sequence
from typing import Final

LONGEST: Final = 60_000
_SIGNS: Final = (
    *"{}[]()<>&*!|%@`'\"#:,-?~=/\\. \n\t\r\0",
    "\x85", "\u2028", "\ufeff", "\u200f", "é", "你", "🏥", "\ud800", "\x1b", "\xa0", "\ue000",
)  # fmt: skip
_WORDS: Final = (
    "null", "true", "~", "<<", "---", "...", "0x1F", "1e999", "-1", "99999999999999999999", "2026-02-30",
    "on", "no", "&a ", "*a", "!!python/object:os.system ", "!x ", "? ", "- ", ": ", "|", ">-", "''", '""',
)  # fmt: skip

Change = Callable[[random.Random, str, Sequence[str], Sequence[str]], str]


def change(chance: random.Random, corpus: Sequence[str], snippets: Sequence[str]) -> str:
    """One text of the corpus after one to six changes. `snippets`: what is put in beside the usual."""
    text = chance.choice(corpus)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4, 6))):
        text = chance.choice(_CHANGES)(chance, text, corpus, snippets)
    if chance.random() < 0.002:
        text = _blow_up(chance, text, corpus, snippets)
    return text[:LONGEST]


def _place(chance: random.Random, text: str) -> int:
    return chance.randrange(len(text) + 1)


def _stretch(chance: random.Random, text: str) -> tuple[int, int]:
    start = _place(chance, text)
    return start, min(len(text), start + chance.choice((1, 1, 2, 3, 8, 30)))


def _delete(chance: random.Random, text: str, corpus: Sequence[str], snippets: Sequence[str]) -> str:
    start, end = _stretch(chance, text)
    return text[:start] + text[end:]


def _insert(chance: random.Random, text: str, corpus: Sequence[str], snippets: Sequence[str]) -> str:
    at = _place(chance, text)
    return text[:at] + chance.choice(chance.choice((_SIGNS, _WORDS, snippets))) + text[at:]


def _replace(chance: random.Random, text: str, corpus: Sequence[str], snippets: Sequence[str]) -> str:
    start, end = _stretch(chance, text)
    return text[:start] + chance.choice(chance.choice((_SIGNS, _WORDS, snippets))) + text[end:]


def _double(chance: random.Random, text: str, corpus: Sequence[str], snippets: Sequence[str]) -> str:
    start, end = _stretch(chance, text)
    return text[:end] + text[start:end] * chance.choice((1, 2, 5)) + text[end:]


def _splice(chance: random.Random, text: str, corpus: Sequence[str], snippets: Sequence[str]) -> str:
    other = chance.choice(corpus)
    return text[: _place(chance, text)] + other[_place(chance, other) :]


def _on_lines(chance: random.Random, text: str, corpus: Sequence[str], snippets: Sequence[str]) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case 3:
            lines[one] = "  " + lines[one]
        case _:
            lines[one] = lines[one][chance.choice((1, 2)) :]
    return "\n".join(lines)


def _swap_words(chance: random.Random, text: str, corpus: Sequence[str], snippets: Sequence[str]) -> str:
    words = text.split(" ")
    one, other = chance.randrange(len(words)), chance.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


def _blow_up(chance: random.Random, text: str, corpus: Sequence[str], snippets: Sequence[str]) -> str:
    piece = chance.choice((*_SIGNS, *_WORDS, *snippets, *text.split("\n")))
    times = min(chance.choice((50, 1_000, 20_000)), LONGEST // max(1, len(piece)))
    at = _place(chance, text)
    return text[:at] + piece * times + text[at:]


_CHANGES: Final[tuple[Change, ...]] = (
    _delete, _insert, _insert, _replace, _replace, _double, _splice, _on_lines, _on_lines, _swap_words,
)  # fmt: skip

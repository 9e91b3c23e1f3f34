"""Did you mean …? One name, only when it is close: a slip of the keys, another case, plural or hyphen."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_LONGEST: Final = 80
_MOST_SLIPS: Final = 3
_BETWEEN: Final = re.compile(r"[^a-z0-9]+")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint such as `did you mean "steps"?`, or an empty text."""
    close = closest(word, known)
    return f'did you mean "{close}"?' if close else ""


def closest(word: str, known: Iterable[str]) -> str:
    """The one of `known` that was surely meant, or an empty text; of several the first by alphabet."""
    return _closest(word[:_LONGEST], frozenset(known))


@lru_cache(1_000)  # one slip is mostly made in many places
def _closest(word: str, known: frozenset[str]) -> str:
    names = sorted(name for name in known if name != word and len(name) <= _LONGEST)
    return _same_words(word, names) or _few_slips(word, names) or _only_part(word, names)


def _same_words(word: str, names: list[str]) -> str:
    """Only case, plural or the signs between words differ: `weekAhead`, `week_ahead`, `topics`."""
    wanted = _words(word)
    return next((name for name in names if wanted and _words(name) == wanted), "")


@lru_cache(10_000)
def _words(text: str) -> tuple[str, ...]:
    parts = _BETWEEN.split(_HUMP.sub("-", text).lower())
    return tuple(part[:-1] if part.endswith("s") and len(part) > 3 else part for part in parts if part)


def _few_slips(word: str, names: list[str]) -> str:
    best, least = "", _MOST_SLIPS + 1
    for name in names:
        slips = _slips(word.lower(), name.lower())
        if slips < least:
            best, least = name, slips
    return best


def _slips(word: str, name: str) -> int:
    """Between two names part by part, since `patient.abc` is not `patient.age` however long `patient` is."""
    parts, others = word.split("."), name.split(".")
    if len(parts) != len(others):
        parts, others = [word], [name]
    total = 0
    for part, other in zip(parts, others, strict=True):
        allowed = max(1, min(_MOST_SLIPS, len(part) // 4))
        slips = distance(part, other, allowed + 1)
        if slips > allowed or not part:
            return _MOST_SLIPS + 1
        total += slips
    return total


def _only_part(word: str, names: list[str]) -> str:
    """The only name that has it as its last part, or begins like it: `booked`, `day-before-visit`."""
    last = _words(word.rpartition(".")[2])
    endings = [name for name in names if "." in name and _words(name.rpartition(".")[2]) == last]
    if len(endings) == 1:
        return endings[0]
    alike = [
        name for name in names
        if min(len(name), len(word)) >= 3 and (name.startswith(word) or word.startswith(name))
    ]  # fmt: skip
    return alike[0] if len(alike) == 1 else ""


def _without_common_ends(one: str, other: str) -> tuple[str, str]:
    """What is alike at both ends adds no slip: most names of one house begin alike."""
    shorter = min(len(one), len(other))
    begin = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    one, other, shorter = one[begin:], other[begin:], shorter - begin
    end = next((at for at in range(shorter) if one[-1 - at] != other[-1 - at]), shorter)
    return one[: len(one) - end], other[: len(other) - end]


def distance(one: str, other: str, enough: int) -> int:
    """Slips between two words: a letter too many, too few, another, or two that changed places.

    Optimal string alignment; `enough` stands for that many and more.
    """
    if abs(len(one) - len(other)) >= enough:
        return enough
    one, other = _without_common_ends(one, other)
    older: list[int] = []
    before, row = older, list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        older, before, row = before, row, [at]
        for to, wanted in enumerate(other, 1):
            cost = min(before[to] + 1, row[-1] + 1, before[to - 1] + (char != wanted))
            if at > 1 and to > 1 and char == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, older[to - 2] + 1)
            row.append(cost)
        if min(row) >= enough:
            return enough
    return min(row[-1], enough)

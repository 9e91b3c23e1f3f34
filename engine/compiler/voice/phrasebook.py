"""A phrase in another language, recognised by its English form. `{word}` is a hole; other braces are text."""

import re
from collections.abc import Callable, Mapping
from typing import Final

_HOLE: Final = re.compile(r"\{([a-z_]+)\}")


def holes(template: str) -> frozenset[str]:
    return frozenset(_HOLE.findall(template))


def fill(template: str, words: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda hole: words.get(hole[1], hole[0]), template)


class Phrasebook:
    """English phrase → the same in another language, with the same holes."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self.phrases = phrases
        ordered = sorted(phrases, key=lambda english: -len(_HOLE.sub("", english)))  # the most exact first
        self._patterns = [(_pattern(english), phrases[english]) for english in ordered if holes(english)]

    def find(self, english: str, inner: Callable[[str, str], str]) -> str | None:
        """None for what is no phrase of this book. `inner` tells what stands in a hole."""
        if english in self.phrases and not holes(english):
            return self.phrases[english]
        for pattern, template in self._patterns:
            if found := pattern.fullmatch(english):
                return fill(template, {name: inner(name, text) for name, text in found.groupdict().items()})
        return None


def _pattern(english: str) -> re.Pattern[str]:
    parts = _HOLE.split(english)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if index % 2 else re.escape(part) for index, part in enumerate(parts)),
        re.DOTALL,
    )

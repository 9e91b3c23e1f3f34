"""How wide words are and where lines break, without any font at hand: generous estimates."""

import unicodedata
from typing import Final

# Parts of the font size, for the sans-serif faces systems come with.
_NARROW: Final = frozenset("iljtfrI.,:;'!|()[] ")
_WIDE: Final = frozenset("mwMWQOGCDHNU%@&—=<>")


def width_of(text: str, size: float) -> float:
    """Pixels, a little more than any usual face takes."""
    return sum(_share(char) for char in text) * size


def _share(char: str) -> float:
    if char in _NARROW:
        return 0.34
    if unicodedata.east_asian_width(char) in "WF":
        return 1.05
    return 0.86 if char in _WIDE else 0.59


def wrapped(text: str, width: float, size: float, most: int) -> list[str]:
    """At most `most` lines no wider than `width`; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in _words(text, width, size):
        longer = f"{line} {word}".strip()
        if width_of(longer, size) <= width:
            line = longer
            continue
        lines.append(line)
        line = word
    lines.append(line)
    lines = [one for one in lines if one]
    return (
        lines if len(lines) <= most else [*lines[: most - 1], shortened(lines[most - 1] + "…", width, size)]
    )


def _words(text: str, width: float, size: float) -> list[str]:
    """Words, the over-long ones cut to pieces that fit."""
    found: list[str] = []
    for word in text.split():
        rest = word
        while width_of(rest, size) > width:
            cut = max(
                1, next(n for n in range(len(rest), 0, -1) if n == 1 or width_of(rest[:n], size) <= width)
            )
            found.append(rest[:cut])
            rest = rest[cut:]
        found.append(rest)
    return found


def shortened(text: str, width: float, size: float) -> str:
    """One line no wider than `width`."""
    if width_of(text, size) <= width:
        return text
    kept = text.rstrip("…")
    while kept and width_of(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"

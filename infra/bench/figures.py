"""Percentiles and histograms of measured times, in seconds or milliseconds as they were given."""

from collections.abc import Sequence
from typing import Final

import msgspec

EDGES: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds; the last is open


class Spread(msgspec.Struct):
    p50: float
    p95: float
    p99: float
    most: float


def spread(values: Sequence[float], digits: int = 3) -> Spread:
    """Nearest rank; zeros of nothing."""
    ordered = sorted(values)
    if not ordered:
        return Spread(0.0, 0.0, 0.0, 0.0)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], digits)

    return Spread(at(0.5), at(0.95), at(0.99), round(ordered[-1], digits))


def histogram(seconds: Sequence[float]) -> dict[str, int]:
    """How many lasted at most so long: `≤0.05`, …, `>10`. Empty classes are left out."""
    counts: dict[str, int] = {}
    for value in sorted(seconds):
        edge = next((edge for edge in EDGES if value <= edge), None)
        name = f">{EDGES[-1]:g}" if edge is None else f"<={edge:g}"
        counts[name] = counts.get(name, 0) + 1
    return counts

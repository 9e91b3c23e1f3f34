"""What an editor waits for: one changed file in a workspace of two hundred journeys. Writes one line of JSON.

Run as a process of its own, so that its memory is that of a language server: `… editing ROOT JOURNEYS`.
"""

import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any, Final

from engine.compiler import LiveWorkspace

_EDITS: Final = 25


def measure(root: Path, journeys: int) -> dict[str, Any]:
    began = time.perf_counter()
    live = LiveWorkspace(root)
    live.settle_all()
    opened = time.perf_counter() - began
    slugs = [f"bench-{number}" for number in range(0, journeys, max(1, journeys // _EDITS))]
    steps = [_edit(live, f"{slug}/journey.yaml", "for: 1h", "for: 2h") for slug in slugs]
    messages = [_edit(live, f"{slug}/messages/first.mjml", "I will come", "I come") for slug in slugs]
    segments = _segments(live, slugs[0])
    return {
        "opened_seconds": round(opened, 3),
        "changed_journey_ms": round(max(steps), 1),
        "changed_journey_median_ms": round(statistics.median(steps), 1),
        "changed_message_ms": round(max(messages), 1),
        "changed_file_ms": round(max(*steps, *messages), 1),
        **segments,
    }


def _edit(live: LiveWorkspace, path: str, old: str, new: str) -> float:
    """Milliseconds from a key to the diagnostics of the whole workspace."""
    text = live.text_of(path) or ""
    began = time.perf_counter()
    live.edit(path, text.replace(old, new) + ("" if old in text else "\n# a remark\n"))
    live.diagnostics()
    return (time.perf_counter() - began) * 1000


def _segments(live: LiveWorkspace, slug: str) -> dict[str, float]:
    """A changed segment concerns every journey: the open one at once, the others while the editor is idle."""
    text = live.text_of("segments.yaml") or ""
    began = time.perf_counter()
    live.edit("segments.yaml", text.replace("< 120", "< 121"))
    live.compiled(slug)
    at_once = time.perf_counter() - began
    live.settle_all()
    return {
        "changed_segment_open_ms": round(at_once * 1000, 1),
        "changed_segment_all_seconds": round(time.perf_counter() - began, 3),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))) + "\n")

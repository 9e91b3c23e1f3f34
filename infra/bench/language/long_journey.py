"""How long one very long journey takes to compile, against a context that is known. Writes one line of JSON.

Run as a process of its own: `… long_journey ROOT STEPS`.
"""

import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any, Final

from engine.compiler import LiveWorkspace
from infra.bench.language.repository import journey_text

_RUNS: Final = 5


def measure(root: Path, steps: int) -> dict[str, Any]:
    """The first time nothing of it was seen before; afterwards its conditions are known, as in an editor."""
    live = LiveWorkspace(root)
    times = [_once(live, steps, number) for number in range(_RUNS)]
    return {
        "steps": steps,
        "first_ms": round(times[0], 1),
        "again_ms": round(statistics.median(times[1:]), 1),
    }


def _once(live: LiveWorkspace, steps: int, number: int) -> float:
    text = journey_text("bench-0", 0, steps).replace("title: Bench", f"title: Long {number} bench")
    began = time.perf_counter()
    compiled = live.check("bench-0", text)
    spent = (time.perf_counter() - began) * 1000
    if compiled.plan is None or len(compiled.plan.nodes) != steps:
        raise SystemExit(f"the long journey did not compile: {compiled.diagnostics[:1]}")
    return spent


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))) + "\n")

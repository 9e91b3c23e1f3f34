"""`careloom bench language`: all its measurements in order, each in processes of its own."""

import asyncio
import shutil
import statistics
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import msgspec

from infra.bench import machine
from infra.bench.installation import Tell
from infra.bench.language import audience, repository, scenarios, timing
from infra.bench.language.timing import careloom, module, told

_RUNS: Final = 5  # of what is measured as a process: the median counts


class Size(msgspec.Struct, frozen=True):
    """How large the repository, its longest journey and the town of people are, and how many scenarios."""

    journeys: int
    steps: int
    long_steps: int
    people: int
    scenarios: int


FULL: Final = Size(journeys=200, steps=40, long_steps=1_000, people=40_000, scenarios=1_000)
QUICK: Final = Size(journeys=6, steps=40, long_steps=100, people=1_000, scenarios=20)


async def run(quick: bool, tell: Tell) -> dict[str, Any]:
    """The whole report, JSON-ready; what fails is written down and the others go on."""
    size = QUICK if quick else FULL
    surroundings = machine.Surroundings()
    report: dict[str, Any] = {"machine": machine.facts(), "quick": quick}
    folder = Path(tempfile.mkdtemp(prefix="careloom-bench-"))
    try:
        root = folder / "journeys"
        tell(f"writing {size.journeys} journeys of {size.steps} steps with {2 * size.journeys} messages")
        repository.write(root, size.journeys, size.steps)
        for name, measure in _MEASUREMENTS.items():
            tell(f"[{name}]")
            report[name] = await _measured(measure, root, size, tell)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report["surroundings"] = surroundings.told()
    return report


async def _measured(measure: "Measure", root: Path, size: Size, tell: Tell) -> dict[str, Any]:
    try:
        return await measure(root, size)
    except Exception as why:
        tell(f"failed: {why}")
        return {"failed": f"{type(why).__name__}: {str(why).splitlines()[0] if str(why) else ''}"}


async def _check(root: Path, size: Size) -> dict[str, Any]:
    """The command as a person or CI calls it: the start of Python and every import included."""
    runs = [timing.run(careloom("check", str(root))) for _ in range(_RUNS)]
    return {
        "journeys": size.journeys,
        "cold_seconds": statistics.median(one.seconds for one in runs),
        "cpu_seconds": statistics.median(one.cpu_seconds for one in runs),
        "peak_mb": max(one.peak_mb for one in runs),
        "start_seconds": timing.run(careloom("check", "--help")).seconds,
    }


async def _editing(root: Path, size: Size) -> dict[str, Any]:
    done = timing.run(module("infra.bench.language.editing", str(root), str(size.journeys)))
    return {**told(done), "peak_mb": done.peak_mb}


async def _long_journey(root: Path, size: Size) -> dict[str, Any]:
    done = timing.run(module("infra.bench.language.long_journey", str(root), str(size.long_steps)))
    return {**told(done), "peak_mb": done.peak_mb}


async def _fmt(root: Path, size: Size) -> dict[str, Any]:
    """Whether every file is in the canonical form; 1 says that some are not."""
    done = timing.run(careloom("fmt", "--check", str(root)), good=(0, 1))
    return {"seconds": done.seconds, "peak_mb": done.peak_mb}


async def _scenarios(root: Path, size: Size) -> dict[str, Any]:
    return dict(await asyncio.to_thread(scenarios.measure, size.scenarios))


async def _audience(root: Path, size: Size) -> dict[str, Any]:
    return await audience.measure(size.people)


Measure = Callable[[Path, Size], Awaitable[dict[str, Any]]]
_MEASUREMENTS: Final[dict[str, Measure]] = {
    "check": _check,
    "editing": _editing,
    "long_journey": _long_journey,
    "fmt": _fmt,
    "scenarios": _scenarios,
    "looking": _audience,
}

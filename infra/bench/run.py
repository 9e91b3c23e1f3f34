"""All measurements in order, each in an installation of its own, and the ratios between them.

What fails is written down with its reason and the others go on: half a bench is worth more than none.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

import msgspec

from infra.bench import bare, crowd, engagement, latency, machine, one_per_patient, reads, whole
from infra.bench.installation import Tell

Measure = Callable[[Tell, int], Awaitable[dict[str, Any]]]


class Measurement(msgspec.Struct, frozen=True):
    """`full` and `quick` are how many patients, events or samples it takes; `share` of `--patients`."""

    measure: Measure
    full: int
    quick: int
    share: float = 0.0


MEASUREMENTS: Final[dict[str, Measurement]] = {
    "one_per_patient": Measurement(one_per_patient.measure, 400, 60, 0.04),
    # Side by side, so that what else the machine does disturbs both alike.
    "bare": Measurement(bare.measure, 10_000, 1_000, 1.0),
    "careloom": Measurement(whole.measure, 10_000, 1_000, 1.0),
    "latency": Measurement(latency.measure, 200, 20),
    "engagement": Measurement(engagement.measure, 20_000, 1_000),
    "crowd": Measurement(crowd.measure, 100_000, 3_000),
    "reads": Measurement(reads.measure, 300_000, 3_000),
}


async def run(names: Sequence[str], patients: int | None, quick: bool, tell: Tell) -> dict[str, Any]:
    """The whole report, JSON-ready. `names` empty: all."""
    surroundings = machine.Surroundings()
    report: dict[str, Any] = {"machine": machine.facts(), "quick": quick}
    for name in names or MEASUREMENTS:
        tell(f"[{name}]")
        report[name] = await _measured(MEASUREMENTS[name], patients, quick, tell)
    _unfold(report)
    report["ratios"] = ratios(report)
    report["surroundings"] = surroundings.told()
    return report


def size_of(one: Measurement, patients: int | None, quick: bool) -> int:
    if patients is not None and one.share:
        return max(1, round(patients * one.share))
    return one.quick if quick else one.full


def ratios(report: dict[str, Any]) -> dict[str, float | None]:
    """None where one of the two was not measured. `cpu_vs_bare` compares processor time a mail instead of
    wall time, which other work on the machine disturbs less."""
    whole_run, bare_run = report.get("careloom", {}), report.get("bare", {})
    return {
        "vs_bare": _ratio(whole_run.get("mails_per_second"), bare_run.get("mails_per_second")),
        "vs_one_per_patient": _ratio(
            whole_run.get("journeys_per_second"),
            report.get("one_per_patient", {}).get("journeys_per_second"),
        ),
        "cpu_vs_bare": _ratio(
            _cpu_each(bare_run, bare_run.get("mails")), _cpu_each(whole_run, whole_run.get("patients"))
        ),
    }


async def _measured(one: Measurement, patients: int | None, quick: bool, tell: Tell) -> dict[str, Any]:
    try:
        return await one.measure(tell, size_of(one, patients, quick))
    except Exception as why:
        tell(f"failed: {why}")
        return {"failed": f"{type(why).__name__}: {str(why).splitlines()[0] if str(why) else ''}"}


def _unfold(report: dict[str, Any]) -> None:
    """One run with a crowd measures two things."""
    crowd_run = report.pop("crowd", None)
    if crowd_run is not None:
        told = {name: value for name, value in crowd_run.items() if name not in ("audience", "waiting")}
        report["audience"] = crowd_run.get("audience", {}) | told
        report["waiting"] = crowd_run.get("waiting", told)


def _ratio(ours: float | None, theirs: float | None) -> float | None:
    return round(ours / theirs, 2) if ours and theirs else None


def _cpu_each(told: dict[str, Any], mails: int | None) -> float | None:
    spent = sum(told.get("cpu_seconds", {}).values())
    return spent / mails if mails and spent else None

"""What the bench makes of its numbers: percentiles, ratios, and which goals were reached."""

import pytest

from engine.errors import Unavailable
from infra.bench import goals, run
from infra.bench.figures import histogram, spread


def test_percentiles_are_values_that_were_measured():
    found = spread([float(n) for n in range(1, 101)])
    assert (found.p50, found.p95, found.p99, found.most) == (51.0, 96.0, 100.0, 100.0)
    assert spread([]).most == 0.0


def test_a_histogram_counts_every_value_once():
    found = histogram([0.01, 0.02, 0.3, 99.0])
    assert found == {"<=0.01": 1, "<=0.025": 1, "<=0.5": 1, ">10": 1}


def test_ratios_compare_like_with_like():
    report = {
        "bare": {"mails_per_second": 800.0, "mails": 100, "cpu_seconds": {"loop": 1.0}},
        "careloom": {
            "mails_per_second": 600.0,
            "journeys_per_second": 500.0,
            "patients": 100,
            "cpu_seconds": {"journeys": 1.0, "delivery": 1.0},
        },
        "one_per_patient": {"journeys_per_second": 20.0},
    }
    assert run.ratios(report) == {"vs_bare": 0.75, "vs_one_per_patient": 25.0, "cpu_vs_bare": 0.5}


def test_a_ratio_with_nothing_to_compare_is_none():
    assert set(run.ratios({"careloom": {"mails_per_second": 1.0}}).values()) == {None}


def test_floors_and_ceilings_are_told_apart_and_a_failure_is_never_a_yes():
    report = {
        "ratios": {"vs_bare": 0.71, "vs_one_per_patient": 19.0},
        "latency": {"p50_ms": 100.0, "p99_ms": 1500.0},
        "engagement": {"failed": "Stalled: nothing moved"},
    }
    found = {what: (measured, reached) for what, measured, _, reached in goals.rows(report)}
    assert found["Careloom : bare loop"] == ("0.71 x", "yes")
    assert found["Careloom : one per patient"] == ("19.0 x", "NO")
    assert found["HL7 in to mail accepted, p50"][1] == "yes"
    assert found["HL7 in to mail accepted, p99"][1] == "NO"
    assert found["Engagement absorbed"] == ("failed", "NO")
    assert "Audience enrolled" not in found


async def test_what_fails_is_written_down_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch):
    async def broken(tell: object, count: int) -> dict[str, object]:
        raise Unavailable("part-did-not-start", "temporal did not start.")

    async def fine(tell: object, count: int) -> dict[str, object]:
        return {"mails_per_second": float(count)}

    few = {"bare": run.Measurement(broken, 10, 1, 1.0), "careloom": run.Measurement(fine, 10, 1, 1.0)}
    monkeypatch.setattr(run, "MEASUREMENTS", few)
    report = await run.run((), 7, False, lambda words: None)
    assert "temporal did not start" in report["bare"]["failed"]
    assert report["careloom"]["mails_per_second"] == 7.0
    assert report["ratios"]["vs_bare"] is None
    assert report["machine"]["cores"] >= 1

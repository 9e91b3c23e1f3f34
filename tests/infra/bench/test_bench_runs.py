"""The bench on real parts at tiny sizes: it runs, and its report has its keys. How fast is not asked here."""

from pathlib import Path

import msgspec
import pytest

from engine.compiler import compile_workspace
from infra.bench import goals, reads, workspace
from infra.bench.installation import WORKERS
from infra.bench.run import run
from infra.cli import up


def test_the_measured_workers_are_those_of_careloom_up():
    assert sorted(vars(up)["_WORKERS"].values()) == sorted(WORKERS.values())


def test_the_journeys_of_the_bench_compile(tmp_path: Path):
    workspace.write(tmp_path / "journeys")
    compiled = compile_workspace(tmp_path / "journeys")
    assert not compiled.has_errors
    assert {each.slug for each in compiled.journeys} == {"four-steps", "listening", "crowd"}


async def test_reads_of_a_year_are_measured_through_the_real_api(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reads, "_PAUSE", 0.0)
    monkeypatch.setattr(reads, "_ROUNDS", 4)
    found = (await run(("reads",), None, True, lambda words: None))["reads"]
    assert "failed" not in found, found
    assert found["enrollments"] == 3_000
    assert {"journeys", "numbers", "watched", "events of a seldom type"} <= set(found["later_ms"])
    assert found["slowest_ms"] == max(found["later_ms"].values())


async def test_forty_journeys_and_forty_bare_mails_are_measured_on_real_parts():
    report = await run(("bare", "careloom"), 40, True, lambda words: None)
    report = msgspec.json.decode(msgspec.json.encode(report))
    whole, bare = report["careloom"], report["bare"]
    assert "failed" not in whole, whole
    assert "failed" not in bare, bare
    assert whole["doubled"] == 0
    assert 19_000 < whole["mail_bytes"] < 23_000
    assert abs(bare["mail_bytes"] - whole["mail_bytes"]) < 500, "both send the same mail"
    assert {"render_messages", "deliver_messages"} <= set(whole["activities"])
    assert report["ratios"]["vs_bare"] > 0
    assert any(words == "Careloom : bare loop" for words, *_ in goals.rows(report))

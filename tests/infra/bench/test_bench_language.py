"""The bench of the language: its repository compiles, and every goal has a number."""

from pathlib import Path

import pytest

from engine.compiler import compile_workspace
from infra.bench import goals
from infra.bench.language import repository, timing
from infra.bench.language.run import run


@pytest.mark.parametrize("steps", [1, 7, 40])
def test_the_repository_has_the_steps_it_says_and_nothing_wrong_with_it(tmp_path: Path, steps: int) -> None:
    repository.write(tmp_path / "journeys", 3, steps)
    found = compile_workspace(tmp_path / "journeys")
    assert [one for one in found.all_diagnostics if one.severity == "error"] == []
    assert [len(one.plan.nodes) for one in found.journeys if one.plan] == [steps] * 3


def test_no_two_journeys_say_the_same() -> None:
    texts = [repository.journey_text("same", number, 40).splitlines() for number in (1, 2)]
    assert sum(one != other for one, other in zip(*texts, strict=True)) > 15


def test_a_process_that_fails_is_no_measurement() -> None:
    with pytest.raises(timing.NotMeasured):
        timing.run(timing.careloom("check", "nowhere"))
    assert timing.run(timing.careloom("check", "nowhere"), good=(2,)).peak_mb > 1


async def test_a_quick_run_measures_everything() -> None:
    report = await run(True, lambda words: None)
    parts = ("check", "editing", "long_journey", "fmt", "scenarios", "looking")
    assert [name for name in parts if "failed" in report[name]] == []
    wanted = {goal.words for goal in goals.GOALS if goal.path[0] in parts}
    assert {what for what, *_ in goals.rows(report)} == wanted

"""Runs the scenarios of one journey and keeps what came of each."""

import time
from collections.abc import Callable, Iterable

import msgspec

from engine.journey.scenarios import Scenario
from engine.simulation.coverage import Coverage, Way, cover, reached_by
from engine.simulation.run import play
from engine.simulation.stage import Stage
from engine.simulation.story import Story
from engine.simulation.verdict import Mismatch, judge


class Result(msgspec.Struct, frozen=True):
    """`seconds`: real time. The story of one that failed has texts and explanations."""

    scenario: Scenario
    mismatches: tuple[Mismatch, ...]
    story: Story
    seconds: float

    @property
    def passed(self) -> bool:
        return not self.mismatches


class Played(msgspec.Struct, frozen=True):
    results: tuple[Result, ...]
    coverage: Coverage

    @property
    def failed(self) -> int:
        return sum(not one.passed for one in self.results)


def run_scenarios(
    stage: Stage, scenarios: Iterable[Scenario], wanted: Callable[[str], bool] = lambda _name: True
) -> Played:
    results = [run_scenario(stage, one) for one in scenarios if wanted(one.name)]
    reached: set[Way] = set()
    for result in results:
        reached |= reached_by(stage.plan, result.story)
    return Played(tuple(results), cover(stage.plan, reached))


def run_scenario(stage: Stage, scenario: Scenario) -> Result:
    """Mails are written out only where the scenario looks into them, or to show what went wrong."""
    begin = time.perf_counter()
    texts = any(one.subject is not None or one.says is not None for one in scenario.expect)
    story = play(stage, scenario, texts=texts)
    mismatches = judge(scenario, story)
    if mismatches:
        story = play(stage, scenario, texts=True, explained=True)
    return Result(scenario, mismatches, story, time.perf_counter() - begin)

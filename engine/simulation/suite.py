"""Runs the scenarios of one journey and keeps what came of each."""

import contextlib
import gc
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import msgspec

from engine.journey.scenarios import Scenario
from engine.simulation.coverage import Coverage, Way, cover
from engine.simulation.run import play
from engine.simulation.stage import Stage
from engine.simulation.story import Story
from engine.simulation.verdict import Mismatch, judge

_VALUES_BETWEEN: Final = 50_000


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
    stage: Stage,
    scenarios: Iterable[Scenario],
    wanted: Callable[[str], bool] = lambda _name: True,
    *,
    stories: bool = False,
) -> Played:
    """`stories`: keep what happened in those that passed, too; thousands of them take much room."""
    results: list[Result] = []
    reached: set[Way] = set()
    with _little_garbage():
        for one in scenarios:
            if wanted(one.name):
                result = run_scenario(stage, one)
                reached |= result.story.reached
                keep = stories or not result.passed
                results.append(
                    result if keep else msgspec.structs.replace(result, story=_ended(result.story))
                )
    return Played(tuple(results), cover(stage.plan, reached))


def _ended(story: Story) -> Story:
    return Story((), (), {}, story.ended)


@contextlib.contextmanager
def _little_garbage() -> Iterator[None]:
    """Plays make many values and no cycles: looking for those after every 700 takes a third of the time."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _VALUES_BETWEEN), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def run_scenario(stage: Stage, scenario: Scenario) -> Result:
    """Mails are written out only where the scenario looks into them, or to show what went wrong."""
    begin = time.perf_counter()
    texts = any(one.subject is not None or one.says is not None for one in scenario.expect)
    story = play(stage, scenario, texts=texts)
    mismatches = judge(scenario, story)
    if mismatches:
        story = play(stage, scenario, texts=True, explained=True)
    return Result(scenario, mismatches, story, time.perf_counter() - begin)

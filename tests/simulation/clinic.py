"""A small clinic on which scenarios are played: text in, results out, no disk."""

from functools import cache

from engine.compiler import JourneySource, compile_journey
from engine.compiler.scenarios import read_scenarios
from engine.journey.diagnostics import Problems
from engine.simulation.stage import Stage
from engine.simulation.suite import Result, run_scenario
from tests.compiler.sources import JOURNEY, MESSAGE, context

HEAD = JOURNEY[: JOURNEY.index("steps:")]


@cache
def stage(steps: str, head: str = HEAD) -> Stage:
    source = JourneySource("visit", "visit/journey.yaml", f"{head}steps:\n{steps}", {"hello.mjml": MESSAGE})
    compiled = compile_journey(source, context())
    assert compiled.plan is not None, [one.message for one in compiled.diagnostics]
    organization = context().organization
    assert organization is not None
    return Stage(compiled.plan, compiled.version, organization, context().consents, compiled.templates)


def played(steps: str, scenario: str, head: str = HEAD) -> Result:
    """`scenario`: the lines of one scenario below its name, indented by four."""
    made, problems = stage(steps, head), Problems()
    text = f"scenarios:\n  - name: under test\n{scenario}"
    scenarios = read_scenarios(text, "visit/scenarios.yaml", made.plan, context(), problems)
    assert scenarios, [one.message for one in problems.sorted()]
    return run_scenario(made, scenarios[0])


def differences(result: Result) -> list[tuple[str, str]]:
    return [(one.expected, one.happened) for one in result.mismatches]


def lines(result: Result) -> list[str]:
    """kind id way-or-reason, in order."""
    return [
        " ".join(part for part in (one.kind, one.id, one.reason or one.way) if part)
        for one in result.story.moments
    ]

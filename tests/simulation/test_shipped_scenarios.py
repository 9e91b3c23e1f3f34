"""The shipped journeys come out as their own scenarios say, and those reach every step and way."""

from pathlib import Path

from click.testing import CliRunner

from infra.cli.test import test as command

JOURNEYS = Path(__file__).parents[2] / "journeys"


def test_every_scenario_of_the_library_passes_and_together_they_reach_everything() -> None:
    ran = CliRunner().invoke(command, [str(JOURNEYS), "--coverage", "--fail-under", "100"])
    assert ran.exit_code == 0, ran.output

"""What the README shows is what happens."""

import re
import shutil
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner

from infra.cli.main import careloom

_PROJECT = Path(__file__).parents[3]


def test_the_mistake_of_the_readme_is_told_as_the_readme_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(_PROJECT / "journeys", tmp_path / "journeys")
    journey = tmp_path / "journeys" / "visit-reminder" / "journey.yaml"
    journey.write_text(journey.read_text().replace('engaged("week-ahead")', 'engaged("week-ahed")'))
    monkeypatch.chdir(tmp_path)

    printed = CliRunner().invoke(careloom, ["check"]).output

    shown = re.search(r"```\n(error\[.*?)```", (_PROJECT / "README.md").read_text(), re.DOTALL)
    assert shown is not None
    assert shown[1] in printed


def test_the_readme_names_every_command() -> None:
    table = (_PROJECT / "README.md").read_text().split("## The commands")[1].split("## ")[0]
    named = set(re.findall(r"`([a-z]+)", table))
    assert set(careloom.list_commands(Context(careloom))) <= named

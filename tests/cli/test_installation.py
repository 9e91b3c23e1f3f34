"""Commands that find no installation say what they looked for and what to do; nobody sees a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.settings import PROJECT
from infra.cli.installation import unreachable

NOWHERE = {"PGHOST": "127.0.0.1", "PGPORT": "1", "PGPASSWORD": "secret-word"}
COMMANDS = (
    ["account", "ana@careloom.test"],
    ["migrate"],
    ["plan", str(PROJECT / "journeys")],
    ["enroll", "visit-reminder", "people.csv"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_without_an_installation_a_command_says_what_to_do(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("identifier\nMRN-1\n")
    told = _run(command, tmp_path)
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    assert "secret-word" not in told.stderr
    assert told.stderr.startswith("careloom: No database answers")
    assert "CARELOOM_DATA_DIR" in told.stderr


def test_the_data_directory_that_is_not_there_is_named(tmp_path: Path) -> None:
    told = _run(COMMANDS[0], tmp_path)
    assert str(tmp_path / "nowhere") in told.stderr


def test_a_mistake_of_ours_is_not_called_a_missing_database() -> None:
    assert unreachable(KeyError("step")) == ""
    assert unreachable(FileNotFoundError("people.csv")) == ""


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CARELOOM_")}
    given = NOWHERE | {"CARELOOM_DATA_DIR": str(folder / "nowhere"), "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        [sys.executable, "-m", "infra.cli.main", *command],
        cwd=folder,
        env=clean | given,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

"""The hooks and the workflow that we hand out: their commands run as written, on what we ship."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.compiler.formatting import kind_of

ROOT = Path(__file__).parents[3]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
WORKFLOW: dict[str, Any] = yaml.safe_load((ROOT / "infra/ci/github.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["journeys"]["steps"]
COMMANDS = [step["run"] for step in STEPS if step.get("run", "").startswith("careloom ")]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A repository of journeys, with `careloom` on its path."""
    (tmp_path / "journeys").symlink_to(ROOT / "journeys")
    (tmp_path / "careloom").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m infra.cli.main "$@"\n')
    (tmp_path / "careloom").chmod(0o755)
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "-ec", command],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_the_workflow_passes_on_what_we_ship(command: str, here: Path) -> None:
    done = run(command, here)
    assert done.returncode == 0, done.stdout + done.stderr


def test_findings_are_written_even_when_there_are_errors(here: Path) -> None:
    (here / "journeys").unlink()
    (here / "journeys/visit").mkdir(parents=True)
    (here / "journeys/organization.yaml").write_text("organization: x\n")
    (here / "journeys/visit/journey.yaml").write_text("journey: visit\n")
    findings = next(command for command in COMMANDS if "sarif" in command)
    assert run(findings, here).returncode == 0
    assert json.loads((here / "careloom.sarif").read_text())["runs"][0]["results"]
    assert run(next(command for command in COMMANDS if "github" in command), here).returncode == 1


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_each_hook_is_a_command_that_the_workflow_runs_too(hook: dict[str, Any]) -> None:
    assert any(command.startswith(hook["entry"]) for command in COMMANDS)


def test_the_hook_that_formats_takes_the_files_it_is_given(here: Path) -> None:
    done = run("careloom fmt journeys/segments.yaml journeys/dictionary.yaml", here)
    assert done.returncode == 0
    assert "2 files as they should be" in done.stderr


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_hooks_look_at_the_files_of_the_language_and_at_no_others(hook: dict[str, Any]) -> None:
    files = re.compile(hook["files"])
    tracked = [path for path in ROOT.glob("journeys/**/*") if path.is_file()]
    for path in tracked:
        assert bool(files.search(path.relative_to(ROOT).as_posix())) == bool(kind_of(path)), path
    assert not files.search("deploy/values.yaml")

"""`careloom check` as people, scripts and CI call it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.compiler.report.sarif_parts import LOG
from tests.language.examples import WORKSPACE

CARELOOM = (sys.executable, "-m", "infra.cli.main")
MISTAKE = "steps:\n  - send: hello\n    message: helo\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with journeys below a folder of their own."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    shutil.copytree(WORKSPACE, tmp_path / "care" / "journeys")
    return tmp_path


def broken(repository: Path) -> Path:
    path = repository / "care/journeys/visit/journey.yaml"
    path.write_text(path.read_text("utf-8").partition("steps:")[0] + MISTAKE, "utf-8")
    return repository


def check(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    root = Path(__file__).parents[3]
    return subprocess.run(
        [*CARELOOM, "check", *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=60,
        env={**kept, "PYTHONPATH": str(root), **env},
    )  # fmt: skip


def test_journeys_without_problems_are_one_line_and_zero(repository: Path) -> None:
    done = check(repository / "care")
    assert (done.returncode, done.stdout) == (0, "1 journey, no errors, no warnings\n")


def test_sarif_names_files_from_the_root_of_the_repository(repository: Path) -> None:
    done = check(broken(repository) / "care", "--format", "sarif", "--rules-url", "https://example.org/rules")
    log = json.loads(done.stdout)
    jsonschema.Draft202012Validator(LOG).validate(log)
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "care/journeys/visit/journey.yaml", "uriBaseId": "%SRCROOT%"}
    assert result["ruleId"] == "unknown-message"
    assert done.returncode == 1


def test_annotations_name_files_from_the_root_of_the_repository(repository: Path) -> None:
    done = check(broken(repository) / "care/journeys", ".", "--format", "github")
    assert done.stdout.startswith(
        "::error file=care/journeys/visit/journey.yaml,line=9,endLine=9,col=14,endColumn=17,"
        'title=unknown-message::messages/helo.mjml does not exist%0Ahelp: did you mean "hello"?'
    )


def test_a_pipe_gets_no_colours_unless_they_are_forced(repository: Path) -> None:
    folder = broken(repository) / "care"
    assert "\033[" not in check(folder).stdout
    assert "\033[" in check(folder, FORCE_COLOR="1").stdout
    assert "\033[" not in check(folder, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_warnings_fail_only_when_strict(repository: Path) -> None:
    path = repository / "care/journeys/visit/journey.yaml"
    path.write_text(path.read_text("utf-8") + "  - send: again\n    message: hello\n", "utf-8")
    done = check(repository / "care")
    assert (done.returncode, "warning[same-message-twice]" in done.stdout) == (0, True)
    assert check(repository / "care", "--strict").returncode == 1


def test_a_rule_explains_itself(repository: Path) -> None:
    done = check(repository, "--explain", "same-message-twice")
    assert done.returncode == 0
    assert done.stdout.startswith("# same-message-twice\n")
    assert "## Good" in done.stdout


def test_a_misspelt_rule_is_suggested(repository: Path) -> None:
    done = check(repository, "--explain", "same-mesage-twice")
    assert done.returncode == 2
    assert 'did you mean "same-message-twice"?' in done.stderr


def test_a_path_without_journeys_is_two_and_one_sentence(tmp_path: Path) -> None:
    done = check(tmp_path, "nothing-here")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "careloom check: nothing-here is not a directory of journeys.\n"

"""`careloom fmt`: writes, checks, shows differences, leaves broken files alone, speaks through a pipe."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from infra.cli.fmt import fmt
from tests.infra.cli.test_commands import CARELOOM

UNTIDY = "title: 'Visit'\njourney: visit\n"
TIDY = "journey: visit\ntitle: Visit\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "visit/messages").mkdir(parents=True)
    (tmp_path / "visit/journey.yaml").write_text(UNTIDY)
    (tmp_path / "visit/messages/hello.mjml").write_text("---\nclass: identifier\nsubject: Hi\n---\n<mjml/>")
    (tmp_path / "visit/other.yaml").write_text("b:   c\n")
    return tmp_path


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(fmt, [str(one) for one in arguments])


def test_a_directory_is_formatted_and_only_the_files_of_the_language(folder: Path) -> None:
    done = call(folder)
    assert done.exit_code == 0
    assert (folder / "visit/journey.yaml").read_text() == TIDY
    assert (folder / "visit/messages/hello.mjml").read_text().startswith("---\nsubject: Hi\nclass:")
    assert (folder / "visit/other.yaml").read_text() == "b:   c\n"
    assert call("--check", folder).exit_code == 0


def test_check_names_the_files_and_changes_nothing(folder: Path) -> None:
    done = call("--check", folder)
    assert done.exit_code == 1
    assert f"{folder}/visit/journey.yaml\n" in done.output
    assert "2 files would be changed" in done.output
    assert (folder / "visit/journey.yaml").read_text() == UNTIDY


def test_diff_shows_what_would_change_and_changes_nothing(folder: Path) -> None:
    done = call("--diff", folder / "visit/journey.yaml")
    assert done.exit_code == 1
    assert "-title: 'Visit'\n" in done.output
    assert "+title: Visit\n" in done.output
    assert (folder / "visit/journey.yaml").read_text() == UNTIDY


def test_a_broken_file_is_left_alone_with_its_problem(folder: Path) -> None:
    broken = folder / "visit/journey.yaml"
    broken.write_text("a: b\na:  c\n")
    done = call(folder)
    assert done.exit_code == 1
    assert "yaml-duplicate-key" in done.output
    assert broken.read_text() == "a: b\na:  c\n"


def test_a_path_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert call(tmp_path / "nowhere").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "given", "wanted", "code"),
    [
        (["-"], UNTIDY, TIDY, 0),
        (["-", "--check"], UNTIDY, "", 1),
        (["-", "--stdin-path", "a/segments.yaml"], "b: 'c'\n", "b: c\n", 0),
        (["-"], "a: [\r\n", "a: [\r\n", 1),
    ],
)
def test_standard_input_is_formatted_to_standard_output(
    arguments: list[str], given: str, wanted: str, code: int
) -> None:
    done = subprocess.run(
        [*CARELOOM, "fmt", *arguments], input=given.encode(), capture_output=True, check=False
    )
    assert done.stdout.decode() == wanted
    assert done.returncode == code

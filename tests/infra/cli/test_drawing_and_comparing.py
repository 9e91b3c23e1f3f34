"""`careloom graph` and `careloom diff` as people type them, in a repository of their own."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from infra.cli.diff import diff
from infra.cli.graph import graph

SHIPPED = Path(__file__).parents[3] / "journeys"
Diff = Callable[..., Result]


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped journeys, committed, and one wait made longer since."""
    shutil.copytree(SHIPPED, tmp_path / "journeys")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "as shipped")
    path = tmp_path / "journeys/visit-reminder/journey.yaml"
    path.write_text(path.read_text().replace("by: 26h", "by: 30h"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(diff, list(arguments))


@pytest.mark.parametrize("before", ["HEAD", "main", "git:HEAD", "HEAD:journeys", "git:main:journeys"])
def test_a_revision_is_compared_with_the_directory(repository: Path, before: str) -> None:
    done = run(before)
    assert done.exit_code == 0, done.output
    assert "until: 26 hours before the visit, continue if past → 30 hours" in done.output


def test_one_journey_is_compared_with_itself_at_a_revision(repository: Path) -> None:
    done = run("HEAD", "journeys/visit-reminder/journey.yaml", "--format", "json")
    found = json.loads(done.output)
    assert [one["slug"] for one in found["journeys"]] == ["visit-reminder"]
    assert found["meaning"] is True


def test_the_exit_code_tells_only_when_asked_and_only_of_meaning(repository: Path) -> None:
    assert run("HEAD").exit_code == 0
    assert run("HEAD", "--exit-code").exit_code == 1
    git(repository, "checkout", "-q", "journeys")
    path = repository / "journeys/visit-reminder/journey.yaml"
    path.write_text("# a comment\n" + path.read_text())
    assert run("HEAD", "--exit-code").exit_code == 0


@pytest.mark.parametrize("spec", ["no-such", "--upload-pack=x", "git:", "HEAD:../outside", "HEAD:nowhere"])
def test_what_is_no_revision_and_no_path_is_refused_by_its_code(repository: Path, spec: str) -> None:
    done = CliRunner().invoke(diff, ["--", spec])
    assert done.exit_code == 1
    assert getattr(done.exception, "code", "") in (
        "revision-unknown",
        "path-outside-repository",
        "path-not-in-revision",
    )


def test_a_picture_is_written_where_it_is_wanted(tmp_path: Path) -> None:
    target = tmp_path / "reminder.svg"
    done = CliRunner().invoke(graph, [str(SHIPPED / "visit-reminder"), "-o", str(target)])
    assert done.exit_code == 0, done.output
    assert target.read_text().startswith("<svg")
    drawn = CliRunner().invoke(graph, [str(SHIPPED / "visit-reminder"), "--format", "mermaid"])
    assert drawn.output.startswith("flowchart TD\n")


def test_what_cannot_be_read_is_shown_with_its_place(tmp_path: Path) -> None:
    broken = tmp_path / "journey.yaml"
    broken.write_text("journey: [\n")
    done = CliRunner().invoke(graph, [str(broken)])
    assert done.exit_code == 1
    assert "yaml-syntax" in done.output

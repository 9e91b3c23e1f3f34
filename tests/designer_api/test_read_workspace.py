"""The directory of journeys as the designer sees it: as it lies on disk now."""

import shutil
from pathlib import Path

import pytest

from designer_api.journeys.workspace import read_workspace
from engine.compiler import compile_workspace
from engine.errors import NotFound
from tests.language.examples import WORKSPACE


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WORKSPACE, tmp_path / "journeys"))


def test_what_changed_on_disk_is_seen_and_nothing_else_is_compiled_again(root: Path) -> None:
    before = read_workspace(root)
    assert read_workspace(root).journeys[0] is before.journeys[0]
    path = root / "visit/journey.yaml"
    path.write_text(path.read_text("utf-8").replace("message: hello", "message: helo"), "utf-8")
    assert read_workspace(root).has_errors
    shutil.copytree(root / "visit", root / "another")
    (root / "dictionary.yaml").unlink()
    seen, fresh = read_workspace(root), compile_workspace(root)
    assert seen.all_diagnostics == fresh.all_diagnostics
    assert [one.slug for one in seen.journeys] == ["another", "visit"]
    shutil.rmtree(root / "visit")
    assert [one.slug for one in read_workspace(root).journeys] == ["another"]


def test_a_directory_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_workspace(tmp_path / "nowhere")

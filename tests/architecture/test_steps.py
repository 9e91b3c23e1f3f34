"""One kind of step is one short name in every layer, and no layer lacks a kind."""

from pathlib import Path

import pytest

from tests.architecture.source import ROOT

KINDS = {path.stem for path in (ROOT / "engine/journey/steps").glob("[a-z]*.py")}


def test_the_language_has_steps():
    assert {"send", "wait", "await_", "branch", "split", "repeat", "update", "exit"} <= KINDS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_runtime_knows_the_kind(kind):
    assert (ROOT / f"engine/runtime/steps/{kind}.py").is_file()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_designer_knows_the_kind(kind):
    folders = [path for path in (ROOT / "frontend/src").glob(f"**/steps/{kind}") if path.is_dir()]
    assert folders, f"frontend/src has no steps/{kind}"
    assert any(Path(folders[0]).iterdir())


def test_no_layer_knows_a_kind_that_the_language_does_not_have():
    runtime = {path.stem for path in (ROOT / "engine/runtime/steps").glob("[a-z]*.py")} - {"step"}
    designer = {path.name for path in (ROOT / "frontend/src").glob("**/steps/*/") if path.is_dir()}
    assert runtime <= KINDS
    assert designer <= KINDS

"""The language server on what we ship: every name is explained and found, every step can be renamed."""

from collections import defaultdict
from pathlib import Path

import pytest

from infra.lsp.edits import Change, rename
from infra.lsp.hover import hover
from infra.lsp.marks import Name
from infra.lsp.project import Project

ROOT = Path(__file__).parents[2] / "journeys"
SLUGS = sorted(path.parent.name for path in ROOT.glob("*/journey.yaml"))
NOWHERE = ("event", "function", "link", "rule", "pack")  # what no file of the author's defines
ENDS_BY_ITSELF = "completed"  # an outcome that is no step


@pytest.fixture(scope="module")
def project() -> Project:
    return Project(ROOT)


def test_every_word_and_name_is_explained(project: Project) -> None:
    silent = [
        (path.relative_to(ROOT).as_posix(), mark)
        for path in project.files()
        for mark in project.marks(path)
        if not hover(project, path, mark) and getattr(mark, "name", "") != ENDS_BY_ITSELF
    ]
    assert silent == []


def test_every_name_is_found_where_it_is_given(project: Project) -> None:
    lost = [
        (path.relative_to(ROOT).as_posix(), mark.sort, mark.name)
        for path in project.files()
        for mark in project.marks(path)
        if isinstance(mark, Name) and mark.sort not in NOWHERE and mark.name != ENDS_BY_ITSELF
        if not project.definitions(mark, path)
    ]
    assert lost == []


@pytest.mark.parametrize("slug", SLUGS)
def test_any_step_can_be_renamed_and_the_journey_means_the_same(project: Project, slug: str) -> None:
    path = ROOT / slug / "journey.yaml"
    before = project.live.compiled(slug)
    steps = [
        mark
        for mark in project.marks(path)
        if isinstance(mark, Name) and mark.sort == "step" and mark.defines
    ]
    changes: dict[Path, list[Change]] = defaultdict(list)
    for number, step in enumerate(steps):
        for change in rename(project, path, step.start, f"renamed-{number}"):
            changes[change.path].append(change)
    try:
        for file, edits in changes.items():
            project.live.edit(file, applied(project.text(file).text, edits))
        after = project.live.compiled(slug)
        assert [one.message for one in after.diagnostics] == [one.message for one in before.diagnostics]
        assert before.plan is not None
        assert after.plan is not None
        ids = {step.name: f"renamed-{number}" for number, step in enumerate(steps)}
        assert [node.id for node in after.plan.nodes] == [ids[node.id] for node in before.plan.nodes]
    finally:
        for file in changes:
            project.live.edit(file, None)


def applied(text: str, edits: list[Change]) -> str:
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text

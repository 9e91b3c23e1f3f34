"""A workspace being edited says what a fresh compile would, and compiles only what an edit touches."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.compiler import Compiled, Context, LiveWorkspace, compile_workspace
from engine.compiler.files import Files
from engine.compiler.folder import compile_folder
from engine.compiler.kept import Kept
from engine.compiler.workspace import Settled, settle
from engine.errors import NotFound
from tests.compiler.sources import JOURNEY
from tests.language.examples import WORKSPACE

BROKEN = JOURNEY.replace("message: hello", "message: helo")
DICTIONARY = (WORKSPACE / "dictionary.yaml").read_text("utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(WORKSPACE, tmp_path / "journeys"))
    for slug in ("second", "third"):
        shutil.copytree(folder / "visit", folder / slug)
        text = JOURNEY.replace("journey: visit", f"journey: {slug}")
        (folder / slug / "journey.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def compiles(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The slugs that are compiled, in order."""
    told: list[str] = []

    def listening(files: Files, slug: str, context: Context) -> Compiled:
        told.append(slug)
        return compile_folder(files, slug, context)

    monkeypatch.setattr("engine.compiler.live.compile_folder", listening)
    yield told


def codes_in(found: LiveWorkspace, path: str) -> list[str]:
    return [one.code for one in found.diagnostics()[path]]


def test_an_edit_is_compiled_with_what_is_not_saved(root: Path) -> None:
    found = LiveWorkspace(root)
    assert set(found.diagnostics().values()) == {()}
    found.edit(root / "visit/journey.yaml", BROKEN)
    assert codes_in(found, "journeys/visit/journey.yaml") == ["unknown-message"]
    assert found.text_of("visit/journey.yaml") == BROKEN
    found.edit("visit/journey.yaml", None)
    assert set(found.diagnostics().values()) == {()}
    assert (root / "visit/journey.yaml").read_text("utf-8") == JOURNEY


def test_only_the_journey_of_an_edited_file_is_compiled_again(root: Path, compiles: list[str]) -> None:
    found = LiveWorkspace(root)
    found.settle_all()
    assert sorted(compiles) == ["second", "third", "visit"]
    compiles.clear()
    found.edit("visit/messages/hello.mjml", "nothing")
    assert codes_in(found, "journeys/visit/messages/hello.mjml") == ["front-matter-missing"]
    found.edit("visit/messages/hello.mjml", "nothing")
    found.diagnostics()
    assert compiles == ["visit"]


def test_a_document_touches_every_journey_and_only_if_it_says_something_else(
    root: Path, compiles: list[str]
) -> None:
    found = LiveWorkspace(root)
    found.settle_all()
    compiles.clear()
    found.edit("dictionary.yaml", DICTIONARY + "# a remark\n")
    found.settle_all()
    assert compiles == []
    found.edit("dictionary.yaml", DICTIONARY.replace("  start:", "  begin:"))
    assert any(codes_in(found, f"journeys/{slug}/messages/hello.mjml") for slug in ("second", "third"))
    assert sorted(compiles) == ["second", "third", "visit"]


def test_a_document_written_while_the_workspace_is_opened_counts_once_it_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(files: Files, kept: Kept) -> Settled:
        found = settle(files, kept)
        (root / "dictionary.yaml").write_text(DICTIONARY.replace("  age:", "  years:"), "utf-8")
        return found

    with monkeypatch.context() as slow:
        slow.setattr("engine.compiler.live.settle", meanwhile)
        found = LiveWorkspace(root)
    found.changed_on_disk(["dictionary.yaml"])
    assert "patient.years" in found.context().dictionary


def test_what_was_touched_last_is_compiled_first_and_the_rest_when_there_is_time(
    root: Path, compiles: list[str]
) -> None:
    found = LiveWorkspace(root, clock=lambda: 0.0)
    found.edit("third/journey.yaml", BROKEN)
    assert not found.settle_all(within=0.0)
    assert compiles == ["third"]
    assert not found.settle_all(within=0.0)
    assert found.settle_all(within=0.0)
    assert sorted(compiles) == ["second", "third", "visit"]


def test_stale_journeys_say_what_they_said_before_when_time_is_short(root: Path) -> None:
    found = LiveWorkspace(root, clock=lambda: 0.0)
    found.edit("second/journey.yaml", BROKEN.replace("journey: visit", "journey: second"))
    found.settle_all()
    found.edit("dictionary.yaml", "patient: {}\n")
    hasty = found.diagnostics(within=0.0)
    assert [one.code for one in hasty["journeys/second/journey.yaml"]] in (
        ["unknown-message"],
        ["unused-message"],
    )
    assert "journeys/third/journey.yaml" in hasty


def test_one_journey_is_told_at_once_and_an_unknown_one_refused(root: Path, compiles: list[str]) -> None:
    found = LiveWorkspace(root)
    found.edit("visit/journey.yaml", BROKEN)
    assert found.compiled("visit").has_errors
    assert compiles == ["visit"]
    with pytest.raises(NotFound, match="no such journey"):
        found.compiled("nowhere")


def test_journeys_come_and_go(root: Path) -> None:
    found = LiveWorkspace(root)
    found.edit("fourth/journey.yaml", JOURNEY)
    assert "journey-name-differs" in codes_in(found, "journeys/fourth/journey.yaml")
    found.edit("fourth/journey.yaml", None)
    assert "journeys/fourth/journey.yaml" not in found.diagnostics()
    shutil.rmtree(root / "third")
    found.changed_on_disk([root / "third/journey.yaml"])
    assert [one.slug for one in found.workspace().journeys] == ["second", "visit"]


def test_text_is_checked_without_being_taken_in(root: Path) -> None:
    found = LiveWorkspace(root)
    assert found.check("visit", BROKEN).has_errors
    assert found.check("visit", JOURNEY, {"hello.mjml": "nothing"}).has_errors
    assert not found.check("visit", JOURNEY).has_errors
    assert set(found.diagnostics().values()) == {()}


def test_files_elsewhere_and_folders_that_are_not_there_are_refused(root: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        LiveWorkspace(tmp_path / "nowhere")
    with pytest.raises(NotFound):
        LiveWorkspace(root).edit(tmp_path / "secret.txt", "x")


def test_text_that_no_file_can_hold_is_refused_at_its_place(root: Path) -> None:
    found = LiveWorkspace(root)
    found.edit("visit/journey.yaml", "journey: \ud800\n")
    assert codes_in(found, "journeys/visit/journey.yaml") == ["file-not-utf8"]
    found.edit("visit/journey.yaml", "#" * 300_000)
    assert codes_in(found, "journeys/visit/journey.yaml") == ["file-too-large"]


PLACES = st.sampled_from(
    [
        *("dictionary.yaml", "segments.yaml", "consents.yaml", "organization.yaml", "README.md"),
        *("visit/journey.yaml", "visit/messages/hello.mjml", "visit/messages/hello.es.mjml"),
        *("new/journey.yaml", "second/journey.yaml", "second/messages/other.mjml"),
    ]
)
EDIT = st.tuples(PLACES, st.none() | st.tuples(st.integers(0, 40), st.sampled_from(["", "x", ": ", "{{ "])))


@given(edits=st.lists(EDIT, min_size=1, max_size=6))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_edits_end_in_what_a_fresh_compile_says(
    root: Path, tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, tuple[int, str] | None]]
) -> None:
    found = LiveWorkspace(root)
    saved = Path(shutil.copytree(root, tmp_path_factory.mktemp("saved") / "journeys"))
    for path, change in edits:
        text = None
        if change is not None:
            before = (root / path).read_text("utf-8") if (root / path).is_file() else JOURNEY
            at = len(before) * change[0] // 40
            text = before[:at] + change[1] + before[at + 1 :]
        found.edit(path, text)
        found.settle_all(within=0.0)
        _save(root, saved, path, text)
    fresh, edited = compile_workspace(saved), found.workspace()
    assert edited.all_diagnostics == fresh.all_diagnostics
    assert edited.sources == fresh.sources
    assert [one.version for one in edited.journeys] == [one.version for one in fresh.journeys]


def _save(root: Path, saved: Path, path: str, text: str | None) -> None:
    if text is None:
        (saved / path).unlink(missing_ok=True)
        if (root / path).is_file():
            shutil.copy(root / path, saved / path)
    else:
        (saved / path).parent.mkdir(parents=True, exist_ok=True)
        (saved / path).write_text(text, "utf-8")

"""Whatever stands in a file and wherever the cursor is: an answer, and every place within its text."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.compiler.formatting import kind_of
from infra.lsp.complete import offers
from infra.lsp.edits import formatting, renamed_at, repairs
from infra.lsp.hover import hover
from infra.lsp.marks import Name, at
from infra.lsp.project import Project
from infra.lsp.symbols import symbols
from infra.lsp.texts import Encoding, Position, Text
from tests.compiler.formatting.test_round_trip import DOCUMENTS, edited
from tests.language.examples import WORKSPACE

RELAXED = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
FILES = {
    "journey": "visit/journey.yaml",
    "scenarios": "visit/scenarios.yaml",
    "form": "visit/forms/well.yaml",
    "message": "visit/messages/hello.mjml",
}
MESSAGE = (WORKSPACE / "visit/messages/hello.mjml").read_text("utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    root = tmp_path_factory.mktemp("any") / "journeys"
    shutil.copytree(WORKSPACE, root)
    yield Project(root)


def ask_everything(project: Project, path: Path, offset: int) -> None:
    text = project.text(path)
    found = project.marks(path)
    for mark in found:
        assert 0 <= mark.start <= mark.end <= len(text.text)
    for offer in offers(project, path, offset):
        assert 0 <= offer.prefix <= offset
    mark = at(found, offset)
    if mark is not None:
        hover(project, path, mark)
    if isinstance(mark, Name):
        project.definitions(mark, path)
        project.mentions(mark, path)
        renamed_at(project, path, offset)
    symbols(text.text, kind_of(path))
    formatting(project, path)
    for problem in project.live.diagnostics().get(project.live.shown(path), ()):
        repairs(project, path, problem)


@RELAXED
@given(edited(), st.data())
def test_any_document_is_answered_anywhere(
    project: Project, document: tuple[str, str], data: st.DataObject
) -> None:
    kind, text = document
    path = project.root / FILES.get(kind, f"{kind}.yaml")
    project.live.edit(path, text)
    try:
        ask_everything(project, path, data.draw(st.integers(0, len(text))))
    finally:
        project.live.edit(path, None)


@RELAXED
@given(st.data())
def test_any_message_is_answered_anywhere(project: Project, data: st.DataObject) -> None:
    pieces = st.sampled_from(
        ["{{ ", "}}", "{% segment '", "%}", " | ", "patient.", "---\n", "\n", "é😀", "class: "]
    )
    start = data.draw(st.integers(0, len(MESSAGE)))
    text = MESSAGE[:start] + data.draw(pieces) + MESSAGE[start + data.draw(st.integers(0, 9)) :]
    path = project.root / FILES["message"]
    project.live.edit(path, text)
    try:
        ask_everything(project, path, data.draw(st.integers(0, len(text))))
    finally:
        project.live.edit(path, None)


@RELAXED
@given(st.sampled_from(DOCUMENTS), st.data())
def test_half_a_document_is_completed(
    project: Project, document: tuple[str, str], data: st.DataObject
) -> None:
    """What an author has written so far: the text ends at the cursor."""
    kind, text = document
    path = project.root / FILES.get(kind, f"{kind}.yaml")
    text = text[: data.draw(st.integers(0, len(text)))]
    project.live.edit(path, text)
    try:
        ask_everything(project, path, len(text))
    finally:
        project.live.edit(path, None)


@pytest.mark.parametrize(
    "text",
    [
        *("a" * 100_000 + "!", "a" + " " * 100_000, "- " * 50_000, "{{ " * 30_000, "'" * 100_000),
        *("a: |\n" + "  x\n" * 25_000, "k: [" + "x, " * 30_000, "k: {" + "a:\n" * 30_000, "é, " * 30_000),
        *(
            "k: [" + "é, " * 25_000 + "]",
            "when: engaged(" + "a " * 50_000,
            "steps:\n" + "- send: x\n" * 25_000,
        ),
    ],
    ids=range(12),
)
@pytest.mark.parametrize("file", ["visit/journey.yaml", "visit/messages/hello.mjml"])
def test_nasty_texts_are_answered_soon(project: Project, file: str, text: str) -> None:
    path = project.root / file
    project.live.edit(path, text)
    begin = time.process_time()
    try:
        ask_everything(project, path, len(text))
        project.text(path).position(len(text))
    finally:
        project.live.edit(path, None)
    assert time.process_time() - begin < 5


@RELAXED
@given(
    st.text(st.sampled_from(["a", "é", "😀", "\n", "\r", "\x85", "\u2028"]), max_size=30),
    st.sampled_from(["utf-8", "utf-16", "utf-32"]),
    st.booleans(),
)
def test_offsets_and_positions_are_two_words_for_one_place(text: str, encoding: Encoding, yaml: bool) -> None:
    whole = Text(text, encoding, yaml=yaml)
    for offset in range(len(text) + 1):
        position = whole.position(offset)
        inside_line_end = text[offset - 1 : offset + 1] == "\r\n"
        assert whole.offset(position) == offset or inside_line_end
    assert whole.offset(Position(10_000, 0)) == len(text)
    assert whole.offset(Position(0, 10_000)) == whole.line_end(0)

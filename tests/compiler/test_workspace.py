"""Files on disk: what is read, how it is named, and what happens when it is not there."""

import shutil
import time
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.compiler import check_text, compile_workspace, spread
from engine.errors import NotFound
from engine.journey.codes import CODES
from infra.cli.check import check
from tests.compiler.sources import JOURNEY
from tests.language.examples import WORKSPACE

FIELD = st.fixed_dictionaries({"type": st.sampled_from(["int", "string", "x"]), "class": st.just("clinical")})
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 500)
    | st.text(max_size=8)
    | FIELD
    | st.just("patient.age > 3"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [
        *("organization", "name", "phone", "address", "zone", "language", "languages", "sender", "domains"),
        *("holidays", "send_window", "contact_budget", "brakes", "topics", "authorizations", "patient"),
        *("appointment", "over-65", "in", "link", "segments"),
    ]
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WORKSPACE, tmp_path / "journeys"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(check, [str(one) for one in arguments])


def test_a_workspace_is_compiled_with_all_that_belongs_to_it(root: Path) -> None:
    found = compile_workspace(root)
    assert found.organization is not None
    assert found.organization.languages == ("en",)
    assert found.dictionary["patient.age"].data_class == "demographic"
    assert found.segments["over-65"] == "patient.age >= 65"
    assert set(found.consents.topics) == {"visits", "programs"}
    assert [journey.slug for journey in found.journeys] == ["visit"]
    assert found.journey("visit").plan is not None
    assert set(found.sources) >= {"journeys/organization.yaml", "journeys/visit/messages/hello.mjml"}


def test_no_diagnostic_names_a_place_outside_of_the_workspace(root: Path) -> None:
    (root / "visit/journey.yaml").write_text("x: [", "utf-8")
    assert {one.path for one in compile_workspace(root).all_diagnostics} == {"journeys/visit/journey.yaml"}


def test_edited_text_is_checked_against_the_files_without_being_saved(root: Path) -> None:
    before = (root / "visit/journey.yaml").read_text("utf-8")
    found = check_text(root, "visit", JOURNEY.replace("message: hello", "message: helo"))
    assert found.diagnostics[0].code == "unknown-message"
    assert found.plan is None
    assert check_text(root, "visit", JOURNEY).version == compile_workspace(root).journey("visit").version
    assert (root / "visit/journey.yaml").read_text("utf-8") == before


def test_an_unsaved_message_may_be_checked_as_well(root: Path) -> None:
    found = check_text(root, "visit", JOURNEY, {"hello.mjml": "nothing"})
    assert [one.code for one in found.diagnostics] == ["front-matter-missing"]


def test_a_new_journey_needs_no_folder_yet(root: Path) -> None:
    text = JOURNEY.replace("journey: visit", "journey: brand-new")
    found = check_text(root, "brand-new", text)
    assert [one.code for one in found.diagnostics] == ["unknown-message"]


def test_broken_documents_leave_the_journeys_checked_but_unplanned(root: Path) -> None:
    (root / "organization.yaml").write_bytes(b"\xff")
    found = compile_workspace(root)
    assert [one.code for one in found.all_diagnostics] == ["file-not-utf8"]
    assert found.journeys[0].plan is None
    assert found.has_errors


def test_names_in_the_dictionary_are_names(root: Path) -> None:
    text = "Patient: {a: {type: int, class: clinical}}\nlink: {b: {type: int, class: clinical}}\n"
    field = "{type: int, class: clinical}"
    text += f"x: {{'in': {field}, ok: {field}, 'a b': {field}}}\n"
    (root / "dictionary.yaml").write_text(text, "utf-8")
    found = compile_workspace(root)
    assert [one.line for one in found.diagnostics if one.code == "malformed-text"] == [1, 2, 3, 3]
    assert set(found.dictionary) == {"x.ok"}


def test_what_is_not_there_is_said(root: Path) -> None:
    with pytest.raises(NotFound):
        compile_workspace(root / "nowhere")
    with pytest.raises(NotFound):
        compile_workspace(root).journey("nowhere")


def test_links_that_lead_out_are_not_followed(root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere.txt"
    secret.write_text("---\nsubject: secret\n", "utf-8")
    (root / "visit/messages/hello.mjml").unlink()
    (root / "visit/messages/hello.mjml").symlink_to(secret)
    found = compile_workspace(root)
    assert [one.code for one in found.all_diagnostics] == ["unknown-message", "file-missing"]
    assert all("secret" not in text for text in found.sources.values())


def test_links_inside_of_the_workspace_are_followed(root: Path) -> None:
    (root / "visit/messages/hello.mjml").rename(root / "hello.real")
    (root / "visit/messages/hello.mjml").symlink_to(root / "hello.real")
    assert compile_workspace(root).all_diagnostics == ()


@pytest.mark.parametrize("name", ["organization", "dictionary", "segments", "consents"])
@given(value=JSON | st.dictionaries(KEYS, JSON, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_value_in_the_four_documents_is_answered(root: Path, name: str, value: object) -> None:
    (root / f"{name}.yaml").write_text(yaml.safe_dump(value, allow_unicode=True), "utf-8")
    found = compile_workspace(root)
    for one in found.all_diagnostics:
        assert one.code in CODES
        assert one.line >= 1
    if found.has_errors:
        assert found.all_diagnostics


def test_check_prints_nothing_but_the_count_when_all_is_well(root: Path) -> None:
    result = run(root)
    assert (result.exit_code, result.output) == (0, "1 journey, no errors, no warnings\n")


def test_check_exits_with_one_on_errors_and_shows_the_place(root: Path) -> None:
    (root / "visit/journey.yaml").write_text(JOURNEY.replace("message: hello", "message: helo"), "utf-8")
    result = run(root)
    assert result.exit_code == 1
    lines = result.output.split("\n")
    assert lines[0] == "error[unknown-message]: messages/helo.mjml does not exist"
    assert lines[3].index("^") == lines[2].index("helo")


def test_check_exits_with_zero_on_warnings(root: Path) -> None:
    shutil.copy(root / "visit/messages/hello.mjml", root / "visit/messages/old.mjml")
    result = run(root)
    assert result.exit_code == 0
    assert "warning[unused-message]" in result.output


def test_check_exits_with_two_when_there_is_nothing_to_read(root: Path) -> None:
    assert run(root / "nowhere").exit_code == 2
    (root / "empty").mkdir()
    assert run(root / "empty").exit_code == 2


@pytest.mark.parametrize("path", ["visit", "visit/journey.yaml"])
def test_check_takes_one_journey(root: Path, path: str) -> None:
    other = Path(shutil.copytree(root / "visit", root / "other"))
    assert (other / "journey.yaml").is_file()
    assert run(root).exit_code == 1
    assert run(root / path).output == "1 journey, no errors, no warnings\n"


def test_check_speaks_json(root: Path) -> None:
    (root / "visit/journey.yaml").write_text(JOURNEY.replace("message: hello", "message: helo"), "utf-8")
    result = run("--format", "json", root)
    assert result.exit_code == 1
    assert '"code": "unknown-message"' in result.output
    assert '"errors": 1' in result.output


def test_a_journey_compiles_in_a_few_hundredths_of_a_second(root: Path) -> None:
    compile_workspace(root)
    begin = time.process_time()
    for _ in range(5):
        compile_workspace(root)
    assert (time.process_time() - begin) / 5 < 0.2


def test_many_journeys_on_several_processors_say_what_they_say_on_one(root: Path) -> None:
    for number in range(spread.LEAST + 3):
        shutil.copytree(root / "visit", root / f"visit-{number}")
    (root / "visit-7/journey.yaml").write_text("steps: [", "utf-8")
    one, several = compile_workspace(root), compile_workspace(root, processes=2)
    assert [journey.slug for journey in several.journeys] == [journey.slug for journey in one.journeys]
    assert several.all_diagnostics == one.all_diagnostics
    assert several.journeys == one.journeys
    assert several.sources == one.sources

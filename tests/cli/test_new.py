"""`careloom new`: somebody's own journey from one of the library, in one command."""

from pathlib import Path

from click.testing import CliRunner, Result

from engine.compiler import compile_workspace
from infra.cli.new import new
from infra.library.catalogue import entries


def run(*arguments: str) -> Result:
    return CliRunner().invoke(new, list(arguments))


def test_the_list_names_every_journey_with_what_it_is_for() -> None:
    told = run("--list").output
    for entry in entries():
        assert entry.slug in told and entry.purpose in told


def test_every_journey_of_the_library_starts_clean_in_a_workspace_of_its_own(tmp_path: Path) -> None:
    into = tmp_path / "journeys"
    assert run("--with-settings", "--into", str(into)).exit_code == 0
    for entry in entries():
        assert run(f"my-{entry.slug}", "--from", entry.slug, "--into", str(into)).exit_code == 0
    made = compile_workspace(into)
    assert made.all_diagnostics == ()
    assert [journey.slug for journey in made.journeys] == sorted(f"my-{entry.slug}" for entry in entries())


def test_the_copy_bears_the_new_name_and_title_and_keeps_every_comment(tmp_path: Path) -> None:
    into = tmp_path / "journeys"
    ran = run(
        "mine", "--from", "visit-reminder", "--into", str(into), "--title", 'Say "hello"', "--with-settings"
    )
    assert ran.exit_code == 0
    text = (into / "mine" / "journey.yaml").read_text("utf-8")
    assert 'title: "Say \\"hello\\""' in text
    assert "# a visit of unknown kind is a visit" in text
    assert compile_workspace(into).journey("mine").title == 'Say "hello"'


def test_what_the_new_home_lacks_is_told_file_by_file(tmp_path: Path) -> None:
    into = tmp_path / "journeys"
    run("--with-settings", "--into", str(into))
    dictionary = into / "dictionary.yaml"
    text = dictionary.read_text("utf-8")
    dictionary.write_text(text[: text.index("prescription:")] + text[text.index("result:") :], "utf-8")
    ran = run("refill", "--from", "medication-refill", "--into", str(into))
    assert ran.exit_code == 1
    assert "dictionary.yaml lacks prescription.active" in ran.output


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    into = tmp_path / "journeys"
    assert run("mine", "--into", str(into), "--with-settings").exit_code == 0
    again = (run("mine", "--into", str(into)), run("--with-settings", "--into", str(into)))
    assert [getattr(one.exception, "code", "") for one in again] == ["folder-exists", "not-empty"]

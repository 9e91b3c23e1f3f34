"""`careloom test` and `careloom simulate`: what they print, write and exit with."""

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from infra.cli import test as test_file
from infra.cli.scenarios.watching import stamp_of, watch
from infra.cli.simulate import simulate

SHIPPED = Path(__file__).parents[3] / "journeys"
GOOD = """scenarios:
  - name: a call is not reminded of
    appointment: {start: 2026-03-10T14:00, kind: telehealth}
    events:
      - {at: 2026-03-01T12:00, event: appointment.booked}
    expect:
      - exit: telehealth
"""
BAD = """  - name: nobody is reminded <&>
    appointment: {start: 2026-03-10T14:00}
    events:
      - {at: 2026-03-01T12:00, event: appointment.booked}
    expect:
      - {send: week-ahead, at: 2026-03-04T10:00}
    never: [details]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The shipped documents and the visit reminder."""
    folder = tmp_path / "journeys"
    folder.mkdir()
    for name in ("organization", "dictionary", "segments", "consents"):
        shutil.copy(SHIPPED / f"{name}.yaml", folder)
    shutil.copytree(SHIPPED / "visit-reminder", folder / "visit-reminder")
    (folder / "visit-reminder" / "scenarios.yaml").write_text(GOOD + BAD, "utf-8")
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(test_file.test, [str(one) for one in arguments])


def test_a_failing_scenario_shows_what_was_expected_what_happened_and_when(root: Path) -> None:
    done = run(root)
    assert done.exit_code == 1
    assert "✓ a call is not reminded of" in done.output
    assert "✗ nobody is reminded <&>" in done.output
    assert "expected  send week-ahead at Wed 4 Mar 2026 10:00" in done.output
    assert "happened  send week-ahead at Tue 3 Mar 2026 10:00" in done.output
    assert "journeys/visit-reminder/scenarios.yaml:13:16" in done.output
    assert "13│       - {send: week-ahead, at: 2026-03-04T10:00}" in done.output
    assert "what happened (America/New_York)" in done.output
    assert "2 scenarios, 1 passed, 1 failed in" in done.output
    assert "\033[" not in done.output


def test_colours_are_for_terminals_and_for_those_who_ask(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    painted = run(root).output
    assert "\033[1;32m✓\033[0m a call is not reminded of" in painted
    assert "\033[1;31m✗\033[0m nobody is reminded" in painted
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033[" not in run(root).output


def test_one_scenario_may_be_chosen_by_its_name(root: Path) -> None:
    done = run(root / "visit-reminder", "-k", "A CALL")
    assert done.exit_code == 0
    assert "1 scenario, 1 passed in" in done.output


def test_junit_says_the_same_and_is_xml_whatever_the_names(root: Path) -> None:
    file = root.parent / "results.xml"
    run(root, "--junit", file)
    suites = ElementTree.parse(file).getroot()  # noqa: S314 - our own file
    cases = suites.findall("testsuite/testcase")
    assert (suites.get("tests"), suites.get("failures")) == ("2", "1")
    assert [case.get("name") for case in cases] == ["a call is not reminded of", "nobody is reminded <&>"]
    assert "scenarios.yaml:13: expected send week-ahead" in (cases[1].findtext("failure") or "")


def test_json_has_every_timeline(root: Path) -> None:
    said = json.loads(run(root, "--json").output)
    first, second = said["journeys"][0]["scenarios"]
    assert (said["passed"], said["failed"]) == (1, 1)
    assert [one["kind"] for one in first["timeline"]] == ["event", "enter", "branch", "exit"]
    assert second["mismatches"][0] == {
        "line": 13,
        "column": 16,
        "expected": "send week-ahead at Wed 4 Mar 2026 10:00",
        "happened": "send week-ahead at Tue 3 Mar 2026 10:00",
    }


def test_coverage_names_what_no_scenario_reaches_and_may_be_demanded(root: Path) -> None:
    (root / "visit-reminder" / "scenarios.yaml").write_text(GOOD, "utf-8")
    done = run(root, "--coverage")
    assert done.exit_code == 0
    assert "coverage  2 of 12 steps, 2 of 18 ways (11%)" in done.output
    assert "week-ahead is never reached" in done.output
    assert "in-person never goes otherwise" in done.output
    assert run(root, "--fail-under", "12").exit_code == 1
    assert run(root, "--fail-under", "11").exit_code == 0


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("scenarios.yaml", GOOD.replace("event: appo", "event: apo"), "error[unknown-event]"),
        ("scenarios.yaml", "scenarios: [\n", "error[yaml-syntax]"),
        ("journey.yaml", "journey: visit-reminder\n", "error[missing-key]"),
    ],
)
def test_what_cannot_be_read_is_shown_with_its_place_and_exits_with_two(
    root: Path, file: str, text: str, said: str
) -> None:
    (root / "visit-reminder" / file).write_text(text, "utf-8")
    done = run(root)
    assert done.exit_code == 2
    assert said in done.output
    assert "Traceback" not in done.output


def test_a_path_without_journeys_is_refused_in_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        done = CliRunner().invoke(test_file.test, [str(path)])
        assert done.exit_code == 2
        assert done.output.startswith("careloom test: ")


def test_a_file_of_scenarios_beside_the_journey_may_be_given(root: Path) -> None:
    more = root / "visit-reminder" / "more.yaml"
    more.write_text(GOOD, "utf-8")
    done = run(more)
    assert done.exit_code == 0
    assert "journeys/visit-reminder/more.yaml" in done.output


def test_watching_runs_again_after_a_change_and_only_then(root: Path) -> None:
    ran: list[int] = []
    looks = iter(range(4))

    def go_on() -> bool:
        look = next(looks, None)
        if look == 2:
            (root / "visit-reminder" / "scenarios.yaml").write_text(GOOD + "\n", "utf-8")
        return look is not None

    watch([root], lambda: ran.append(len(stamp_of([root]))), go_on)
    assert len(ran) == 2


def test_simulate_tells_one_scenario_with_its_mails_and_reasons(root: Path) -> None:
    done = CliRunner().invoke(simulate, [str(root / "visit-reminder"), "-k", "nobody", "--mails", "--why"])
    assert done.exit_code == 0
    assert "✉ send week-ahead en, tls" in done.output
    assert "week-ahead: Your visit is coming up" in done.output
    assert "✓ The person did not opt out of this topic visits" in done.output
    assert CliRunner().invoke(simulate, [str(root), "-k", "none such"]).exit_code == 1


def test_the_shipped_journeys_scenarios_reach_every_way() -> None:
    done = run(SHIPPED, "--fail-under", "100")
    assert done.exit_code == 0, done.output

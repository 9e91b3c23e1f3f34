"""Keeping what was played: one more entry in scenarios.yaml, all else as it stood."""

import shutil
from pathlib import Path

import pytest
import yaml

from designer_api.journeys.scenario_text import append_scenario
from designer_api.journeys.scenarios import Plain, keep_scenario, list_scenarios
from engine.errors import Refused
from tests.designer_api.conftest import SignedIn

PLAYED = {
    "name": "Ana: moves the visit",
    "patient": {"first_name": "Ana", "language": "es"},
    "appointment": {"start": "2026-03-10T09:00"},
    "events": [{"at": "2026-03-01T12:00", "event": "appointment.booked"}],
    "expect": [{"exit": "unknown-outcome"}],
}
PROJECT = Path(__file__).parents[2]
PATH = "/api/journeys/visit-reminder/scenarios"


def test_what_stands_in_the_file_stays_and_the_new_one_reads_back_as_given() -> None:
    before = "# ours\nscenarios:\n- name: 'a'   # keep\n  events:\n  - {at: 2026-03-01T12:00, event: x}\n"
    after = append_scenario(before, PLAYED)
    assert after.startswith(before)
    assert yaml.load(after, Loader=Plain)["scenarios"][1] == PLAYED  # noqa: S506  a safe loader


def test_an_empty_file_and_an_empty_list_are_begun() -> None:
    for before in ("", "scenarios: []\n"):
        assert yaml.load(append_scenario(before, PLAYED), Loader=Plain) == {  # noqa: S506  a safe loader
            "scenarios": [PLAYED]
        }


def test_words_that_mean_something_in_yaml_stay_words() -> None:
    odd = {"name": "no", "patient": {"last_name": "O'Neil, {x}: #1", "zip": "01234"}, "expect": []}
    read = yaml.load(append_scenario("", odd), Loader=Plain)  # noqa: S506  a safe loader
    assert read["scenarios"][0]["patient"] == odd["patient"]
    assert read["scenarios"][0]["name"] == "no"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "journeys", tmp_path / "journeys"))


def test_a_played_scenario_is_kept_once_and_listed(workspace: Path) -> None:
    keep_scenario(workspace, "visit-reminder", PLAYED)
    assert list_scenarios(workspace, "visit-reminder")[-1] == PLAYED
    with pytest.raises(Refused, match="of this name"):
        keep_scenario(workspace, "visit-reminder", PLAYED)


def test_what_cannot_be_read_is_not_kept(workspace: Path) -> None:
    before = (workspace / "visit-reminder/scenarios.yaml").read_text()
    with pytest.raises(Refused, match="not kept"):
        keep_scenario(workspace, "visit-reminder", {**PLAYED, "events": [{"event": "nothing.known"}]})
    assert (workspace / "visit-reminder/scenarios.yaml").read_text() == before


async def test_the_people_of_a_journey_are_listed_with_moments_as_written(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    first = (await client.get(PATH)).json()["items"][0]
    assert first["events"][0] == {"at": "2026-03-01T12:00", "event": "appointment.booked"}


async def test_viewers_keep_nothing(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    assert (await client.post(PATH, json={"scenario": PLAYED})).status_code == 403

"""Keeping what was played: one more entry in the draft's scenarios.yaml; and real people to play, masked."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
import yaml

from designer_api.journeys.scenario_text import append_scenario
from designer_api.journeys.scenarios import list_scenarios, with_scenario
from engine.errors import Refused
from engine.intake.projection import new_appointment
from engine.store.appointments import save_appointments
from engine.store.ids import uuid7
from engine.store.people import load_people
from tests.activities.clinic import Clinic, open_clinic
from tests.designer_api.conftest import Api, SignedIn

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
    assert yaml.safe_load(after)["scenarios"][0]["name"] == "a"
    assert list_scenarios(after)[1] == PLAYED


def test_an_empty_file_and_an_empty_list_are_begun() -> None:
    for before in ("", "scenarios: []\n"):
        assert list_scenarios(append_scenario(before, PLAYED)) == [PLAYED]


def test_words_that_mean_something_in_yaml_stay_words() -> None:
    odd = {
        "name": "no",
        "patient": {"last_name": "O'Neil, {x}: #1", "zip": "01234"},
        "expect": [{"exit": "x"}],
    }
    written = append_scenario("", odd)
    assert yaml.safe_load(written) == {"scenarios": [odd]}
    assert list_scenarios(written) == [odd]


JOURNEYS = PROJECT / "journeys"


def test_a_played_scenario_is_added_once() -> None:
    text = with_scenario(JOURNEYS, "", PLAYED)
    assert list_scenarios(text) == [PLAYED]
    with pytest.raises(Refused, match="of this name"):
        with_scenario(JOURNEYS, text, PLAYED)


def test_what_cannot_be_read_is_not_kept() -> None:
    with pytest.raises(Refused, match="not kept"):
        with_scenario(JOURNEYS, "", {**PLAYED, "events": [{"event": "nothing.known"}]})


async def test_a_played_scenario_goes_into_the_own_draft_and_not_into_the_workspace(
    signed_in: SignedIn,
) -> None:
    before = (JOURNEYS / "visit-reminder/scenarios.yaml").read_text()
    author, other = await signed_in("author"), await signed_in("operator")
    kept = (await author.post(PATH, json={"scenario": PLAYED})).json()
    assert kept["changed"] == ["scenarios.yaml"]
    assert kept["files"]["scenarios.yaml"].startswith(before)  # comments and order as they were
    assert (JOURNEYS / "visit-reminder/scenarios.yaml").read_text() == before
    assert (await author.get(PATH)).json()["items"][-1] == PLAYED
    assert PLAYED not in (await other.get(PATH)).json()["items"]
    assert (await author.post(PATH, json={"scenario": PLAYED})).status_code == 422
    await author.delete("/api/journeys/visit-reminder/draft")


@pytest_asyncio.fixture
async def clinic(api: Api) -> Any:
    made = await open_clinic(api.settings)
    yield made
    await made.smtp.close()
    await made.pool.close()


async def _visit_of(clinic: Clinic, patient: UUID) -> None:
    now = clinic.parts.moment()
    visit = new_appointment(uuid7().bytes, now)
    visit.patient_id, visit.starts_at, visit.status = patient, now + timedelta(days=20), "booked"
    async with clinic.pool.acquire() as conn:
        people = await load_people(conn, clinic.parts.vault, [patient])
        await save_appointments(conn, clinic.parts.vault, [visit], people, now)


async def test_a_real_person_is_played_masked_and_the_look_is_recorded(
    clinic: Clinic, signed_in: SignedIn
) -> None:
    patient = await clinic.add_person()
    await _visit_of(clinic, patient)
    asked = {"patient": str(patient)}
    operator = await signed_in("operator")
    answer = await operator.post(f"{PATH}/real-person", json=asked)
    assert answer.status_code == 200, answer.text
    scenario = answer.json()["scenario"]
    assert scenario["name"] == "A… R."
    assert scenario["patient"]["first_name"] == "A…"
    assert "Rivera" not in answer.text and "@" not in answer.text
    played = await operator.post(
        "/api/journeys/simulate",
        json={
            "slug": "visit-reminder",
            "scenario": {
                **scenario,
                "events": [{"at": scenario["begin"], "event": "appointment.booked"}],
            },
        },
    )
    story = played.json()
    assert [each for each in story["problems"] if each["severity"] == "error"] == []
    assert "enter" in [line["kind"] for line in story["lines"]]
    async with clinic.pool.acquire() as conn:
        noted = await conn.fetchval(
            "select detail from audit where action = 'patient.played' and subject = $1", str(patient)
        )
    assert noted == "visit-reminder"


async def test_only_operators_play_real_people_and_nobody_plays_whom_there_is_not(
    signed_in: SignedIn,
) -> None:
    asked = {"patient": "00000000-0000-0000-0000-000000000001"}
    author, operator = await signed_in("author"), await signed_in("operator")
    assert (await author.post(f"{PATH}/real-person", json=asked)).status_code == 403
    assert (await operator.post(f"{PATH}/real-person", json=asked)).status_code == 404


async def test_the_people_of_a_journey_are_listed_with_moments_as_written(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    first = (await client.get(PATH)).json()["items"][0]
    assert first["events"][0] == {"at": "2026-03-01T12:00", "event": "appointment.booked"}


async def test_viewers_keep_nothing(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    assert (await client.post(PATH, json={"scenario": PLAYED})).status_code == 403


@pytest.mark.parametrize(
    "entry",
    [
        "  a: &a [1, 1, 1]\n  b: &b [*a, *a]\n  c: [*b, *b]\n",
        "  itself: &me [*me]\n",
        f"  deep: {'[' * 3000}\n",
        "  who: !!binary aGk=\n",
    ],
    ids=["grows", "holds-itself", "deep", "typed"],
)
def test_a_file_that_the_compiler_refuses_to_read_lists_nobody(entry: str) -> None:
    assert list_scenarios(f"scenarios:\n- name: Ana\n{entry}") == []


def test_what_is_no_list_lists_nobody_and_keys_are_words() -> None:
    assert list_scenarios("scenarios: 5\n") == []
    assert list_scenarios("scenarios: [{name: Ana, 1: a, null: b}]") == [
        {"name": "Ana", "1": "a", "null": "b"}
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("9" * 5_000, "9" * 5_000),
        ("0b_", "0b_"),
        ("0x_", "0x_"),
        (":".join(["1"] * 5_000), ":".join(["1"] * 5_000)),
        ("10:30", "10:30"),
        ("no", "no"),
        ("007", "007"),
        ("7", 7),
        ("true", True),
        ("", None),
    ],
    ids=["very-long", "binary", "hex", "sixties", "time", "no", "zeros", "number", "truth", "nothing"],
)
def test_values_are_read_as_the_compiler_reads_them(written: str, read: object) -> None:
    assert list_scenarios(f"scenarios:\n- name: Ana\n  x: {written}\n") == [{"name": "Ana", "x": read}]


def test_a_name_that_is_no_text_is_refused_and_nothing_kept() -> None:
    with pytest.raises(Refused, match="not kept"):
        with_scenario(PROJECT / "journeys", "scenarios:\n- name: Ana\n", {"name": []})

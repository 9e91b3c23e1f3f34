"""What is wrong in a journey's scenarios bars publishing it: so it is told wherever problems are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.designer_api.conftest import Api, SignedIn, own_workspace

SLUG = "visit-follow-up"
HERE = f"/api/journeys/{SLUG}"
NAME = "who looked at their notes is asked how it was"
STEP = "- wait: a-day-later"


@pytest.fixture
def follow_up(api: Api, tmp_path: Path) -> Iterator[Path]:
    with own_workspace(api, tmp_path / "journeys", SLUG) as root:
        yield root


def without_the_step(text: str) -> str:
    start = text.index(STEP)
    return text[:start] + text[text.index("- send: how-was-it", start) :]


async def save(client: httpx.AsyncClient, **files: str | None) -> None:
    draft = (await client.get(f"{HERE}/draft")).json()
    named = {f"{name}.yaml": text for name, text in files.items()}
    headers = {"If-Match": f'"{draft["revision"]}"'}
    saved = await client.put(f"{HERE}/draft", json={"files": named}, headers=headers)
    assert saved.status_code == 200, saved.text


async def broken(client: httpx.AsyncClient) -> str:
    """The draft's text without a step that a scenario speaks of."""
    text = (await client.get(f"{HERE}/draft")).json()["files"]["journey.yaml"]
    assert STEP in text
    await save(client, journey=without_the_step(text))
    return without_the_step(text)


def the_problem(found: list[dict[str, Any]]) -> dict[str, Any]:
    (problem,) = [one for one in found if one["severity"] == "error"]
    return problem


async def test_a_step_that_a_scenario_speaks_of_is_missed_by_the_check_and_named_in_the_refusal(
    signed_in: SignedIn, follow_up: Path
) -> None:
    client = await signed_in("author")
    text = await broken(client)
    checked = (await client.post(f"{HERE}/check", json={"source": text})).json()
    problem = the_problem(checked["problems"])
    assert (problem["code"], problem["scenario"], problem["step"]) == ("unknown-step", NAME, None)
    assert problem["path"].endswith(f"{SLUG}/scenarios.yaml")
    line = (follow_up / SLUG / "scenarios.yaml").read_text().splitlines()[problem["line"] - 1]
    assert "wait: a-day-later" in line and "a-day-later" in problem["text"]
    assert checked["version"]  # the journey itself compiles: people can be played through it

    refused = await client.get(f"{HERE}/draft/plan")
    assert (refused.status_code, refused.json()["code"]) == (422, "does-not-compile")
    assert refused.json()["detail"] == "Not published: 1 problem to solve first."
    assert the_problem(refused.json()["errors"]) == problem


async def test_without_the_scenario_there_is_a_plan_again(signed_in: SignedIn, follow_up: Path) -> None:
    client = await signed_in("author")
    await broken(client)
    scenarios = (follow_up / SLUG / "scenarios.yaml").read_text()
    start = scenarios.index(f"  - name: {NAME}")
    await save(client, scenarios=scenarios[:start] + scenarios[scenarios.index("  - name: ", start + 1) :])
    assert (await client.get(f"{HERE}/draft/plan")).status_code == 200
    await save(client, scenarios="scenarios: []\n")  # as the designer writes it without the last one
    assert (await client.get(f"{HERE}/draft/plan")).status_code == 200


async def test_a_kept_scenario_is_no_problem_of_somebody_who_is_played(
    signed_in: SignedIn, follow_up: Path
) -> None:
    client = await signed_in("author")
    await broken(client)
    happens = [{"at": "2026-03-10T09:40", "event": "appointment.completed"}]
    asked = {"slug": SLUG, "scenario": {"name": "Ana", "events": happens}}
    played = (await client.post("/api/journeys/simulate", json=asked)).json()
    assert played["problems"] == [] and played["lines"]


async def test_a_broken_document_is_named_by_check_and_refusal(signed_in: SignedIn, follow_up: Path) -> None:
    client = await signed_in("author")
    text = (follow_up / SLUG / "journey.yaml").read_text()
    path = follow_up / "organization.yaml"
    path.write_text(path.read_text() + "\nnot-a-key: 1\n")
    checked = (await client.post(f"{HERE}/check", json={"source": text})).json()
    refused = (await client.get(f"{HERE}/draft/plan")).json()
    for found in (checked["problems"], refused["errors"]):
        assert [one["path"].rpartition("/")[2] for one in found] == ["organization.yaml"]
    assert refused["detail"] == "Not published: 1 problem to solve first."
    path.unlink()
    missing = (await client.get(f"{HERE}/draft/plan")).json()
    assert missing["errors"][0]["path"].endswith("organization.yaml"), missing


async def test_releases_are_refused_with_the_problems_of_scenarios_and_the_list_counts_them(
    signed_in: SignedIn, follow_up: Path
) -> None:
    client = await signed_in("author")
    path = follow_up / SLUG / "journey.yaml"
    path.write_text(without_the_step(path.read_text()))
    refused = (await client.get("/api/releases/plan")).json()
    assert (refused["code"], the_problem(refused["errors"])["scenario"]) == ("does-not-compile", NAME)
    (listed,) = (await client.get("/api/journeys")).json()["items"]
    assert listed["problems"]["errors"] == 1
    assert the_problem((await client.get(HERE)).json()["diagnostics"])["scenario"] == NAME

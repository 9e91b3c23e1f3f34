"""/api/releases: the plan, doing exactly it, and who may."""

from pathlib import Path

import httpx

from tests.designer_api.conftest import SignedIn

PATH = "/api/releases"


async def _plan(client: httpx.AsyncClient) -> dict[str, str]:
    answer = await client.get(f"{PATH}/plan")
    assert answer.status_code == 200, answer.text
    return {name: answer.json()[name] for name in ("base", "target")}


async def test_a_plan_that_was_seen_is_applied_once_and_listed(signed_in: SignedIn, journeys: Path) -> None:
    client = await signed_in("operator")
    seen = await _plan(client)
    done = await client.post(PATH, json={**seen, "note": "first"})
    assert done.status_code == 200, done.text
    assert done.json() == {"published": ["visit-reminder"]}
    assert (await client.get(f"{PATH}/plan")).json()["empty"] is True
    items = (await client.get(PATH)).json()["items"]
    assert [(one["note"], one["applied_by"]) for one in items] == [("first", "Operator")]
    again = await client.post(PATH, json=seen)
    assert (again.status_code, again.json()["code"]) == (409, "world-moved")


async def test_what_changed_after_the_plan_was_seen_is_not_applied(
    signed_in: SignedIn, journeys: Path
) -> None:
    client = await signed_in("operator")
    path = journeys / "visit-reminder/journey.yaml"
    path.write_text(path.read_text().replace("by: 26h", "by: 30h"))
    seen = await _plan(client)
    path.write_text(path.read_text().replace("by: 30h", "by: 40h"))
    answer = await client.post(PATH, json=seen)
    assert (answer.status_code, answer.json()["code"]) == (409, "world-moved")


async def test_authors_see_the_plan_and_operators_apply_it(signed_in: SignedIn, journeys: Path) -> None:
    author, viewer = await signed_in("author"), await signed_in("viewer")
    seen = await _plan(author)
    assert (await author.post(PATH, json=seen)).status_code == 403
    assert (await viewer.get(f"{PATH}/plan")).status_code == 403
    assert (await viewer.get(PATH)).status_code == 200


async def test_a_directory_with_errors_has_no_plan(signed_in: SignedIn, journeys: Path) -> None:
    path = journeys / "visit-reminder/journey.yaml"
    path.write_text(path.read_text().replace("purpose: treatment", "purpose: surprise"))
    answer = await (await signed_in("author")).get(f"{PATH}/plan")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"].endswith("visit-reminder/journey.yaml")

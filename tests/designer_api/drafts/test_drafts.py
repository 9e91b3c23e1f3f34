"""Drafts: saved per person, never over one another, brought together with what others did."""

import re
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from designer_api.drafts.service import MOST_DRAFTS
from tests.designer_api.conftest import SignedIn
from tests.designer_api.drafts.conftest import DRAFT, SLUG


async def _open(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.get(DRAFT)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def save(client: httpx.AsyncClient, text: str, revision: int) -> httpx.Response:
    return await client.put(
        DRAFT, json={"files": {"journey.yaml": text}}, headers={"If-Match": f'"{revision}"'}
    )


async def test_a_draft_begins_as_the_workspace_and_is_kept_with_its_errors(
    signed_in: SignedIn, workspace: Path
) -> None:
    client = await signed_in("author")
    first = await _open(client)
    assert first["revision"] == 0
    assert first["files"]["journey.yaml"] == (workspace / SLUG / "journey.yaml").read_text()
    saved = await save(client, "steps: [", 0)
    assert (saved.status_code, saved.headers["etag"]) == (200, '"1"')
    again = await _open(client)
    assert again["files"]["journey.yaml"] == "steps: ["
    assert again["changed"] == ["journey.yaml"]
    assert (workspace / SLUG / "journey.yaml").read_text() == first["files"]["journey.yaml"]


async def test_a_person_keeps_so_many_drafts_and_goes_on_with_those_there_are(
    signed_in: SignedIn, workspace: Path, conn: asyncpg.Connection
) -> None:
    client = await signed_in("author")
    assert (await save(client, "a: 1\n", 0)).status_code == 200
    await conn.execute(
        "insert into journey_draft (journey, account_id, files, base, revision, made_at, updated_at)"
        " select 'kept-' || n, account_id, files, base, 1, made_at, updated_at"
        " from journey_draft, generate_series(2, $1) as n",
        MOST_DRAFTS,
    )
    files = {"files": {"journey.yaml": "a: 1\n"}}
    one_more = await client.put("/api/journeys/one-more/draft", json=files, headers={"If-Match": '"0"'})
    begun = await client.post("/api/gallery", json={"journey": "one-more", "title": "One more"})
    for refused in (one_more, begun):
        assert (refused.status_code, refused.json()["code"]) == (422, "too-many-drafts")
    assert (await save(client, "a: 2\n", 1)).status_code == 200
    await client.delete("/api/journeys/kept-2/draft")
    assert (
        await client.put("/api/journeys/one-more/draft", json=files, headers={"If-Match": '"0"'})
    ).status_code == 200


async def test_two_windows_of_one_person_do_not_overwrite_each_other(
    signed_in: SignedIn, workspace: Path
) -> None:
    client = await signed_in("author")
    assert (await save(client, "a: 1\n", 0)).status_code == 200
    late = await save(client, "b: 1\n", 0)
    assert (late.status_code, late.json()["code"]) == (412, "draft-moved")
    assert (await save(client, "a: 2\n", 1)).json()["revision"] == 2
    assert (await client.put(DRAFT, json={"files": {}})).status_code == 428


async def test_everybody_has_a_draft_of_their_own_and_sees_whose_there_are(
    signed_in: SignedIn, workspace: Path
) -> None:
    author, other = await signed_in("author"), await signed_in("operator")
    await save(author, "a: 1\n", 0)
    seen = await _open(other)
    assert seen["revision"] == 0
    assert [one["name"] for one in seen["others"]] == ["Author"]
    assert [one["journey"] for one in (await other.get("/api/drafts")).json()["items"]] == [SLUG]
    assert (await author.delete(DRAFT)).status_code == 204
    assert (await author.delete(DRAFT)).status_code == 404


async def test_only_files_of_a_journey_are_taken(signed_in: SignedIn, workspace: Path) -> None:
    client = await signed_in("author")
    for name in (
        "../organization.yaml",
        "notes.txt",
        "messages/../../x.mjml",
        "messages/.x.mjml",
        "messages/a..mjml",
    ):
        answer = await client.put(DRAFT, json={"files": {name: "x"}}, headers={"If-Match": '"0"'})
        assert (answer.status_code, answer.json()["code"]) == (422, "file-name-unknown"), name


async def test_a_message_for_one_country_is_a_file_of_the_journey(
    signed_in: SignedIn, workspace: Path
) -> None:
    client = await signed_in("author")
    files = {"messages/reminder.es-MX.mjml": "x"}
    answer = await client.put(DRAFT, json={"files": files}, headers={"If-Match": '"0"'})
    assert answer.json()["changed"] == ["messages/reminder.es-MX.mjml"]
    assert (await client.get("/api/journeys/..%2Fetc/draft")).status_code == 404
    assert (await (await signed_in("viewer")).get(DRAFT)).status_code == 403


async def test_what_others_changed_in_the_workspace_is_taken_in_by_step(
    signed_in: SignedIn, workspace: Path
) -> None:
    client = await signed_in("author")
    path = workspace / SLUG / "journey.yaml"
    base = path.read_text()
    assert "title: " in base
    assert "by: 26h" in base
    mine = base.replace("by: 26h", "by: 30h")
    await save(client, mine, 0)
    path.write_text(base.replace("title: ", "title: Your "))
    assert (await _open(client))["behind"] == ["journey.yaml"]
    merged = await client.post(f"{DRAFT}/merge", json={}, headers={"If-Match": '"1"'})
    assert merged.json()["clashes"] == []
    assert merged.json()["taken"] == ["title"]
    draft = merged.json()["draft"]
    assert draft["files"]["journey.yaml"] == mine.replace("title: ", "title: Your ")
    assert draft["behind"] == []


async def test_what_both_changed_is_chosen_and_nothing_is_saved_before(
    signed_in: SignedIn, workspace: Path
) -> None:
    client = await signed_in("author")
    path = workspace / SLUG / "journey.yaml"
    base = path.read_text()
    await save(client, base.replace("by: 26h", "by: 30h"), 0)
    path.write_text(base.replace("by: 26h", "by: 40h"))
    asked = (await client.post(f"{DRAFT}/merge", json={}, headers={"If-Match": '"1"'})).json()
    (clash,) = asked["clashes"]
    assert "30h" in clash["mine"]
    assert "40h" in clash["theirs"]
    assert asked["draft"]["revision"] == 1
    done = await client.post(
        f"{DRAFT}/merge", json={"choices": {clash["key"]: "theirs"}}, headers={"If-Match": '"1"'}
    )
    assert done.json()["draft"]["files"]["journey.yaml"] == path.read_text()


async def test_a_draft_and_the_workspace_are_compared_by_step_and_by_line(
    signed_in: SignedIn, workspace: Path
) -> None:
    client = await signed_in("author")
    base = (workspace / SLUG / "journey.yaml").read_text()
    await save(client, base.replace("by: 26h", "by: 30h"), 0)
    found = (await client.get(f"/api/journeys/{SLUG}/compare")).json()
    assert [step["state"] for step in found["change"]["steps"]] == ["changed"]
    assert found["subjects_before"] == found["subjects_after"] == found["change"]["subjects"] != {}
    marks = [line["mark"] for line in found["files"][0]["lines"]]
    assert marks.count("+") == marks.count("-") == base.count("by: 26h")
    missing = await client.get(f"/api/journeys/{SLUG}/compare?before=999")
    assert missing.status_code == 404


async def test_a_step_that_only_stands_elsewhere_is_told_as_moved_from_and_to(
    signed_in: SignedIn, workspace: Path
) -> None:
    """What the designer marks "moved" when versions are compared."""
    client = await signed_in("author")
    base = (workspace / SLUG / "journey.yaml").read_text()
    head, first, second, *others = re.split(
        r"(?m)^(?=  - (?:wait|send|branch|await|update|task|form):)", base
    )
    await save(client, "".join([head, second, first, *others]), 0)
    found = (await client.get(f"/api/journeys/{SLUG}/compare")).json()
    ids = [re.findall(r"- \w+: ([a-z0-9-]+)", block)[0] for block in (first, second)]
    [step] = found["change"]["steps"]
    assert step["id"] in ids
    assert (step["state"], step.get("changes", [])) == ("changed", [])
    assert step["moved"] == ["the journey", "the journey"]  # the blocks it stood and stands in

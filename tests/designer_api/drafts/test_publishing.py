"""Publishing a draft: exactly the plan that was seen, with the approvals it needs, and a commit."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.designer_api.conftest import SignedIn
from tests.designer_api.drafts.conftest import DRAFT, SLUG, git
from tests.designer_api.drafts.test_drafts import save

MORE_FORM = """form: more
title: {en: More, es: Más}
intro: {en: One question., es: Una pregunta.}
thanks: {en: Thank you., es: Gracias.}
questions:
  - id: better
    ask: {en: Are you better?, es: ¿Se siente mejor?}
    type: yes-no
"""
APPROVALS = "\napprovals:\n  wording: operator\n  timing: operator\n"


async def _plan(client: httpx.AsyncClient, inside: str = "stay") -> dict[str, Any]:
    answer = await client.get(f"{DRAFT}/plan", params={"inside": inside})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def _publish(client: httpx.AsyncClient, seen: dict[str, Any], **more: str) -> httpx.Response:
    body = {"base": seen["plan"]["base"], "target": seen["plan"]["target"], **more}
    return await client.post(f"{DRAFT}/publish", json=body)


async def _edit(client: httpx.AsyncClient, root: Path, *pairs: tuple[str, str]) -> str:
    draft = (await client.get(DRAFT)).json()
    text = draft["files"]["journey.yaml"]
    for before, after in pairs:
        assert before in text, before
        text = text.replace(before, after)
    saved = await save(client, text, draft["revision"])
    assert saved.status_code == 200, saved.text
    return text


async def _put_in_force(client: httpx.AsyncClient) -> None:
    done = await _publish(client, await _plan(client))
    assert done.status_code == 200, done.text


async def test_a_draft_is_published_committed_and_no_draft_any_more(
    signed_in: SignedIn, repository: Path
) -> None:
    client = await signed_in("author")
    (repository / "staged.txt").write_text("somebody's own")
    git(repository, "add", "staged.txt")
    text = await _edit(client, repository, ("by: 26h", "by: 31h"))
    seen = await _plan(client)
    assert seen["commits"] is True
    done = await _publish(client, seen, note="Later by five hours")
    assert done.status_code == 200, done.text
    assert (repository / SLUG / "journey.yaml").read_text() == text
    assert git(repository, "rev-parse", "HEAD") == done.json()["commit"]
    assert git(repository, "log", "-1", "--format=%an|%ae|%s") == (
        "Author|author@careloom.test|Later by five hours"
    )
    assert git(repository, "show", "--format=", "--name-only", "HEAD") == f"{SLUG}/journey.yaml"
    assert git(repository, "status", "--porcelain") == "A  staged.txt"
    draft = (await client.get(DRAFT)).json()
    assert (draft["revision"], draft["behind"]) == (0, [])
    assert (await _plan(client))["plan"]["empty"] is True


async def test_nothing_is_published_or_committed_when_the_world_moved(
    signed_in: SignedIn, repository: Path
) -> None:
    client = await signed_in("author")
    head = git(repository, "rev-parse", "HEAD")
    await _edit(client, repository, ("by: 26h", "by: 32h"))
    seen = await _plan(client)
    await _edit(client, repository, ("by: 32h", "by: 33h"))
    late = await _publish(client, seen)
    assert (late.status_code, late.json()["code"]) == (409, "world-moved")
    path = repository / SLUG / "journey.yaml"
    path.write_text(path.read_text() + "# a word by somebody else\n")
    behind = await _publish(client, await _plan(client))
    assert (behind.status_code, behind.json()["code"]) == (409, "workspace-moved")
    assert git(repository, "rev-parse", "HEAD") == head


async def test_a_draft_with_errors_has_no_plan_but_says_what_is_wrong(
    signed_in: SignedIn, workspace: Path
) -> None:
    client = await signed_in("author")
    await _edit(client, workspace, ("purpose: treatment", "purpose: surprise"))
    answer = await client.get(f"{DRAFT}/plan")
    assert (answer.status_code, answer.json()["code"]) == (422, "does-not-compile")
    assert answer.json()["errors"][0]["path"].endswith(f"{SLUG}/journey.yaml")


async def _waiting(client: httpx.AsyncClient) -> int:
    """How many requests the page says wait for this person's word."""
    return int((await client.get("/api/overview/needs")).json()["approvals"])


async def test_an_approval_holds_for_its_kind_alone_and_nobody_gives_their_own(
    signed_in: SignedIn, workspace: Path
) -> None:
    author, other, viewer = [await signed_in(role) for role in ("operator", "admin", "viewer")]
    await _put_in_force(author)
    path = workspace / "organization.yaml"
    before = path.read_text()
    path.write_text(before + APPROVALS)
    await _edit(author, workspace, ("title: ", "title: New "), ("by: 26h", "by: 34h"))
    seen = await _plan(author)
    assert {one["kind"]: one["state"] for one in seen["approvals"]} == {
        "wording": "missing",
        "timing": "missing",
    }
    refused = await _publish(author, seen)
    assert (refused.status_code, refused.json()["code"]) == (422, "approval-missing")

    shown = (await author.get(f"/api/journeys/{SLUG}")).json()
    around = await author.put(
        f"/api/journeys/{SLUG}",
        json={"source": shown["source"].replace("title: ", "title: New ")},
        headers={"If-Match": f'"{shown["etag"]}"'},
    )
    assert (around.status_code, around.json()["code"]) == (422, "approval-missing")

    await author.post(f"{DRAFT}/approvals", json={"note": "please"})
    asked = (await other.get("/api/approvals", params={"state": "asked"})).json()["items"]
    ids = {one["kind"]: one["id"] for one in asked}
    assert [await _waiting(one) for one in (author, other, viewer)] == [0, 2, 0]
    own = await author.post(f"/api/approvals/{ids['wording']}/approve", json={})
    assert (own.status_code, own.json()["code"]) == (403, "own-change")
    weak = await viewer.post(f"/api/approvals/{ids['wording']}/approve", json={})
    assert (weak.status_code, weak.json()["code"]) == (403, "role-may-not-approve")
    for unsaid in ({}, {"words": " "}):
        silent = await other.post(f"/api/approvals/{ids['wording']}/refuse", json=unsaid)
        assert silent.status_code == 400, silent.text
    for request in ids.values():
        assert (await other.post(f"/api/approvals/{request}/approve", json={})).status_code == 200

    assert await _waiting(other) == 0

    await _edit(author, workspace, ("by: 34h", "by: 35h"))
    moved = await _plan(author)
    assert {one["kind"]: one["state"] for one in moved["approvals"]} == {
        "wording": "approved",
        "timing": "missing",
    }
    await _edit(author, workspace, ("by: 35h", "by: 34h"))
    await _put_in_force(author)
    path.write_text(before)
    await _put_in_force(author)


async def test_a_version_comes_back_with_all_its_files(signed_in: SignedIn, workspace: Path) -> None:
    client = await signed_in("author")
    message = next((workspace / SLUG / "messages").glob("*.mjml"))
    name, before = f"messages/{message.name}", message.read_text()
    await _edit(client, workspace, ("by: 26h", "by: 36h"))
    number = (await _plan(client))["number"]
    await _put_in_force(client)
    draft = (await client.get(DRAFT)).json()
    changed = {"journey.yaml": draft["files"]["journey.yaml"].replace("by: 36h", "by: 37h")}
    changed[name] = before.replace("</mj-body>", "<!-- more --></mj-body>")
    await client.put(DRAFT, json={"files": changed}, headers={"If-Match": '"0"'})
    back = await client.post(f"{DRAFT}/restore", json={"number": number}, headers={"If-Match": '"1"'})
    assert back.status_code == 200, back.text
    assert back.json()["changed"] == []
    assert back.json()["files"][name] == before


async def test_a_scenario_alone_is_published_although_the_version_stays(
    signed_in: SignedIn, repository: Path
) -> None:
    client = await signed_in("author")
    await _put_in_force(client)
    kept = await client.post(
        f"/api/journeys/{SLUG}/scenarios",
        json={
            "scenario": {
                "name": "somebody played",
                "events": [{"at": "2026-03-01T12:00", "event": "appointment.booked"}],
            }
        },
    )
    assert kept.status_code == 200, kept.text
    done = await _publish(client, await _plan(client), note="One more scenario")
    assert done.status_code == 200, done.text
    assert "somebody played" in (repository / SLUG / "scenarios.yaml").read_text()


async def test_a_held_git_index_leaves_the_branch_and_the_draft_where_they_were(
    signed_in: SignedIn, repository: Path
) -> None:
    client = await signed_in("author")
    head = git(repository, "rev-parse", "HEAD")
    await _edit(client, repository, ("by: 26h", "by: 29h"))
    seen = await _plan(client)
    (repository / ".git" / "index.lock").touch()
    held = await _publish(client, seen)
    assert (held.status_code, held.json()["code"]) == (503, "git-failed")
    assert git(repository, "rev-parse", "HEAD") == head
    assert (await client.get(DRAFT)).json()["revision"] > 0
    (repository / ".git" / "index.lock").unlink()
    assert (await _publish(client, await _plan(client))).status_code == 200


@pytest.mark.parametrize("in_the_way", ["where it goes", "beside it"])
async def test_files_that_cannot_be_written_leave_branch_files_and_draft_where_they_were(
    signed_in: SignedIn, repository: Path, in_the_way: str
) -> None:
    client = await signed_in("author")
    name = "messages/more.mjml" if in_the_way == "where it goes" else "forms/more.yaml"
    blocked = repository / SLUG / name
    if in_the_way == "where it goes":  # found out when the branch and the first file have moved
        blocked.mkdir()
    else:
        shutil.rmtree(blocked.parent, ignore_errors=True)
        blocked.parent.write_text("no folder")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "--allow-empty", "-m", "in the way")
    head, number = git(repository, "rev-parse", "HEAD"), await _number(client)
    before = (repository / SLUG / "journey.yaml").read_text()
    draft = (await client.get(DRAFT)).json()
    message = next(text for file, text in draft["files"].items() if file.endswith(".mjml"))
    more = message if in_the_way == "where it goes" else MORE_FORM
    files = {"journey.yaml": before.replace("by: 26h", "by: 25h"), name: more}
    saved = await client.put(DRAFT, json={"files": files}, headers={"If-Match": '"0"'})
    assert saved.status_code == 200, saved.text
    full = await _publish(client, await _plan(client))
    assert (full.status_code, full.json()["code"]) == (503, "workspace-not-writable")
    assert "try again" in full.json()["detail"]
    assert git(repository, "rev-parse", "HEAD") == head
    assert (repository / SLUG / "journey.yaml").read_text() == before
    assert git(repository, "status", "--porcelain") == ""
    assert ((await client.get(DRAFT)).json()["revision"], await _number(client)) == (1, number)
    blocked.rmdir() if in_the_way == "where it goes" else blocked.parent.unlink()
    assert (await _publish(client, await _plan(client))).status_code == 200
    assert git(repository, "status", "--porcelain") == ""


async def _number(client: httpx.AsyncClient) -> int:
    """Of the version in force."""
    return int((await client.get(f"/api/journeys/{SLUG}")).json()["version_number"])


async def test_more_publishings_at_once_than_connections_are_all_answered(
    signed_in: SignedIn, workspace: Path
) -> None:
    client = await signed_in("author")
    await _edit(client, workspace, ("by: 26h", "by: 28h"))
    seen = await _plan(client)
    other = seen | {"plan": seen["plan"] | {"base": "0" * 64}}
    async with asyncio.timeout(30):
        answers = await asyncio.gather(*(_publish(client, other) for _ in range(12)))
    assert {each.status_code for each in answers} == {409}


async def test_what_another_window_saves_during_publishing_is_kept_or_refused_never_lost(
    signed_in: SignedIn, workspace: Path
) -> None:
    client, window = await signed_in("author"), await signed_in("author")
    text = await _edit(client, workspace, ("by: 26h", "by: 27h"))
    seen, revision = await _plan(client), (await client.get(DRAFT)).json()["revision"]
    later = text + "# one more word\n"

    async def soon() -> httpx.Response:
        await asyncio.sleep(0.05)
        return await save(window, later, revision)

    published, saved = await asyncio.gather(_publish(client, seen), soon())
    kept = (await client.get(DRAFT)).json()
    if saved.status_code == 200:
        assert kept["files"]["journey.yaml"] == later
    else:
        assert (saved.status_code, published.status_code) == (412, 200)

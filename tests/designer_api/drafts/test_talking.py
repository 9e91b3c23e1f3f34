"""Remarks on steps, mentions, and who else is here."""

import asyncio
from pathlib import Path

import asyncpg

from designer_api.access.service import ensure_account
from designer_api.drafts.together import look, stream_together
from tests.designer_api.conftest import Api, SignedIn
from tests.designer_api.drafts.conftest import SLUG

COMMENTS = f"/api/journeys/{SLUG}/comments"


async def test_a_thread_is_answered_mentioned_settled_and_opened_again(
    signed_in: SignedIn, workspace: Path
) -> None:
    author, other = await signed_in("author"), await signed_in("operator")
    staff = {one["name"]: one["id"] for one in (await author.get("/api/staff")).json()["items"]}
    wrote = await author.post(
        COMMENTS, json={"step": "week-ahead", "body": "Too early?", "mentions": [staff["Operator"]]}
    )
    assert wrote.status_code == 201, wrote.text
    head = wrote.json()["id"]
    (mention,) = (await other.get("/api/mentions")).json()["items"]
    assert (mention["body"], mention["seen"]) == ("Too early?", False)
    seen = await other.post(f"{COMMENTS}/seen")
    assert [one["seen"] for one in seen.json()["items"]] == [True]
    await other.post(COMMENTS, json={"body": "No", "answers": head})
    unsettled = {"unsettled": "true"}
    assert len((await other.get("/api/mentions", params=unsettled)).json()["items"]) == 1
    assert (await author.post(f"/api/comments/{head}/settle")).status_code == 200
    assert (await other.get("/api/mentions", params=unsettled)).json()["items"] == []
    assert [one["settled"] for one in (await other.get("/api/mentions")).json()["items"]] == [True]
    items = (await author.get(COMMENTS)).json()["items"]
    thread = [one for one in items if head in (one["id"], one["answers"])]
    assert [(one["step"], one["settled_by"]) for one in thread] == [
        ("week-ahead", "Author"),
        ("week-ahead", None),
    ]
    opened = await author.post(f"/api/comments/{head}/reopen")
    assert opened.json()["settled_at"] is None


async def test_only_who_wrote_a_remark_takes_it_away(signed_in: SignedIn, workspace: Path) -> None:
    author, other = await signed_in("author"), await signed_in("operator")
    made = (await author.post(COMMENTS, json={"body": "Mine"})).json()["id"]
    assert (await other.delete(f"/api/comments/{made}")).status_code == 403
    assert (await author.delete(f"/api/comments/{made}")).status_code == 204
    left = (await author.get(COMMENTS)).json()["items"][-1]
    assert (left["body"], left["removed"]) == ("", True)


async def test_a_remark_answers_and_mentions_only_what_is_there(signed_in: SignedIn, workspace: Path) -> None:
    author = await signed_in("author")
    nobody = "0198c1f2-7d3e-7a40-9c1b-2f6d0e5a4b11"
    lost = await author.post(COMMENTS, json={"body": "x", "answers": nobody})
    assert (lost.status_code, lost.json()["code"]) == (422, "thread-unknown")
    unknown = await author.post(COMMENTS, json={"body": "x", "mentions": [nobody]})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "mention-unknown")


async def test_people_who_have_a_journey_open_see_each_other(
    api: Api, conn: asyncpg.Connection, workspace: Path
) -> None:
    ana = await ensure_account(conn, "ana@careloom.test", "Ana", "author")
    ben = await ensure_account(conn, "ben@careloom.test", "Ben", "author")
    pool = api.app.state.pool
    here = stream_together(pool, workspace, SLUG, ana)
    await asyncio.wait_for(anext(here), 5)
    seen = await look(pool, workspace, SLUG, ben, "window-of-ben")
    assert [one.name for one in seen.people] == ["Ana", "Ben"]
    await here.aclose()
    later = await look(pool, workspace, SLUG, ben, "window-of-ben")
    assert [one.name for one in later.people] == ["Ben"]


async def test_the_mark_of_the_workspace_changes_with_its_files(
    api: Api, conn: asyncpg.Connection, workspace: Path
) -> None:
    ana = await ensure_account(conn, "ana@careloom.test", "Ana", "author")
    before = await look(api.app.state.pool, workspace, SLUG, ana, "w")
    path = workspace / SLUG / "journey.yaml"
    path.write_text(path.read_text() + "# more\n")
    after = await look(api.app.state.pool, workspace, SLUG, ana, "w")
    assert before.workspace != after.workspace
    assert before.remarks == after.remarks

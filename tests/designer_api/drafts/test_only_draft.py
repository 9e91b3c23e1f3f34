"""A journey that exists only in somebody's draft works like any other, for them alone."""

from pathlib import Path

import asyncpg

from tests.designer_api.conftest import SignedIn

SLUG = "brand-new"
HERE = f"/api/journeys/{SLUG}"
MAIL = """---
subject: "Your visit"
preheader: "Please tell us"
class: operational
---
<mjml><mj-body><mj-section><mj-column>
<mj-text>{{ organization.name }}<br />{{ organization.address }}</mj-text>
<mj-text><a href="{{ link.opt_out }}">Stop</a></mj-text>
</mj-column></mj-section></mj-body></mjml>
"""
SEND = """purpose: treatment
topic: visits
steps:
  - send: hello
    message: hello
    expires: appointment.start
"""


async def test_an_empty_canvas_is_listed_shown_and_checked_for_whoever_began_it(
    signed_in: SignedIn, workspace: Path
) -> None:
    author = await signed_in("author")
    begun = await author.post("/api/gallery", json={"journey": SLUG, "title": 'Say "hi": {now}'})
    assert begun.json() == {"journey": SLUG, "revision": 1, "problems": ["the journey has no steps"]}
    shown = (await author.get(HERE)).json()
    assert (shown["title"], shown["only_draft"], shown["version_number"]) == ('Say "hi": {now}', True, 0)
    listed = {one["slug"]: one["only_draft"] for one in (await author.get("/api/journeys")).json()["items"]}
    assert listed == {SLUG: True, "visit-reminder": False}
    checked = await author.post(f"{HERE}/check", json={"source": shown["source"]})
    assert [one["code"] for one in checked.json()["problems"]] == ["no-steps"]
    assert not (workspace / SLUG).exists()


async def test_nobody_else_finds_it(signed_in: SignedIn, workspace: Path) -> None:
    author, other = await signed_in("author"), await signed_in("operator")
    await author.post("/api/gallery", json={"journey": SLUG, "title": "Mine"})
    assert (await other.get(HERE)).status_code == 404
    assert (await other.get(f"{HERE}/vocabulary")).status_code == 404
    assert (await other.post(f"{HERE}/check", json={"source": "x"})).status_code == 404
    assert [one["slug"] for one in (await other.get("/api/journeys")).json()["items"]] == ["visit-reminder"]


async def test_its_messages_are_known_to_the_check_the_vocabulary_and_the_play(
    signed_in: SignedIn, workspace: Path
) -> None:
    author = await signed_in("author")
    await author.post("/api/gallery", json={"journey": SLUG, "title": "Mine"})
    source = (await author.get(HERE)).json()["source"].replace("steps: []\n", SEND)
    files = {"messages/hello.mjml": MAIL, "journey.yaml": source}
    saved = await author.put(f"{HERE}/draft", json={"files": files}, headers={"If-Match": '"1"'})
    assert saved.status_code == 200, saved.text
    checked = (await author.post(f"{HERE}/check", json={"source": source})).json()
    assert [one["code"] for one in checked["problems"] if one["severity"] == "error"] == []
    assert [one["name"] for one in (await author.get(f"{HERE}/vocabulary")).json()["messages"]] == ["hello"]
    events = [{"at": "2026-03-01T12:00", "event": "appointment.booked"}]
    scenario = {"name": "s", "appointment": {"start": "2026-03-10T09:00"}, "events": events}
    told = (await author.post("/api/journeys/simulate", json={"slug": SLUG, "scenario": scenario})).json()
    assert [line["subject"] for line in told["lines"] if line["kind"] == "send"] == ["Your visit"], told
    compared = await author.get(f"{HERE}/compare")
    assert (compared.status_code, compared.json()["source_before"]) == (200, "")


async def test_once_published_it_is_a_journey_like_any_other(
    signed_in: SignedIn, workspace: Path, conn: asyncpg.Connection
) -> None:
    author, viewer = await signed_in("author"), await signed_in("viewer")
    await author.post("/api/gallery", json={"journey": SLUG, "title": "Mine"})
    source = (await author.get(HERE)).json()["source"].replace("steps: []\n", "steps:\n  - exit: done\n")
    await author.put(f"{HERE}/draft", json={"files": {"journey.yaml": source}}, headers={"If-Match": '"1"'})
    plan = (await author.get(f"{HERE}/draft/plan")).json()
    assert plan["approvals"] == [], plan
    wish = {"base": plan["plan"]["base"], "target": plan["plan"]["target"]}
    done = await author.post(f"{HERE}/draft/publish", json=wish)
    assert done.status_code == 200, done.text
    shown = (await viewer.get(HERE)).json()
    assert (shown["source"], shown["version_number"], shown["only_draft"]) == (source, 1, False)
    assert (workspace / SLUG / "journey.yaml").read_text("utf-8") == source

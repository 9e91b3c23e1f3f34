"""/api/gallery: what one may begin from, and the draft that comes of it."""

import re
from uuid import uuid4

from designer_api.gallery.service import renamed
from tests.designer_api.conftest import SignedIn

PATH = "/api/gallery"


async def test_every_template_has_a_purpose_and_a_text_to_be_drawn(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    items = (await client.get(PATH)).json()["items"]
    assert "visit-reminder" in {one["slug"] for one in items}
    assert all(one["purpose"] and one["steps"] for one in items)
    shown = (await client.get(f"{PATH}/visit-reminder/text")).json()
    assert "\njourney: visit-reminder\n" in shown["source"]
    assert shown["subjects"]["reminder"] == "Your visit is coming up"


async def test_using_a_template_makes_a_draft_under_the_new_name_and_only_once(signed_in: SignedIn) -> None:
    client = await signed_in("author")
    name = f"reminder-{uuid4().hex[:8]}"
    wish = {"journey": name, "title": "Our reminder"}
    begun = await client.post(f"{PATH}/visit-reminder/use", json=wish)
    assert begun.status_code == 201, begun.text
    draft = (await client.get(f"/api/journeys/{name}/draft")).json()
    assert draft["revision"] == 1
    text = draft["files"]["journey.yaml"]
    assert f"\njourney: {name}\n" in f"\n{text}" and '\ntitle: "Our reminder"\n' in text
    assert any(file.startswith("messages/") for file in draft["files"])
    again = await client.post(f"{PATH}/visit-reminder/use", json=wish)
    assert (again.status_code, again.json()["code"]) == (409, "journey-exists")


async def test_a_viewer_begins_nothing_and_no_name_leaves_the_workspace(signed_in: SignedIn) -> None:
    viewer, author = await signed_in("viewer"), await signed_in("author")
    refused = await viewer.post(f"{PATH}/visit-reminder/use", json={"journey": "mine"})
    assert refused.status_code == 403
    odd = await author.post(f"{PATH}/visit-reminder/use", json={"journey": "../mine"})
    assert (odd.status_code, odd.json()["code"]) == (422, "not-a-slug")
    unknown = await author.post(f"{PATH}/no-such/use", json={"journey": "mine"})
    assert unknown.status_code == 404


def test_a_new_title_is_quoted_and_comments_stay() -> None:
    before = {"journey.yaml": "# ours\njourney: a  # keep?\ntitle: A\nsteps: []  # last\n"}
    after = renamed(before, "b", 'Say "hi"')["journey.yaml"]
    assert after == '# ours\njourney: b\ntitle: "Say \\"hi\\""\nsteps: []  # last\n'


async def test_an_empty_journey_is_a_teams_and_only_wants_steps(signed_in: SignedIn) -> None:
    """The account is known by its address, as accounts made without a name are: that must not stand in it."""
    client = await signed_in("author")
    asked = {"journey": f"own-{uuid4().hex[:8]}", "title": "Our own"}
    begun = await client.post(PATH, json=asked)
    assert begun.status_code == 201, begun.text
    text = (await client.get(f"/api/journeys/{asked['journey']}/draft")).json()["files"]["journey.yaml"]
    assert "@" not in text and re.search(r"(?m)^owner: \S", text)
    checked = await client.post(f"/api/journeys/{asked['journey']}/check", json={"source": text})
    errors = [one["code"] for one in checked.json()["problems"] if one["severity"] == "error"]
    assert len(errors) <= 1, errors


async def test_the_team_that_was_named_answers_for_the_journey(signed_in: SignedIn) -> None:
    client = await signed_in("author")
    asked = {"journey": f"own-{uuid4().hex[:8]}", "title": "Our own", "owner": "Recall team"}
    assert (await client.post(PATH, json=asked)).status_code == 201
    text = (await client.get(f"/api/journeys/{asked['journey']}/draft")).json()["files"]["journey.yaml"]
    assert '\nowner: "Recall team"\n' in text

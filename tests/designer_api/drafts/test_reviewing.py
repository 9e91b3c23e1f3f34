"""The mails that somebody approves: before and after, by language and segment, as they were asked for."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest_asyncio

from tests.designer_api.conftest import SignedIn
from tests.designer_api.drafts.conftest import DRAFT

WORDING = "\napprovals:\n  wording: operator\n"
ONLY_SENIORS = "<mj-text>{% if segments['over-65'] %}Ask for a lift.{% endif %}</mj-text></mj-column>"


class House:
    """A journey in force whose author changed one mail and asked for the approval."""

    def __init__(self, author: httpx.AsyncClient, workspace: Path, message: str) -> None:
        self.author, self.workspace, self.message = author, workspace, message

    async def save(self, text: str) -> None:
        draft = (await self.author.get(DRAFT)).json()
        headers = {"If-Match": f'"{draft["revision"]}"'}
        saved = await self.author.put(
            DRAFT, json={"files": {f"messages/{self.message}": text}}, headers=headers
        )
        assert saved.status_code == 200, saved.text

    async def ask(self) -> str:
        asked = await self.author.post(f"{DRAFT}/approvals", json={})
        assert asked.status_code == 200, asked.text
        return str(asked.json()["items"][0]["id"])

    @property
    def text(self) -> str:
        return (self.workspace / "visit-reminder" / "messages" / self.message).read_text("utf-8")


@pytest_asyncio.fixture
async def house(signed_in: SignedIn, workspace: Path) -> AsyncIterator[House]:
    author = await signed_in("operator")
    plan = (await author.get(f"{DRAFT}/plan")).json()["plan"]
    done = await author.post(f"{DRAFT}/publish", json={"base": plan["base"], "target": plan["target"]})
    assert done.status_code == 200, done.text
    organization = workspace / "organization.yaml"
    organization.write_text(organization.read_text("utf-8") + WORDING, "utf-8")
    message = sorted((workspace / "visit-reminder/messages").glob("*.es.mjml"))[0].name
    yield House(author, workspace, message)


async def _mails(client: httpx.AsyncClient, request: str) -> list[dict[str, Any]]:
    answer = await client.get(f"/api/approvals/{request}/mails")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def _look(client: httpx.AsyncClient, request: str, **wish: object) -> dict[str, Any]:
    answer = await client.post(f"/api/approvals/{request}/mail", json=wish)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_whoever_decides_reads_the_mail_before_and_after_without_a_draft_of_their_own(
    house: House, signed_in: SignedIn
) -> None:
    viewer = await signed_in("viewer")
    await house.save(house.text.replace("</mj-column>", "<mj-text>Traiga agua.</mj-text></mj-column>", 1))
    request = await house.ask()
    [mail] = await _mails(viewer, request)
    assert (mail["language"], mail["state"], mail["everybody"]) == ("es", "changed", True)
    seen = await _look(viewer, request, name=mail["name"], language="es", sample="ana")
    assert "Traiga agua." in seen["after"]["html"] and "Traiga agua." in seen["after"]["text"]
    assert "Traiga agua." not in seen["before"]["html"]
    assert "Ana" in seen["after"]["text"]


async def test_what_is_approved_stays_to_be_seen_when_the_draft_goes_on(
    house: House, signed_in: SignedIn
) -> None:
    viewer, text = await signed_in("viewer"), house.text
    await house.save(text.replace("</mj-column>", "<mj-text>Primero.</mj-text></mj-column>", 1))
    request = await house.ask()
    await house.save(text.replace("</mj-column>", "<mj-text>Segundo.</mj-text></mj-column>", 1))
    [mail] = await _mails(viewer, request)
    seen = await _look(viewer, request, name=mail["name"], language="es")
    assert "Primero." in seen["after"]["text"]


async def test_a_change_for_one_segment_alone_is_named_by_it(house: House, signed_in: SignedIn) -> None:
    viewer = await signed_in("viewer")
    await house.save(house.text.replace("</mj-column>", ONLY_SENIORS, 1))
    request = await house.ask()
    [mail] = await _mails(viewer, request)
    assert ("over-65" in mail["segments"], mail["everybody"]) == (True, False)
    wish = {"name": mail["name"], "language": "es"}
    inside = await _look(viewer, request, **wish, segments=["over-65"])
    outside = await _look(viewer, request, **wish, segments=[])
    assert "Ask for a lift." in inside["after"]["text"]
    assert outside["before"]["text"].split() == outside["after"]["text"].split()


async def test_a_mail_that_the_request_does_not_change_is_not_there(
    house: House, signed_in: SignedIn
) -> None:
    viewer = await signed_in("viewer")
    await house.save(house.text.replace("</mj-column>", "<mj-text>Más.</mj-text></mj-column>", 1))
    request = await house.ask()
    lost = await viewer.post(f"/api/approvals/{request}/mail", json={"name": "other", "language": "es"})
    assert (lost.status_code, lost.json()["code"]) == (404, "mail-unknown")
    nobody = await viewer.get("/api/approvals/0198c1f2-7d3e-7a40-9c1b-2f6d0e5a4b11/mails")
    assert (nobody.status_code, nobody.json()["code"]) == (404, "approval-unknown")


async def test_the_journey_that_is_asked_for_is_seen_by_who_cannot_see_the_draft_and_stays(
    signed_in: SignedIn, workspace: Path
) -> None:
    author, viewer = await signed_in("operator"), await signed_in("viewer")
    organization = workspace / "organization.yaml"
    plain = organization.read_text("utf-8")
    plan = (await author.get(f"{DRAFT}/plan")).json()["plan"]
    await author.post(f"{DRAFT}/publish", json={"base": plan["base"], "target": plan["target"]})
    organization.write_text(plain + WORDING, "utf-8")
    new = "/api/journeys/quite-new/draft"
    source = (workspace / "visit-reminder" / "journey.yaml").read_text("utf-8")
    files = {
        f"messages/{one.name}": one.read_text("utf-8")
        for one in (workspace / "visit-reminder" / "messages").glob("*.mjml")
    }
    files["journey.yaml"] = source.replace("journey: visit-reminder", "journey: quite-new")
    saved = await author.put(new, json={"files": files}, headers={"If-Match": '"0"'})
    assert saved.status_code == 200, saved.text
    asked = await author.post(f"{new}/approvals", json={})
    assert asked.status_code == 200, asked.text
    [request] = asked.json()["items"]
    assert request["drawn"] is True
    [change] = request["changes"]["journeys"]
    assert change["state"] == "added" and change["steps"] and change["messages"]
    await author.delete(new)
    assert (await viewer.get("/api/journeys/quite-new")).status_code == 404
    waiting = await viewer.get("/api/approvals", params={"journey": "quite-new", "state": "asked"})
    assert waiting.json()["items"] == []
    seen = await viewer.get(f"/api/approvals/{request['id']}/journey")
    assert seen.json() == {"source": files["journey.yaml"]}
    nobody = await viewer.get("/api/approvals/0198c1f2-7d3e-7a40-9c1b-2f6d0e5a4b11/journey")
    assert (nobody.status_code, nobody.json()["code"]) == (404, "approval-unknown")

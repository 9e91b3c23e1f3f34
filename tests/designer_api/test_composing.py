"""/api/messages/preview: what a person would read, and who may look at whom."""

import asyncio
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.designer_api.conftest import SignedIn

PATH = "/api/messages/preview"
MAIL = """---
subject: "Hello {{ patient.first_name }}"
preheader: "Your visit"
class: identifier
---
<mjml><mj-body><mj-section><mj-column>
<mj-text>{% if segments['over-65'] %}Senior{% else %}Younger{% endif %}</mj-text>
</mj-column></mj-section></mj-body></mjml>
"""


def wish(**told: object) -> dict[str, object]:
    return {"journey": "visit-reminder", "file": "new.mjml", "text": MAIL} | told


async def test_every_made_up_person_reads_the_shipped_mails_in_their_language(
    signed_in: SignedIn, journeys: Path
) -> None:
    client = await signed_in("author")
    people = [one["id"] for one in (await client.get("/api/messages/samples")).json()["items"]]
    file = sorted((journeys / "visit-reminder/messages").glob("*.es.mjml"))[0]
    for person in people:
        asked = wish(file=file.name, text=file.read_text("utf-8"), sample=person)
        shown = (await client.post(PATH, json=asked)).json()
        assert (shown["reason"], shown["language"], shown["problems"]) == ("", "es", [])
        assert "<html" in shown["html"] and shown["text"]


async def test_the_persons_values_and_segments_stand_in_the_mail(signed_in: SignedIn, journeys: Path) -> None:
    client = await signed_in("author")
    ben = (await client.post(PATH, json=wish(sample="ben"))).json()
    assert ben["subject"] == "Hello Ben", ben
    assert ben["fields"] == [{"name": "patient.first_name", "data_class": "identifier", "known": True}]


async def test_a_missing_value_is_an_answer_that_names_the_field(signed_in: SignedIn, journeys: Path) -> None:
    client = await signed_in("author")
    shown = (await client.post(PATH, json=wish(sample="unknown"))).json()
    assert shown["reason"] == "value-missing"
    assert [one["name"] for one in shown["fields"] if not one["known"]] == ["patient.first_name"]


async def test_text_that_does_not_compile_says_where(signed_in: SignedIn, journeys: Path) -> None:
    client = await signed_in("author")
    shown = (await client.post(PATH, json=wish(text=MAIL.replace("first_name", "first_nam")))).json()
    assert shown["reason"] == "cannot-compile", "not something that is unknown of this person"
    assert any(one["line"] == 2 for one in shown["problems"])


async def test_a_real_person_takes_an_operator(signed_in: SignedIn, journeys: Path) -> None:
    author, operator = await signed_in("author"), await signed_in("operator")
    somebody = str(uuid4())
    assert (await author.post(PATH, json=wish(patient=somebody))).status_code == 403
    assert (await operator.post(PATH, json=wish(patient=somebody))).status_code == 404
    viewer = await signed_in("viewer")
    assert (await viewer.post(PATH, json=wish())).status_code == 403


async def test_settings_keep_comments_and_refuse_what_would_break_a_journey(
    signed_in: SignedIn, journeys: Path
) -> None:
    admin = await signed_in("admin")
    path = "/api/settings/organization"
    shown = await admin.get(path)
    source, etag = shown.json()["source"], shown.headers["etag"]
    changed = source.replace('"+1 555 0142"', '"+1 555 0199"')
    saved = await admin.put(path, json={"source": changed}, headers={"If-Match": etag})
    assert saved.status_code == 200, saved.text
    assert (journeys / "organization.yaml").read_text("utf-8") == changed
    late = await admin.put(path, json={"source": source}, headers={"If-Match": etag})
    assert (late.status_code, late.json()["code"]) == (412, "text-moved")
    fields = (await admin.get("/api/settings/dictionary")).json()
    without = fields["source"].replace("  start:    {", "  starting: {")
    kept = {"If-Match": f'"{fields["etag"]}"'}
    refused = await admin.put("/api/settings/dictionary", json={"source": without}, headers=kept)
    assert (refused.status_code, refused.json()["code"]) == (422, "breaks-journeys")
    assert (await admin.get("/api/settings/passwd")).status_code == 404


async def _both_at_once(
    clients: list[httpx.AsyncClient], path: str, texts: list[str], etag: str
) -> list[tuple[int, str]]:
    wrote = [
        client.put(path, json={"source": text}, headers={"If-Match": etag})
        for client, text in zip(clients, texts, strict=True)
    ]
    answers = await asyncio.gather(*wrote)
    return sorted((one.status_code, one.json().get("code", "")) for one in answers)


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/api/settings/organization", "organization.yaml"),
        ("/api/journeys/visit-reminder", "visit-reminder/journey.yaml"),
    ],
)
async def test_of_two_who_save_the_same_text_at_once_one_wins_and_the_other_is_told(
    signed_in: SignedIn, journeys: Path, path: str, file: str
) -> None:
    clients = [await signed_in("admin"), await signed_in("admin")]
    before = (journeys / file).read_text("utf-8")
    texts = [f"{before}# {name} was here\n" for name in ("one", "two")]
    etag = (await clients[0].get(path)).headers["etag"]
    told = await _both_at_once(clients, path, texts, etag)
    assert told == [(200, ""), (412, "text-moved")]
    assert (journeys / file).read_text("utf-8") in texts
    assert not list(journeys.rglob(".*"))


async def test_what_another_document_needs_is_told_before_and_cannot_be_saved_away(
    signed_in: SignedIn, journeys: Path
) -> None:
    """The segments ask for somebody's age; no journey here asks for those segments."""
    admin = await signed_in("admin")
    shown = (await admin.get("/api/settings/dictionary")).json()
    lines = [line for line in shown["source"].splitlines() if not line.startswith("  age:")]
    without = {"source": "\n".join(lines) + "\n"}
    told = (await admin.post("/api/settings/dictionary/check", json=without)).json()
    assert (told["problems"], told["breaks"], told["spoils"]) == ([], [], ["segments"])
    kept = {"If-Match": f'"{shown["etag"]}"'}
    refused = await admin.put("/api/settings/dictionary", json=without, headers=kept)
    assert (refused.status_code, refused.json()["code"]) == (422, "breaks-documents")
    same = (await admin.post("/api/settings/dictionary/check", json={"source": shown["source"]})).json()
    assert (same["breaks"], same["spoils"]) == ([], [])


async def test_only_an_administrator_changes_settings(signed_in: SignedIn, journeys: Path) -> None:
    operator = await signed_in("operator")
    answer = await operator.put("/api/settings/consents", json={"source": ""}, headers={"If-Match": '"x"'})
    assert answer.status_code == 403

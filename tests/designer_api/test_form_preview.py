"""/api/messages/form-preview: a form as the portal shows it, with what the compiler says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.designer_api.conftest import Api, SignedIn, own_workspace

PATH = "/api/messages/form-preview"
JOURNEY = "discharge-follow-up"


@pytest.fixture
def text(api: Api, tmp_path: Path) -> Iterator[str]:
    with own_workspace(api, tmp_path / "journeys", JOURNEY) as root:
        yield (root / JOURNEY / "forms/how-are-you.yaml").read_text("utf-8")


def wish(text: str, **told: str) -> dict[str, str]:
    return {"journey": JOURNEY, "form": "how-are-you", "text": text} | told


async def test_it_is_the_portals_own_page_in_the_readers_language(signed_in: SignedIn, text: str) -> None:
    client = await signed_in("author")
    shown = (await client.post(PATH, json=wish(text, language="es"))).json()
    assert (shown["language"], shown["problems"]) == ("es", [])
    assert "¿Cómo está en casa?" in shown["html"] and 'data-page="form"' in shown["html"]
    assert "Un número de" not in text and "Un número de 0 a 10" in shown["html"]


async def test_text_that_is_not_saved_is_shown(signed_in: SignedIn, text: str) -> None:
    client = await signed_in("author")
    changed = text.replace("How are you at home?", "How is <b>home</b>?")
    shown = (await client.post(PATH, json=wish(changed))).json()
    assert "How is &lt;b&gt;home&lt;/b&gt;?" in shown["html"]


async def test_what_is_wrong_with_a_question_is_told_at_its_line(signed_in: SignedIn, text: str) -> None:
    client = await signed_in("author")
    shown = (await client.post(PATH, json=wish(text.replace("most: 10", "most: 0")))).json()
    line = text.splitlines().index("    least: 0") + 1
    assert [(one["code"], one["line"]) for one in shown["problems"]] == [("question-range", line)]
    assert shown["html"], "it can still be seen"


async def test_what_cannot_be_read_has_problems_and_no_page(signed_in: SignedIn, text: str) -> None:
    client = await signed_in("author")
    for broken in (text.replace("type: number", "type: colour"), "form: how-are-you", "- 1"):
        shown = (await client.post(PATH, json=wish(broken))).json()
        assert shown["html"] == "" and shown["problems"], broken


async def test_a_strange_name_or_journey_is_refused(signed_in: SignedIn, text: str) -> None:
    client = await signed_in("author")
    assert (await client.post(PATH, json=wish(text, form="../organization"))).status_code == 422
    assert (await client.post(PATH, json=wish(text, journey="nowhere"))).status_code == 404
    viewer = await signed_in("viewer")
    assert (await viewer.post(PATH, json=wish(text))).status_code == 403

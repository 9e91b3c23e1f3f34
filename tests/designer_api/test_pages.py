"""The designer's own pages, and the headers that every answer carries."""

from pathlib import Path

import pytest

from tests.designer_api.conftest import Api


@pytest.mark.parametrize("path", ["/", "/journeys/visit-reminder", "/api/installation", "/api/nothing"])
async def test_every_answer_carries_the_security_headers(api: Api, path: str) -> None:
    async with api.client() as client:
        answer = await client.get(path)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


async def test_an_address_of_the_designer_gives_its_page_and_a_missing_file_does_not(api: Api) -> None:
    built = Path(api.settings.frontend_dir, "index.html").is_file()
    async with api.client() as client:
        pages = [
            await client.get(path)
            for path in ("/people/somebody", "/drafts/visit-reminder/messages/week-ahead.en.mjml")
        ]
        missing = await client.get("/assets/nothing.js")
    assert [page.status_code for page in pages] == [200 if built else 503] * 2
    assert all("<!doctype html>" in page.text.lower() for page in pages)
    assert missing.status_code == 404


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "/assets/..%2f..%2f..%2fREADME.md"]
)
async def test_no_path_leads_out_of_the_built_designer(api: Api, path: str) -> None:
    async with api.client() as client:
        answer = await client.get(path)
    assert "careloom" not in answer.text.lower() or "<!doctype html>" in answer.text.lower()
    assert "[project]" not in answer.text


async def test_who_can_read_it_packed_gets_the_same_page_smaller(api: Api, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    text = "export const words = 'as long as it is';\n" * 200
    (tmp_path / "assets" / "app.js").write_text(text)
    before = api.settings.frontend_dir
    object.__setattr__(api.settings, "frontend_dir", tmp_path)
    try:
        async with api.client() as client:
            packed = await client.get("/assets/app.js", headers={"Accept-Encoding": "gzip"})
            plain = await client.get("/assets/app.js", headers={"Accept-Encoding": "identity"})
    finally:
        object.__setattr__(api.settings, "frontend_dir", before)
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.text == plain.text == text
    assert int(packed.headers["content-length"]) < len(text) / 10
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"

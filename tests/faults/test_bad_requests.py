"""Text that PostgreSQL cannot keep and shapes nobody expects, on every route that people use: never a 5xx."""

from typing import Any, Final

import msgspec
import pytest
import pytest_asyncio

from tests.e2e.installation import Installation
from tests.e2e.people import ahead, person

STRANGE: Final[dict[str, str]] = {
    "NUL": "a\\u0000b",
    "half a surrogate": "a\\ud800b",
    "the other half": "a\\udc00b",
    "a line end": "a\\r\\nb",
    "not a character": "a\\uffffb",
    "a hundred thousand letters": "x" * 100_000,
    "right to left": "\\u202egnirts",
    "nothing": "",
    "blanks": "   ",
}
_NOBODY: Final = "01900000-0000-7000-8000-000000000000"


@pytest_asyncio.fixture(scope="module")
async def somebody(careloom: Installation) -> str:
    """A patient whom the requests are about."""
    who = person("Somebody")
    await careloom.send(careloom.siu("S12", who, ahead(days=9)))
    return await careloom.patient_of(who["email"])


def _requests(patient: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Method, path, and a good body in which `STRANGE` stands for each word in turn."""
    return [
        ("POST", "/api/patients/search", {"query": "WORD"}),
        ("POST", f"/api/patients/{patient}/consents", {"topic": "WORD", "granted": True, "evidence": "desk"}),
        (
            "POST",
            f"/api/patients/{patient}/consents",
            {"topic": "visits", "granted": True, "evidence": "WORD"},
        ),
        ("POST", f"/api/patients/{patient}/reveal", {"reason": "WORD"}),
        ("PUT", f"/api/patients/{patient}/keys", {"kind": "smime", "material": "WORD"}),
        ("PUT", f"/api/patients/{patient}/keys", {"kind": "openpgp", "material": "WORD"}),
        ("POST", f"/api/dead-letters/{_NOBODY}/resolve", {"how": "WORD"}),
        ("POST", "/api/journeys/quick-note/check", {"source": "WORD"}),
        ("PUT", "/api/journeys/quick-note", {"source": "WORD", "note": "n"}),
        ("PUT", "/api/journeys/quick-note", {"source": "journey: quick-note", "note": "WORD"}),
        ("POST", "/api/session", {"email": "WORD", "password": "WORD"}),
        ("POST", "/api/session/link", {"token": "WORD"}),
    ]


@pytest.mark.parametrize("what", STRANGE)
async def test_strange_text_in_a_body_is_taken_or_refused(
    careloom: Installation, somebody: str, what: str
) -> None:
    for method, path, body in _requests(somebody):
        raw = msgspec.json.encode(body).replace(b"WORD", STRANGE[what].encode())
        headers = {"Content-Type": "application/json"}
        answer = await careloom.http.request(method, path, content=raw, headers=headers)
        assert answer.status_code < 500, (method, path.replace(somebody, "…"), body, answer.text[:200])


QUERIES: Final = [
    "/api/events?type=%00",
    "/api/events?type=%ff%fe",
    "/api/events?after=x",
    "/api/events?after=%00",
    "/api/dead-letters?after=-1",
    "/api/patients?after=' or 1=1 --",
    "/api/patients/not-a-uuid",
    f"/api/patients/{_NOBODY}",
    f"/api/patients/{_NOBODY}/timeline?after=yesterday",
    f"/api/patients/{_NOBODY}/timeline?after=9999-12-31T23:59:59Z",
    f"/api/patients/{_NOBODY}/timeline?after=0001-01-01T00:00:00-14:00",
    f"/api/messages/{_NOBODY}",
    "/api/journeys/%00",
    "/api/journeys/nowhere",
    "/api/journeys/quick-note/people?step=%00",
    "/api/journeys/quick-note/people?state=%00",
    "/api/journeys/quick-note/people?after=%00",
    "/api/journeys/quick-note/versions/0",
    "/api/journeys/quick-note/versions/99999999999999999999",
    "/api/journeys/quick-note/versions/-1",
    "/api/journeys/quick-note/counts?x=" + "y" * 10_000,
    "/api/mailbox?after=99999999999999999999",
    "/api/mailbox?after=" + "9" * 5_000,
    "/api/mailbox?limit=-1",
    "/api/mailbox/99999999999999999999",
    "/l/%00",
    "/l/" + "A" * 5_000,
    "/portal/%00",
    "/portal/" + "-" * 64,
    "/%2e%2e/%2e%2e/etc/passwd",
    "/assets/%00.js",
    "/" + "a/" * 3_000,
]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path[:60].replace("%", "pct"))
async def test_strange_addresses_are_answered(careloom: Installation, path: str) -> None:
    answer = await careloom.http.get(path)
    assert answer.status_code < 500 or "has not been built yet" in answer.text, answer.text[:200]
    assert "root:" not in answer.text


BODIES: Final[dict[str, bytes]] = {
    "nothing": b"",
    "not JSON": b"{",
    "an array": b"[]",
    "null": b"null",
    "deep arrays": b"[" * 100_000,
    "deep objects": b'{"query":' * 100_000,
    "bytes that are not UTF-8": b'{"query": "\xff"}',
    "UTF-16": '{"query": "x"}'.encode("utf-16"),
    "NaN": b'{"query": NaN}',
    "a number without end": b'{"query": ' + b"9" * 100_000 + b"}",
    "another type": b'{"query": {"a": [1, 2]}}',
    "unknown keys": b'{"query": "x", "role": "admin"}',
}


@pytest.mark.parametrize("what", BODIES)
async def test_bodies_of_another_shape_are_refused(careloom: Installation, somebody: str, what: str) -> None:
    for method, path, _ in _requests(somebody):
        answer = await careloom.http.request(
            method, path, content=BODIES[what], headers={"Content-Type": "application/json"}
        )
        assert 400 <= answer.status_code < 500, (method, path.replace(somebody, "…"), answer.text[:200])

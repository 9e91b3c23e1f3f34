"""Signing in, roles on every route, and what a request without them gets."""

import asyncio

import asyncpg
import pytest
from litestar.routes import HTTPRoute

from designer_api.access.roles import RANK
from designer_api.access.service import ensure_account, make_link
from tests.designer_api.conftest import Api, SignedIn


async def test_a_one_time_link_signs_in_once(api: Api, conn: asyncpg.Connection) -> None:
    token = await make_link(conn, await ensure_account(conn, "once@careloom.test", "Once", "viewer"))
    async with api.client() as first, api.client() as second:
        assert (await first.post("/api/session/link", json={"token": token})).status_code == 200
        assert (await first.get("/api/session")).json()["account"]["role"] == "viewer"
        assert (await second.post("/api/session/link", json={"token": token})).status_code == 401


async def test_a_password_signs_in_and_a_wrong_one_does_not(api: Api, conn: asyncpg.Connection) -> None:
    await ensure_account(conn, "pat@careloom.test", "Pat", "author", "a long passphrase")
    async with api.client() as client:
        wrong = {"email": "pat@careloom.test", "password": "guess"}
        assert (await client.post("/api/session", json=wrong)).status_code == 401
        right = {"email": "PAT@careloom.test", "password": "a long passphrase"}
        answer = await client.post("/api/session", json=right)
        assert answer.status_code == 200
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie


async def test_many_wrong_passwords_slow_the_next_guess_down(api: Api, conn: asyncpg.Connection) -> None:
    await ensure_account(conn, "slow@careloom.test", "Slow", "viewer", "a long passphrase")
    async with api.client() as client:
        guesses = [
            (
                await client.post("/api/session", json={"email": "slow@careloom.test", "password": "x"})
            ).status_code
            for _ in range(8)
        ]
    assert guesses[0] == 401
    assert guesses[-1] == 429


async def test_guesses_made_at_once_are_not_all_heard(api: Api, conn: asyncpg.Connection) -> None:
    await ensure_account(conn, "rush@careloom.test", "Rush", "viewer", "a long passphrase")
    async with api.client() as client:
        guess = {"email": "rush@careloom.test", "password": "x"}
        answers = await asyncio.gather(*(client.post("/api/session", json=guess) for _ in range(30)))
        heard = [answer for answer in answers if answer.status_code == 401]
        assert len(heard) <= 6  # five are free, and one more after a second
        assert {answer.status_code for answer in answers} == {401, 429}


async def test_signing_out_ends_the_session_everywhere(api: Api, signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    cookie = client.cookies["careloom_session"]
    assert (await client.delete("/api/session")).status_code == 204
    async with api.client() as other:
        other.cookies["careloom_session"] = cookie
        assert (await other.get("/api/session")).status_code == 401


async def test_a_write_without_the_csrf_header_is_refused(signed_in: SignedIn) -> None:
    client = await signed_in("admin")
    del client.headers["X-CSRF-Token"]
    answer = await client.post("/api/patients/search", json={"query": "x"})
    assert answer.status_code == 403


def _routes(api: Api) -> list[tuple[str, str, dict[str, object]]]:
    return [
        (route.path, method, dict(handler.opt))
        for route in api.app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        for method in handler.http_methods
        if method != "OPTIONS" and not route.path.startswith("/api/schema")
    ]


async def test_every_route_declares_who_may_call_it(api: Api) -> None:
    undeclared = [(path, method) for path, method, opt in _routes(api) if "role" not in opt]
    assert undeclared == []


async def test_the_openapi_document_shows_a_role_for_every_operation(api: Api) -> None:
    paths = api.app.openapi_schema.to_schema()["paths"]
    bare = [
        (path, method)
        for path, operations in paths.items()
        for method, operation in operations.items()
        if method in ("get", "put", "post", "delete", "patch") and not operation.get("security")
    ]
    assert paths and bare == []


def _address(path: str) -> str:
    unknown = "00000000-0000-4000-8000-000000000000"
    for name, kind in (("uuid", unknown), ("int", "1"), ("str", "nothing"), ("path", "nothing")):
        while f":{name}}}" in path:
            start = path.index("{")
            path = path[:start] + kind + path[path.index("}") + 1 :] if f":{name}}}" in path else path
    return path


@pytest.mark.parametrize("role", ["nobody", "viewer", "author", "operator"])
async def test_a_role_below_the_route_is_refused_on_every_route(
    api: Api, signed_in: SignedIn, role: str
) -> None:
    client = api.client() if role == "nobody" else await signed_in(role)
    let_in = []
    for path, method, opt in _routes(api):
        needed = str(opt["role"])
        if needed not in RANK or RANK.get(role, 0) >= RANK[needed]:
            continue
        answer = await client.request(method, _address(path), json={})
        if answer.status_code not in (401, 403):
            let_in.append((method, path, answer.status_code))
    assert let_in == []

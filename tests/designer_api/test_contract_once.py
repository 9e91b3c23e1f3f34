"""Sent twice, done once; overwritten only by whom has read; heard on from where it broke off."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import httpx
import pytest
import pytest_asyncio
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.types import HTTPRequestEvent

from designer_api.once.kept import KEPT_FOR
from designer_api.once.middleware import read_body
from tests.activities.clinic import Clinic, open_clinic
from tests.designer_api.conftest import Api, SignedIn

CONSENT = {"topic": "visit-reminders", "granted": True, "evidence": "said at the front desk"}


@pytest_asyncio.fixture(scope="module")
async def clinic(api: Api) -> AsyncIterator[Clinic]:
    made = await open_clinic(api.settings)
    yield made
    await made.smtp.close()
    await made.pool.close()


async def _consents(clinic: Clinic, patient: UUID) -> int:
    return int(await clinic.pool.fetchval("select count(*) from consent where patient_id = $1", patient))


async def _record(client: httpx.AsyncClient, patient: UUID, key: str, **told: object) -> httpx.Response:
    path = f"/api/patients/{patient}/consents"
    return await client.post(path, json=CONSENT | told, headers={"Idempotency-Key": key})


async def test_the_same_request_under_the_same_key_is_done_once_and_answered_twice(
    clinic: Clinic, signed_in: SignedIn
) -> None:
    operator, patient, key = await signed_in("operator"), await clinic.add_person(), uuid4().hex
    first, second = [await _record(operator, patient, key) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert await _consents(clinic, patient) == 1


async def test_another_request_under_the_same_key_is_refused_and_not_done(
    clinic: Clinic, signed_in: SignedIn
) -> None:
    operator, patient, key = await signed_in("operator"), await clinic.add_person(), uuid4().hex
    await _record(operator, patient, key)
    other = await _record(operator, patient, key, granted=False)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert await _consents(clinic, patient) == 1


async def test_ten_at_once_under_one_key_are_done_once(clinic: Clinic, signed_in: SignedIn) -> None:
    operator, patient, key = await signed_in("operator"), await clinic.add_person(), uuid4().hex
    answers = await asyncio.gather(*(_record(operator, patient, key) for _ in range(10)))
    assert {each.status_code for each in answers} <= {201, 409}
    assert 201 in {each.status_code for each in answers}
    assert await _consents(clinic, patient) == 1


async def test_a_refused_request_may_be_sent_again_under_its_key(clinic: Clinic, signed_in: SignedIn) -> None:
    operator, key = await signed_in("operator"), uuid4().hex
    nobody = uuid4()
    assert (await _record(operator, nobody, key)).status_code == 404
    assert (await _record(operator, nobody, key)).status_code == 404


async def test_keys_belong_to_their_account(clinic: Clinic, signed_in: SignedIn) -> None:
    patient, key = await clinic.add_person(), uuid4().hex
    for role in ("operator", "admin"):
        answer = await _record(await signed_in(role), patient, key)
        assert "idempotency-replayed" not in answer.headers
    assert await _consents(clinic, patient) == 2


async def test_after_a_day_a_key_is_free_again(clinic: Clinic, signed_in: SignedIn) -> None:
    operator, patient, key = await signed_in("operator"), await clinic.add_person(), uuid4().hex
    await _record(operator, patient, key)
    await clinic.pool.execute("update kept_answer set at = at - $1::interval where key = $2", KEPT_FOR, key)
    again = await _record(operator, patient, key, granted=False)
    assert again.status_code == 201 and "idempotency-replayed" not in again.headers


async def test_what_acted_but_never_answered_is_not_done_again(clinic: Clinic, signed_in: SignedIn) -> None:
    operator, patient, key = await signed_in("operator"), await clinic.add_person(), uuid4().hex
    await _record(operator, patient, key)
    await clinic.pool.execute("update kept_answer set status = null, sealed = null where key = $1", key)
    again = await _record(operator, patient, key)
    assert (again.status_code, again.json()["code"]) == (409, "request-already-taken")
    assert await _consents(clinic, patient) == 1


async def test_kept_answers_are_sealed(clinic: Clinic, signed_in: SignedIn) -> None:
    operator, patient, key = await signed_in("operator"), await clinic.add_person(), uuid4().hex
    await _record(operator, patient, key)
    sealed = await clinic.pool.fetchval("select sealed from kept_answer where key = $1", key)
    assert str(patient).encode() not in sealed and b"visit-reminders" not in sealed


async def test_a_key_that_is_none_is_refused(clinic: Clinic, signed_in: SignedIn) -> None:
    operator, patient = await signed_in("operator"), await clinic.add_person()
    answer = await _record(operator, patient, "with a space")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-wrong")
    assert await _consents(clinic, patient) == 0


async def test_publishing_without_saying_what_was_read_is_refused(signed_in: SignedIn) -> None:
    author = await signed_in("author")
    body = {"source": "journey: visit-reminder\n"}
    bare = await author.put("/api/journeys/visit-reminder", json=body)
    assert (bare.status_code, bare.json()["code"]) == (428, "if-match-missing")
    old = await author.put("/api/journeys/visit-reminder", json=body, headers={"If-Match": '"0"'})
    assert (old.status_code, old.json()["code"]) == (412, "text-moved")
    read = await author.get("/api/journeys/visit-reminder")
    assert read.headers["etag"] == f'"{read.json()["etag"]}"'


async def _first_line(client: httpx.AsyncClient, **asked: str) -> str:
    """What a stream says first within two seconds; "" when it is silent."""
    try:
        async with (
            asyncio.timeout(2),
            client.stream("GET", "/api/journeys/visit-reminder/live", headers=asked) as heard,
        ):
            lines = [line async for line in heard.aiter_lines() if line.startswith("id:") or not line]
            return lines[0]
    except TimeoutError:
        return ""


async def test_a_stream_goes_on_behind_the_event_that_was_heard_last(signed_in: SignedIn) -> None:
    viewer = await signed_in("viewer")
    heard = ""
    async with viewer.stream("GET", "/api/journeys/visit-reminder/live") as stream:
        async for line in stream.aiter_lines():
            if line.startswith("id:"):
                heard = line.removeprefix("id:").strip()
                break
    assert heard
    assert await _first_line(viewer, **{"Last-Event-ID": heard}) == ""


async def test_no_more_of_a_body_is_kept_than_the_route_takes() -> None:
    heard = 0

    async def without_end() -> HTTPRequestEvent:
        nonlocal heard
        heard += 1
        return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

    with pytest.raises(RequestEntityTooLarge):
        await read_body(without_end, 5_000)
    assert heard == 6


async def test_an_answer_is_said_again_only_to_whom_may_still_ask(
    clinic: Clinic, signed_in: SignedIn, api: Api
) -> None:
    operator, patient, key = await signed_in("operator"), await clinic.add_person(), uuid4().hex
    assert (await _record(operator, patient, key)).status_code == 201
    role = "update account set role = $1 where email = 'operator@careloom.test'"
    await clinic.pool.execute(role, "viewer")
    try:
        assert (await _record(operator, patient, key)).status_code == 403
    finally:
        await clinic.pool.execute(role, "operator")
    del operator.headers["X-CSRF-Token"]
    assert (await _record(operator, patient, key)).json()["code"] == "page-out-of-date"

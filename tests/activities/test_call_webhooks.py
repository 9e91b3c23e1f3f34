"""Calls to a real HTTPS host: signed, tried again, given up, and never to an address inside."""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest
import pytest_asyncio
from temporalio.exceptions import ApplicationError

from activities.call_webhooks import CallWebhooks
from activities.parts import Parts
from activities.webhooks.posting import open_client
from activities.webhooks.round import Caller
from activities.webhooks.target import approved_places
from engine.contracts.activities import Batch, Item, Rendering
from engine.journey.organization import Agreement, Connector
from engine.journey.plan import Call, Exit
from tests.activities.clinic import ORGANIZATION, Clinic, make_plan, run
from tests.activities.receiver import Receiver, open_receiver

KEY = secrets.token_bytes(32)
SECRET = "whsec_" + base64.b64encode(KEY).decode()
CALL = Call(id="tell", next=1, connector="registry", fields=("patient.first_name", "patient.age"))
TAKEN = Rendering(ok=True)


@pytest_asyncio.fixture
async def receiver(tmp_path: Path) -> AsyncIterator[Receiver]:
    async with open_receiver(tmp_path) as made:
        yield made


class Desk:
    """The activity with settings of its own, and people in a journey of one call."""

    def __init__(self, clinic: Clinic, receiver: Receiver, *, private: bool = True, **told: float) -> None:
        settings = replace(clinic.parts.settings, webhook_secrets={"registry": SECRET})
        self.clinic, self.receiver = clinic, receiver
        self.parts = Parts(clinic.pool, clinic.parts.vault, settings, {})
        client = open_client(receiver.authority)
        pauses = (told.get("pause", 0.05),)
        caller = Caller(clinic.pool, client, private=private, pauses=pauses, longest=told.get("longest", 60))
        self.activity = CallWebhooks(self.parts, caller)

    async def prepare(self, people: int = 1, call: Call = CALL, url: str = "") -> list[str]:
        connector = Connector("The registry", url or self.receiver.url)
        agreement = Agreement("Lab", ("lab.example.org",), "2026-01-01")
        house = msgspec.structs.replace(
            ORGANIZATION, connectors={"registry": connector}, agreements={"lab": agreement}
        )
        await self.clinic.apply(house)
        await self.clinic.publish(
            make_plan(journey=f"calls-{uuid4().hex[:8]}", nodes=(call, Exit(id="done")))
        )
        patients = [await self.clinic.add_person(f"{uuid4().hex}@example.org") for _ in range(people)]
        return [await self.clinic.enroll(one) for one in patients]

    async def call(self, enrollments: list[str], visit: int = 1) -> list[Rendering]:
        batch = Batch(self.clinic.version, 0, [Item(one, visit) for one in enrollments])
        return list((await run(self.activity.call_webhooks, batch)).items)

    async def call_again(self, enrollments: list[str]) -> list[Rendering]:
        """As Temporal would, until there is an answer."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                return await self.call(enrollments)
            except ApplicationError as why:
                assert why.type == "webhook-pending"
        raise AssertionError("no answer")

    async def row(self, enrollment: str) -> dict[str, object]:
        return dict(
            await self.clinic.pool.fetchrow(
                "select * from webhook_call where enrollment_id = $1", UUID(enrollment)
            )
        )


async def test_a_call_is_signed_and_tells_only_what_the_step_asks_for(
    clinic: Clinic, receiver: Receiver
) -> None:
    desk = Desk(clinic, receiver)
    [one] = await desk.prepare()
    assert await desk.call([one]) == [TAKEN]
    [heard] = receiver.heard
    told = json.loads(heard.body)
    assert (heard.path, told["type"]) == ("/hook?kind=test", "journey.call")
    assert told["data"] == {
        "journey": clinic.plan.journey, "step": "tell", "enrollment": one, "visit": 1,
        "fields": {"patient.first_name": "Ana", "patient.age": None},
    }  # fmt: skip
    signed = f"{heard.headers['webhook-id']}.{heard.headers['webhook-timestamp']}.".encode() + heard.body
    expected = base64.b64encode(hmac.digest(KEY, signed, hashlib.sha256)).decode()
    assert heard.headers["webhook-signature"] == f"v1,{expected}"
    assert abs(int(heard.headers["webhook-timestamp"]) - time.time()) < 60
    row = await desk.row(one)
    assert (row["state"], row["status_code"], row["tries"]) == ("called", 204, 1)
    assert row["body_sha256"] == hashlib.sha256(heard.body).hexdigest()


async def test_a_call_that_was_taken_is_not_made_again_and_another_visit_is_another_call(
    clinic: Clinic, receiver: Receiver
) -> None:
    desk = Desk(clinic, receiver)
    [one] = await desk.prepare()
    assert await desk.call([one]) == await desk.call([one]) == [TAKEN]
    assert len(receiver.heard) == 1
    assert await desk.call([one], visit=2) == [TAKEN]
    first, second = receiver.heard
    assert first.headers["webhook-id"] != second.headers["webhook-id"]


async def test_a_host_that_fails_is_tried_again_under_the_same_id_until_it_takes_it(
    clinic: Clinic, receiver: Receiver
) -> None:
    answers = iter([(503, {}), (500, {}), (200, {})])
    receiver.script = lambda _: next(answers)
    desk = Desk(clinic, receiver)
    [one] = await desk.prepare()
    assert await desk.call_again([one]) == [TAKEN]
    assert len({heard.headers["webhook-id"] for heard in receiver.heard}) == 1
    assert (await desk.row(one))["tries"] == 3


async def test_a_host_that_asks_for_patience_is_left_alone_as_long(
    clinic: Clinic, receiver: Receiver
) -> None:
    receiver.script = lambda _: (429, {"retry-after": "120"})
    desk = Desk(clinic, receiver, longest=3600)
    [one] = await desk.prepare()
    with pytest.raises(ApplicationError) as raised:
        await desk.call([one])
    pause = raised.value.next_retry_delay
    assert pause is not None and timedelta(seconds=110) < pause <= timedelta(seconds=145)
    with pytest.raises(ApplicationError):
        await desk.call([one])
    assert len(receiver.heard) == 1


@pytest.mark.parametrize("status", [400, 401, 404, 410, 302])
async def test_a_refusal_is_an_answer_at_once_and_redirects_are_not_followed(
    clinic: Clinic, receiver: Receiver, status: int
) -> None:
    receiver.script = lambda _: (status, {"location": "https://elsewhere.example.org/"})
    desk = Desk(clinic, receiver)
    [one] = await desk.prepare()
    assert await desk.call([one]) == [Rendering(ok=False, reason=f"status-{status}")]
    assert len(receiver.heard) == 1


async def test_after_the_longest_patience_a_call_has_failed_with_its_last_reason(
    clinic: Clinic, receiver: Receiver
) -> None:
    receiver.script = lambda _: (503, {})
    desk = Desk(clinic, receiver, pause=0.2, longest=0.5)
    [one] = await desk.prepare()
    assert await desk.call_again([one]) == [Rendering(ok=False, reason="status-503")]
    assert (await desk.row(one))["state"] == "failed"


async def test_nobody_waits_for_the_call_of_another(clinic: Clinic, receiver: Receiver) -> None:
    desk = Desk(clinic, receiver, pause=60, longest=3600)
    fine, stuck = await desk.prepare(2)
    receiver.script = lambda heard: (503, {}) if stuck.encode() in heard.body else (204, {})
    with pytest.raises(ApplicationError) as raised:
        await desk.call([fine, stuck])
    assert (raised.value.type, raised.value.non_retryable) == ("webhooks-apart", True)
    assert await desk.call([fine]) == [TAKEN]
    with pytest.raises(ApplicationError) as raised:
        await desk.call([stuck])
    assert (raised.value.type, raised.value.non_retryable) == ("webhook-pending", False)
    assert len(receiver.heard) == 2


async def test_who_has_left_is_not_told_of_any_more_and_who_is_unknown_is_answered(
    clinic: Clinic, receiver: Receiver
) -> None:
    desk = Desk(clinic, receiver)
    [one] = await desk.prepare()
    await clinic.pool.execute("update enrollment set state = 'left' where id = $1", UUID(one))
    left, unknown = await desk.call([one, str(uuid4())])
    assert (left.reason, unknown.reason) == ("left-journey", "enrollment-unknown")
    assert receiver.heard == []


async def test_an_address_inside_is_never_reached(clinic: Clinic, receiver: Receiver) -> None:
    desk = Desk(clinic, receiver, private=False)
    [one] = await desk.prepare()
    assert await desk.call([one]) == [Rendering(ok=False, reason="address-not-public")]
    assert receiver.heard == []


async def test_a_certificate_of_another_authority_is_not_believed(
    clinic: Clinic, receiver: Receiver, tmp_path: Path
) -> None:
    async with open_receiver(tmp_path / "other") as other:
        desk = Desk(clinic, other)
        [one] = await desk.prepare(url=receiver.url)
        with pytest.raises(ApplicationError):
            await desk.call([one])
    assert (await desk.row(one))["reason"] == "tls-failed"
    assert receiver.heard == []


@pytest.mark.parametrize(
    ("call", "url", "reason"),
    [
        (Call(id="tell", next=1, connector="nobody"), "", "connector-unknown"),
        (Call(id="tell", next=1, url="https://evil.example.org/"), "", "host-not-approved"),
        (Call(id="tell", next=1, url="https://lab.example.org:8443/"), "", "host-not-approved"),
        (CALL, "http://localhost/", "url-not-https"),
        (CALL, "https://user@localhost/", "url-malformed"),
        (CALL, "https://localhost:port/", "url-malformed"),
        (CALL, "https://localhost/a b", "url-malformed"),
        (CALL, "https://localhost/ü", "url-malformed"),
    ],
)
async def test_only_approved_hosts_are_called(
    clinic: Clinic, receiver: Receiver, call: Call, url: str, reason: str
) -> None:
    desk = Desk(clinic, receiver)
    [one] = await desk.prepare(call=call, url=url)
    assert await desk.call([one]) == [Rendering(ok=False, reason=reason)]


async def test_without_a_secret_nothing_is_told_and_an_operator_may_still_bring_it(
    clinic: Clinic, receiver: Receiver
) -> None:
    desk = Desk(clinic, receiver)
    [one] = await desk.prepare()
    settings = replace(desk.parts.settings, webhook_secrets={})
    bare = CallWebhooks(replace(desk.parts, settings=settings), desk.activity._caller)
    batch = Batch(clinic.version, 0, [Item(one, 1)])
    with pytest.raises(ApplicationError):
        await run(bare.call_webhooks, batch)
    assert (await desk.row(one))["reason"] == "secret-missing"
    assert receiver.heard == []
    assert await desk.call_again([one]) == [TAKEN]


async def test_a_host_that_is_away_for_many_is_asked_only_a_few_times(
    clinic: Clinic, receiver: Receiver
) -> None:
    receiver.script = lambda _: (503, {})
    desk = Desk(clinic, receiver, pause=60, longest=3600)
    people = await desk.prepare(30)
    with pytest.raises(ApplicationError) as raised:
        await desk.call(people)
    assert raised.value.type == "webhook-pending"
    assert len(receiver.heard) <= 13  # five failures in a row, and those under way beside them


def test_the_day_of_an_agreement_is_its_last() -> None:
    over = Agreement("Lab", ("lab.example.org",), "2026-01-01", until="2026-06-30")
    house = msgspec.structs.replace(ORGANIZATION, agreements={"lab": over})
    assert approved_places(house, date(2026, 6, 30)) == {("lab.example.org", 443)}
    assert approved_places(house, date(2026, 7, 1)) == set()

"""Delivering over HTTP: who may, what is kept before it is acknowledged, and how refusals look."""

import hashlib
import hmac
from datetime import UTC, datetime

import asyncpg
import msgspec

from engine.store.events import read_event
from engine.store.organization import save_organization
from tests.designer_api.conftest import SENDER_KEY, Api
from tests.intake_router.house import ORGANIZATION

_BEARER = {"Authorization": f"Bearer {SENDER_KEY}"}


def _siu(control_id: str, start: str = "20270304093000-0500") -> bytes:
    return (
        f"MSH|^~\\&|SCHED|NORTH|CARELOOM|NORTH|20270301080000-0500||SIU^S12^SIU_S12|{control_id}|P|2.5.1\r"
        f"SCH|P1|F1|||||CHECKUP|CHECKUP|30|min|^^30^{start}|||||||||||||Booked\r"
        "PID|1||0042^^^NORTH^MR||Doe^Jo||19800101|F|||||^NET^Internet^jo.doe@example.org||en\r"
    ).encode()


async def test_an_hl7_message_is_kept_and_acknowledged(api: Api, conn: asyncpg.Connection) -> None:
    async with api.client() as client:
        answer = await client.post("/api/intake/hl7v2", content=_siu("K1"), headers=_BEARER)
    assert answer.status_code == 200
    assert b"MSA|AA|K1" in answer.content
    row = await conn.fetchrow("SELECT type, routed_at, raw_id, sealed FROM event WHERE message_id = 'K1'")
    assert row["type"] == "appointment.booked" and row["raw_id"] is not None
    assert b"jo.doe" not in row["sealed"]


async def test_the_same_message_again_is_acknowledged_and_kept_once(
    api: Api, conn: asyncpg.Connection
) -> None:
    async with api.client() as client:
        for _ in range(2):
            answer = await client.post("/api/intake/hl7v2", content=_siu("K2"), headers=_BEARER)
            assert b"MSA|AA|K2" in answer.content
    assert await conn.fetchval("SELECT count(*) FROM event WHERE message_id = 'K2'") == 1


async def test_the_same_number_with_other_content_is_refused_and_shown(
    api: Api, conn: asyncpg.Connection
) -> None:
    async with api.client() as client:
        await client.post("/api/intake/hl7v2", content=_siu("K3"), headers=_BEARER)
        other = _siu("K3", start="20270305093000-0500")
        answer = await client.post("/api/intake/hl7v2", content=other, headers=_BEARER)
    assert answer.status_code == 422 and b"MSA|AE|K3" in answer.content
    assert await conn.fetchval("SELECT count(*) FROM dead_letter WHERE code = 'message-id-reused'") == 1


async def test_a_broken_message_is_refused_kept_and_quotes_no_patient(
    api: Api, conn: asyncpg.Connection
) -> None:
    broken = _siu("K4").replace(b"20270304093000", b"20270234093000")
    async with api.client() as client:
        answer = await client.post("/api/intake/hl7v2", content=broken, headers=_BEARER)
    assert answer.status_code == 422
    assert b"ERR" in answer.content and b"jo.doe" not in answer.content and b"Doe" not in answer.content
    letters = await conn.fetch(
        "SELECT d.reason, r.sealed FROM dead_letter d JOIN raw_message r ON r.id = d.raw_id"
    )
    assert any(b"jo.doe" not in letter["sealed"] for letter in letters)


async def test_a_signature_over_the_raw_body_proves_the_sender(api: Api) -> None:
    body = _siu("K5")
    signature = hmac.new(SENDER_KEY.encode(), body, hashlib.sha256).hexdigest()
    headers = {"X-Hub-Signature": f"sha256={signature}", "X-Careloom-Sender": "clinic"}
    async with api.client() as client:
        assert (await client.post("/api/intake/hl7v2", content=body, headers=headers)).status_code == 200
        altered = body.replace(b"Jo", b"Al")
        assert (await client.post("/api/intake/hl7v2", content=altered, headers=headers)).status_code == 401
        assert (await client.post("/api/intake/hl7v2", content=body)).status_code == 401


async def test_a_fhir_patient_is_taken_and_a_strange_resource_is_not(api: Api) -> None:
    patient = {
        "resourceType": "Patient",
        "id": "p1",
        "identifier": [{"system": "NORTH", "value": "77"}],
        "name": [{"family": "Roe", "given": ["Max"]}],
    }
    async with api.client() as client:
        answer = await client.post("/api/intake/fhir", content=msgspec.json.encode(patient), headers=_BEARER)
        assert answer.status_code == 200, answer.text
        strange = await client.post("/api/intake/fhir", content=b'{"resourceType": "Basic"}', headers=_BEARER)
    assert strange.status_code == 422
    assert strange.json()["resourceType"] == "OperationOutcome"


async def test_a_cloudevent_is_taken(api: Api, conn: asyncpg.Connection) -> None:
    event = {
        "specversion": "1.0",
        "id": "gap-1",
        "source": "urn:quality",
        "type": "careloom.care_gap.opened",
        "time": "2027-03-01T08:00:00Z",
        "data": {"patient": {"identifiers": [{"value": "0042", "system": "NORTH"}]}, "care_gap": "screening"},
    }
    headers = _BEARER | {"Content-Type": "application/cloudevents+json"}
    async with api.client() as client:
        answer = await client.post("/api/intake/events", content=msgspec.json.encode(event), headers=headers)
    assert answer.status_code == 202, answer.text
    assert await conn.fetchval("SELECT type FROM event WHERE message_id = 'gap-1'") == "care_gap.opened"


async def test_a_body_of_ten_megabytes_is_refused_quickly(api: Api) -> None:
    async with api.client() as client:
        answer = await client.post("/api/intake/fhir", content=b"x" * 10_000_000, headers=_BEARER)
    assert answer.status_code == 413


async def test_an_event_about_a_statement_is_typed_by_the_dictionary_in_force(
    api: Api, conn: asyncpg.Connection
) -> None:
    dictionary = {"statement.amount": {"type": "string", "data_class": "identifier"}}
    body = {"organization": msgspec.to_builtins(ORGANIZATION), "dictionary": dictionary}
    await save_organization(conn, "with-statements", body, datetime.now(UTC))

    def told(number: str, amount: object) -> dict[str, object]:
        person = {"identifiers": [{"value": "0042", "system": "NORTH", "type": "MR"}]}
        statement = {"key": "S-77", "amount": amount, "secret_note": "CANARY"}
        return {
            "specversion": "1.0", "id": number, "source": "billing", "type": "statement.issued",
            "time": "2026-03-01T11:00:00Z", "data": {"patient": person, "statement": statement},
        }  # fmt: skip

    headers = _BEARER | {"Content-Type": "application/cloudevents+json"}
    async with api.client() as client:
        good = await client.post("/api/intake/events", json=told("st-1", "41.20"), headers=headers)
        bad = await client.post("/api/intake/events", json=told("st-2", 41.2), headers=headers)
    assert (good.status_code, bad.status_code) == (202, 422)
    assert bad.json()["place"] == "$.data.statement.amount"
    assert "CANARY" not in bad.text and "41.2" not in bad.text
    sealed = await conn.fetchrow("SELECT id, sealed FROM event WHERE message_id = 'st-1'")
    event = read_event(api.app.state.vault, sealed["id"], sealed["sealed"])
    assert event.matter is not None and event.matter.values == {"amount": "41.20"}
    assert [each.code for each in event.notices] == ["field-unknown"]
    places = await conn.fetch("SELECT place FROM dead_letter WHERE code = 'wrong-shape'")
    assert "$.data.statement.amount" in {row["place"] for row in places}

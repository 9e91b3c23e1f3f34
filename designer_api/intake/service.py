"""Reads a delivered body and keeps it, before anybody is told that it was taken."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from engine.errors import Unavailable
from engine.intake import cloudevents, fhir, hl7v2
from engine.intake.event import NormalisedEvent, Refusal
from engine.intake.receive import Receipt, receive
from engine.intake.sender import SenderSettings
from engine.journey.dictionary import Dictionary
from engine.store.ids import uuid7
from engine.store.organization import load_documents, load_organization
from engine.store.pool import Connection
from engine.store.sealing import Vault


class Answer(msgspec.Struct, frozen=True):
    status: int
    body: bytes
    media_type: str


class Keeper(msgspec.Struct, frozen=True):
    """Where a body is kept, on whose behalf and when (`now`: aware journey time)."""

    conn: Connection
    vault: Vault
    sender: str
    now: datetime

    async def keep(
        self, kind: str, raw: bytes, outcome: tuple[NormalisedEvent, ...] | Refusal, source: str
    ) -> Receipt:
        return await receive(self.conn, self.vault, kind, raw, outcome, source, now=self.now)

    async def sender_settings(self) -> SenderSettings:
        """A sender's local times are the clinic's."""
        try:
            return SenderSettings((await load_organization(self.conn)).zone)
        except Unavailable:
            return SenderSettings("UTC")

    async def dictionary(self) -> Dictionary:
        """Empty before anything was applied: no field is known then."""
        try:
            documents = await load_documents(self.conn)
        except Unavailable:
            return {}
        return msgspec.convert(documents.get("dictionary") or {}, Dictionary)


async def take_hl7v2(keeper: Keeper, raw: bytes) -> Answer:
    """An acknowledgement (MSA, ERR) in every case; HTTP 200 exactly when it says AA or CA."""
    reading = hl7v2.read(raw, await keeper.sender_settings(), received_at=keeper.now)
    outcome = reading.refusal or ((reading.event,) if reading.event else ())
    receipt = await keeper.keep("hl7v2", raw, outcome, reading.message.source)
    if receipt.refusal is not None and reading.refusal is None:
        reading = msgspec.structs.replace(reading, event=None, refusal=receipt.refusal)
    control_id = uuid7().hex[:20].upper()
    answer = hl7v2.acknowledge(raw, reading, control_id=control_id, now=keeper.now)
    status = 200 if reading.refusal is None else 503 if reading.refusal.retry else 422
    return Answer(status, answer, "application/hl7-v2; charset=utf-8")


async def take_fhir(keeper: Keeper, raw: bytes, topic: str) -> Answer:
    """200 with a bare OperationOutcome, or one that says why not."""
    source = f"fhir:{keeper.sender}"
    settings = await keeper.sender_settings()
    reading = fhir.read(raw, source=source, sender_settings=settings, received_at=keeper.now, topic=topic)
    receipt = await keeper.keep("fhir", raw, reading.refusal or reading.events, source)
    refusal = receipt.refusal
    body: dict[str, Any] = {
        "resourceType": "OperationOutcome",
        "issue": [{"severity": "information", "code": "informational", "details": {"text": receipt.status}}],
    }
    if refusal is not None:
        body = fhir.operation_outcome(refusal)
    status = 200 if refusal is None else fhir.http_status(refusal)
    return Answer(status, msgspec.json.encode(body), "application/fhir+json")


async def take_cloudevent(keeper: Keeper, raw: bytes, headers: Mapping[str, str]) -> Answer:
    dictionary = await keeper.dictionary()
    reading = cloudevents.read(raw, headers, received_at=keeper.now, dictionary=dictionary)
    source = reading.event.source if reading.event else f"cloudevents:{keeper.sender}"
    outcome = reading.refusal or ((reading.event,) if reading.event else ())
    receipt = await keeper.keep("cloudevents", raw, outcome, source)
    if receipt.refusal is None:
        return Answer(202, msgspec.json.encode({"status": receipt.status}), "application/json")
    refusal = receipt.refusal
    problem = {
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": refusal.reason,
        "code": refusal.code,
        "place": refusal.where,
    }
    return Answer(422, msgspec.json.encode(problem), "application/problem+json")

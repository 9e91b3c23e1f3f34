"""POST /api/intake/hl7v2, /fhir and /events: where the EHR delivers. Stored before it is acknowledged."""

from typing import Any, Final

from litestar import Controller, Request, Response, post
from litestar.params import FromQuery

from designer_api.access.roles import sender
from designer_api.database import Conn, TheSettings, TheVault
from designer_api.intake.senders import prove_sender
from designer_api.intake.service import Answer, Keeper, take_cloudevent, take_fhir, take_hl7v2
from designer_api.tracking.service import journey_now
from engine.settings import Settings
from engine.store.pool import Connection
from engine.store.sealing import Vault

_HL7: Final = "application/hl7-v2"
_MESSAGE: Final = "MSH|^~\\&|EHR|CLINIC|CARELOOM|CARELOOM|20260303150000||SIU^S12|1042|P|2.5.1\r"
_ACK: Final = "MSH|^~\\&|CARELOOM|CARELOOM|EHR|CLINIC|20260303150000||ACK|9|P|2.5.1\rMSA|AA|1042\r"
_FHIR: Final = "application/fhir+json"
_APPOINTMENT: Final = {"resourceType": "Appointment", "id": "visit-1042", "status": "booked"}
_OUTCOME: Final = {
    "resourceType": "OperationOutcome",
    "issue": [{"severity": "information", "code": "informational", "details": {"text": "stored"}}],
}
_CLOUD: Final = "application/cloudevents+json"
_TAKEN: Final = {"status": "stored"}
_EVENT: Final = {
    "specversion": "1.0",
    "id": "1042",
    "source": "urn:clinic:scheduling",
    "type": "appointment.booked",
    "data": {},
}


class IntakeController(Controller):
    path = "/api/intake"
    tags = ["Intake"]  # noqa: RUF012  Litestar reads class attributes

    @post(
        "/hl7v2",
        **sender({_HL7: _MESSAGE}, {_HL7: _ACK}),
        status_code=200,
        summary="One HL7 v2 message; answers with an ACK",
    )
    async def hl7v2(
        self, request: Request[Any, Any, Any], conn: Conn, vault: TheVault, settings: TheSettings
    ) -> Response[bytes]:
        raw = await request.body()
        return _answer(await take_hl7v2(_keeper(request, conn, vault, settings, raw), raw))

    @post(
        "/fhir",
        **sender({_FHIR: _APPOINTMENT}, {_FHIR: _OUTCOME}),
        status_code=200,
        summary="A FHIR resource, bundle or notification",
    )
    async def fhir(
        self,
        request: Request[Any, Any, Any],
        conn: Conn,
        vault: TheVault,
        settings: TheSettings,
        topic: FromQuery[str] = "",
    ) -> Response[bytes]:
        raw = await request.body()
        return _answer(await take_fhir(_keeper(request, conn, vault, settings, raw), raw, topic))

    @post(
        "/events",
        **sender({_CLOUD: _EVENT}, {"application/json": _TAKEN}),
        status_code=202,
        summary="A CloudEvent, structured or binary",
    )
    async def events(
        self, request: Request[Any, Any, Any], conn: Conn, vault: TheVault, settings: TheSettings
    ) -> Response[bytes]:
        raw = await request.body()
        keeper = _keeper(request, conn, vault, settings, raw)
        return _answer(await take_cloudevent(keeper, raw, request.headers))


def _keeper(
    request: Request[Any, Any, Any], conn: Connection, vault: Vault, settings: Settings, raw: bytes
) -> Keeper:
    sender = prove_sender(request.headers, raw, settings.intake_keys)
    return Keeper(conn, vault, sender, journey_now(settings))


def _answer(answer: Answer) -> Response[bytes]:
    return Response(answer.body, status_code=answer.status, media_type=answer.media_type)

"""/api/patients: find, show, the timeline; wishes and keys handed in; revealing, which is audited.

What is searched for is patient data, so it travels in a body and never in an address.
"""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, TheSettings, TheVault
from designer_api.patients.keys import keep_key
from designer_api.patients.schemas import (
    HandInKey,
    KeyShown,
    PatientDetail,
    PatientPage,
    RecordConsent,
    Reveal,
    Revealed,
    Search,
    Timeline,
)
from designer_api.patients.service import (
    load_patient,
    newest_patients,
    reveal_patient,
    search_patients,
    show_patient,
)
from designer_api.patients.timeline import tell_story
from designer_api.tracking.service import journey_now
from engine.store.consents import grant_consent, withdraw_consent


class PatientsController(Controller):
    path = "/api/patients"
    tags = ["People"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("operator"), summary="The newest people, by page")
    async def newest(self, conn: Conn, vault: TheVault, after: FromQuery[str | None] = None) -> PatientPage:
        return await newest_patients(conn, vault, after)

    @post(
        "/search",
        **may("operator", reads=True),
        status_code=200,
        summary="Find people by address or record number",
    )
    async def search(self, conn: Conn, vault: TheVault, data: JSONBody[Search]) -> PatientPage:
        return await search_patients(conn, vault, data.query)

    @get("/{patient:uuid}", **may("operator"), summary="One person, masked")
    async def show(self, conn: Conn, vault: TheVault, patient: FromPath[UUID]) -> PatientDetail:
        return await show_patient(conn, vault, patient)

    @get("/{patient:uuid}/timeline", **may("operator"), summary="What happened, newest first")
    async def timeline(
        self, conn: Conn, patient: FromPath[UUID], after: FromQuery[str | None] = None
    ) -> Timeline:
        return await tell_story(conn, patient, after)

    @post(
        "/{patient:uuid}/reveal",
        **may("operator", reads=True),
        status_code=200,
        summary="Show name and address; audited",
    )
    async def reveal(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        vault: TheVault,
        patient: FromPath[UUID],
        data: JSONBody[Reveal],
    ) -> Revealed:
        revealed = await reveal_patient(conn, vault, patient)
        await note(conn, request.user, "patient.revealed", patient, data.reason)
        return revealed

    @post("/{patient:uuid}/consents", **may("operator"), summary="Record a wish about a topic")
    async def record_consent(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        vault: TheVault,
        settings: TheSettings,
        patient: FromPath[UUID],
        data: JSONBody[RecordConsent],
    ) -> PatientDetail:
        await load_patient(conn, vault, patient)
        record = grant_consent if data.granted else withdraw_consent
        await record(conn, patient, data.topic, data.evidence, journey_now(settings))
        await note(conn, request.user, "consent.recorded", patient, f"{data.topic} {data.granted}")
        return await show_patient(conn, vault, patient)

    @put("/{patient:uuid}/keys", **may("operator"), summary="Keep a certificate or OpenPGP key")
    async def keep_key(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        vault: TheVault,
        patient: FromPath[UUID],
        data: JSONBody[HandInKey],
    ) -> KeyShown:
        shown = await keep_key(conn, vault, patient, data)
        await note(conn, request.user, "key.kept", patient, f"{shown.kind} {shown.fingerprint}")
        return shown

"""The clinic's systems at the intake: one speaks HL7 v2, one FHIR, one CloudEvents. All over public HTTP."""

import itertools
from datetime import UTC, datetime
from typing import Final

import httpx
import msgspec

from infra.demo import fhir, hl7
from infra.demo.diary import CLINIC_ZONE, Visit
from infra.demo.people import SyntheticPatient

_SIU: Final = {
    "book": ("S12", "Booked"),
    "reschedule": ("S13", "Booked"),
    "cancel": ("S15", "Cancelled"),
    "complete": ("S14", "Complete"),
    "no-show": ("S26", "Noshow"),
}
_FHIR: Final = {
    "book": ("schedule", "booked"),
    "reschedule": ("reschedule", "booked"),
    "cancel": ("cancel", "cancelled"),
    "complete": ("check-out", "fulfilled"),
    "no-show": ("update", "noshow"),
}


class ClinicSystems:
    """Counts what it sent and what was not acknowledged; sends one message at a time, as interfaces do."""

    def __init__(self, http: httpx.AsyncClient, key: str) -> None:
        self._http = http
        self._headers = {"Authorization": f"Bearer {key}"}
        self._numbers = itertools.count(1)
        self.sent = 0
        self.refused = 0

    async def register(self, patient: SyntheticPatient, at: datetime) -> None:
        await self._hl7(hl7.adt("A28", self._control_id(), patient, at=_local(at)))

    async def report_death(self, patient: SyntheticPatient, at: datetime) -> None:
        await self._hl7(hl7.adt("A31", self._control_id(), patient, at=_local(at), died=True))

    async def report_visit(self, act: str, visit: Visit, at: datetime) -> None:
        if visit.over_fhir:
            topic, status = _FHIR[act]
            bundle = fhir.notification(
                next(self._numbers),
                visit.patient,
                visit.number,
                visit.start,
                at=at,
                status=status,
                topic=topic,
            )
            await self._post("fhir", msgspec.json.encode(bundle), "application/fhir+json")
            return
        trigger, status = _SIU[act]
        await self._hl7(
            hl7.siu(
                trigger,
                self._control_id(),
                visit.patient,
                visit.number,
                visit.start,
                at=_local(at),
                status=status,
                kind=visit.kind,
            )
        )

    async def report_closed_gap(self, patient: SyntheticPatient, gap: str, at: datetime) -> None:
        """From the quality registry, as a CloudEvent: the screening was done."""
        event = {
            "specversion": "1.0",
            "id": self._control_id(),
            "source": "urn:riverside:quality",
            "type": "careloom.care_gap.closed",
            "time": at.isoformat(),
            "data": {
                "patient": {"identifiers": [{"value": patient.mrn, "system": "RIVERSIDE", "type": "MR"}]},
                "care_gap": gap,
            },
        }
        await self._post("events", msgspec.json.encode(event), "application/cloudevents+json")

    def _control_id(self) -> str:
        return f"RS{datetime.now(UTC):%y%m%d%H%M%S}{next(self._numbers):06d}"

    async def _hl7(self, message: bytes) -> None:
        await self._post("hl7v2", message, "application/hl7-v2")

    async def _post(self, kind: str, body: bytes, content_type: str) -> None:
        answer = await self._http.post(
            f"/api/intake/{kind}", content=body, headers=self._headers | {"Content-Type": content_type}
        )
        self.sent += 1
        if answer.is_error or (kind == "hl7v2" and b"MSA|AA" not in answer.content):
            self.refused += 1


def _local(at: datetime) -> datetime:
    return at.astimezone(CLINIC_ZONE)

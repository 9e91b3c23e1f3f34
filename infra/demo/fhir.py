"""The clinic's second system, a specialist practice on FHIR R4: subscription notifications with resources."""

from datetime import datetime, timedelta
from typing import Any

from infra.demo.people import SyntheticPatient

_GENDER = {"M": "male", "F": "female"}
_BASE = "https://fhir.riverside.example.org"


def notification(
    number: int,
    patient: SyntheticPatient,
    appointment: str,
    start: datetime,
    *,
    at: datetime,
    status: str,
    topic: str,
) -> dict[str, Any]:
    """A backport-R4 notification bundle, full-resource: status, Appointment, Patient."""
    focus = f"{_BASE}/Appointment/{appointment}"
    return {
        "resourceType": "Bundle",
        "type": "history",
        "timestamp": at.isoformat(),
        "entry": [
            {"fullUrl": f"urn:uuid:{_uuid(number)}", "resource": _status(number, at, focus, topic)},
            {"fullUrl": focus, "resource": _appointment(patient, appointment, start, status)},
            {"fullUrl": f"{_BASE}/Patient/{patient.mrn}", "resource": _patient(patient)},
        ],
    }


def _status(number: int, at: datetime, focus: str, topic: str) -> dict[str, Any]:
    event = [
        {"name": "event-number", "valueString": str(number)},
        {"name": "timestamp", "valueInstant": at.isoformat()},
        {"name": "focus", "valueReference": {"reference": focus}},
    ]
    return {
        "resourceType": "Parameters",
        "id": _uuid(number),
        "parameter": [
            {"name": "subscription", "valueReference": {"reference": f"{_BASE}/Subscription/careloom"}},
            {"name": "topic", "valueCanonical": f"{_BASE}/SubscriptionTopic/Appointment.{topic}"},
            {"name": "status", "valueCode": "active"},
            {"name": "type", "valueCode": "event-notification"},
            {"name": "notification-event", "part": event},
        ],
    }


def _appointment(patient: SyntheticPatient, appointment: str, start: datetime, status: str) -> dict[str, Any]:
    return {
        "resourceType": "Appointment",
        "id": appointment,
        "status": status,
        "appointmentType": {"coding": [{"code": "specialist-visit"}], "text": "Specialist visit"},
        "start": start.isoformat(),
        "end": (start + timedelta(minutes=40)).isoformat(),
        "participant": [
            {"actor": {"reference": f"{_BASE}/Patient/{patient.mrn}"}, "status": "accepted"},
            {"actor": {"display": "Dr Ines Vogel"}, "status": "accepted"},
        ],
    }


def _patient(patient: SyntheticPatient) -> dict[str, Any]:
    telecom = [{"system": "phone", "value": patient.phone}]
    if patient.email:
        telecom.append({"system": "email", "value": patient.email})
    mr = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}]}
    return {
        "resourceType": "Patient",
        "id": patient.mrn,
        "identifier": [{"type": mr, "system": "RIVERSIDE", "value": patient.mrn}],
        "active": True,
        "name": [{"use": "official", "family": patient.last_name, "given": [patient.first_name]}],
        "gender": _GENDER[patient.sex],
        "birthDate": patient.birth_date.isoformat(),
        "telecom": telecom,
        "communication": [{"language": {"coding": [{"code": patient.language}]}, "preferred": True}],
    }


def _uuid(number: int) -> str:
    return f"0de30000-0000-4000-8000-{number:012d}"

"""Subscription notifications, in the shapes that real servers send."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from engine.intake.event import Identifier
from engine.intake.fhir import FhirReading, Focus, read
from engine.journey import events
from tests.intake.test_fhir_resources import APPOINTMENT, NOW, PATIENT, SETTINGS

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "ehr" / "fhir"
BASE = "https://ehr.example/fhir"


def reading(body: bytes) -> FhirReading:
    return read(body, source="fhir:clinic", sender_settings=SETTINGS, received_at=NOW)


def sample(name: str) -> FhirReading:
    path = SAMPLES / f"{name}.json"
    if not path.exists():
        pytest.skip("sample messages are not here")
    return reading(path.read_bytes())


def r4(
    focus: dict[str, Any], topic: str, *entries: dict[str, Any], extra: list[dict[str, Any]] | None = None
) -> bytes:
    """The backport IG's R4 form."""
    part = [
        {"name": "event-number", "valueString": "2"},
        {"name": "timestamp", "valueInstant": "2026-03-01T11:00:00Z"},
        {"name": "focus", "valueReference": focus},
        *(extra or []),
    ]
    parameters = [
        {"name": "subscription", "valueReference": {"reference": "Subscription/s1"}},
        {"name": "topic", "valueCanonical": f"https://x/SubscriptionTopic/{topic}"},
        {"name": "type", "valueCode": "event-notification"},
        {"name": "events-since-subscription-start", "valueString": "2"},
        {"name": "notification-event", "part": part},
    ]
    status = {"resource": {"resourceType": "Parameters", "parameter": parameters}}
    return json.dumps({"resourceType": "Bundle", "type": "history", "entry": [status, *entries]}).encode()


def r5(focus: dict[str, Any], topic: str, *entries: dict[str, Any]) -> bytes:
    status = {
        "resourceType": "SubscriptionStatus",
        "type": "event-notification",
        "topic": f"https://x/SubscriptionTopic/{topic}",
        "subscription": {"reference": "Subscription/s1"},
        "eventsSinceSubscriptionStart": 2,
        "notificationEvent": [{"eventNumber": 2, "timestamp": "2026-03-01T11:00:00Z", "focus": focus}],
    }
    return json.dumps(
        {
            "resourceType": "Bundle",
            "type": "subscription-notification",
            "entry": [{"resource": status}, *entries],
        }
    ).encode()


FULL = (
    {"fullUrl": f"{BASE}/Appointment/a1", "resource": APPOINTMENT},
    {"fullUrl": f"{BASE}/Patient/p1", "resource": PATIENT},
)


@pytest.mark.parametrize("form", [r4, r5])
@pytest.mark.parametrize("reference", [f"{BASE}/Appointment/a1", "Appointment/a1"])
def test_a_full_resource_needs_no_reading_back(form: Any, reference: str) -> None:
    found = reading(form({"reference": reference}, "Appointment.reschedule", *FULL))
    (event,) = found.events
    assert event.type == events.APPOINTMENT_RESCHEDULED
    assert event.message_id == "Subscription/s1#2"
    assert event.occurred_at == datetime(2026, 3, 1, 11, tzinfo=UTC)
    assert event.patient is not None
    assert event.patient.first_name == "Ana"
    assert event.appointment is not None
    assert event.appointment.key == "fhir:clinic|a1"
    assert not event.needs_read_back
    assert (found.kind, found.subscription, found.events_since_start) == (
        "event-notification",
        "Subscription/s1",
        2,
    )


@pytest.mark.parametrize("form", [r4, r5])
def test_an_id_only_notification_must_be_read_back(form: Any) -> None:
    found = reading(form({"reference": f"{BASE}/Appointment/a1"}, "Appointment.cancel"))
    (event,) = found.events
    assert event.type == events.APPOINTMENT_CANCELLED
    assert event.appointment is not None
    assert event.appointment.key == "fhir:clinic|a1"
    assert event.needs_read_back
    assert found.read_back == (Focus(event.message_id, "Appointment", f"{BASE}/Appointment/a1"),)


def test_the_context_may_name_the_patient() -> None:
    context = [{"name": "additional-context", "valueReference": {"reference": "Patient/p1"}}]
    (event,) = reading(r4({"reference": "Appointment/a1"}, "Appointment.update", extra=context)).events
    assert event.patient is not None
    assert event.patient.identifiers == (Identifier("p1", "fhir:clinic", "RI"),)


def test_a_deleted_appointment_cannot_be_read_back() -> None:
    gone = {"fullUrl": f"{BASE}/Appointment/a1", "request": {"method": "DELETE", "url": "Appointment/a1"}}
    found = reading(r4({"reference": f"{BASE}/Appointment/a1"}, "any", gone))
    (event,) = found.events
    assert (event.type, event.needs_read_back, found.read_back) == (events.APPOINTMENT_DELETED, False, ())


@pytest.mark.parametrize("topic", ["Appointment.freeze", "Appointment.unfreeze"])
def test_topics_about_slots_start_nothing(topic: str) -> None:
    found = reading(r4({"reference": "Appointment/a1"}, topic))
    assert (found.events, found.refusal) == ((), None)


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("Patient.create", events.PATIENT_REGISTERED),
        ("Patient.update", events.PATIENT_UPDATED),
        ("Patient.merge", events.PATIENT_MERGED),
        ("anything", events.PATIENT_UPDATED),
    ],
)
def test_patient_topics(topic: str, expected: str) -> None:
    (event,) = reading(r4({"reference": "Patient/p1"}, topic)).events
    assert (event.type, event.needs_read_back) == (expected, True)


@pytest.mark.parametrize("topic", ["Appointment.schedule", "Patient.update"])
def test_a_notification_that_names_nothing_is_refused(topic: str) -> None:
    found = reading(r4({}, topic)).refusal
    assert found is not None
    assert found.code == "fhir-focus-missing"


def test_a_type_of_notification_nobody_knows_is_refused() -> None:
    body = r4({"reference": "Patient/p1"}, "x").replace(b"event-notification", b"surprise")
    found = reading(body).refusal
    assert found is not None
    assert found.code == "fhir-notification-type-unknown"


def test_athenahealths_appointment_by_identifier_only() -> None:
    found = sample("athena-notification-appointment")
    (event,) = found.events
    assert (event.type, event.needs_read_back) == (events.APPOINTMENT_BOOKED, True)
    assert event.message_id == "0901fb5b-6858-33f2-994f-6680c0c6aadb"
    assert event.occurred_at == datetime(2023, 4, 14, 9, 22, 56, tzinfo=UTC)
    assert event.appointment is not None
    assert event.appointment.key == "urn:athenahealth:athenanet:appointment:195900|2"
    assert event.patient is not None
    assert event.patient.identifiers == (Identifier("a-195900.E-51711", "fhir:clinic", "RI"),)
    (focus,) = found.read_back
    assert (focus.resource_type, focus.reference, focus.value) == ("Appointment", "", "2")


def test_athenahealths_patient() -> None:
    (event,) = sample("athena-notification-patient").events
    assert event.type == events.PATIENT_UPDATED
    assert event.patient is not None
    assert [identifier.value for identifier in event.patient.identifiers] == ["1", "a-195900.E-1"]


@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [
        ("backport-r4-notification-handshake", "handshake", 0),
        ("backport-r4-notification-heartbeat", "heartbeat", 2),
        ("backport-r4-notification-id-only", "event-notification", 2),
        ("backport-r4-notification-full-resource", "event-notification", 2),
    ],
)
def test_the_backport_samples_are_about_encounters_and_start_nothing(
    name: str, kind: str, count: int
) -> None:
    found = sample(name)
    assert (found.kind, found.events_since_start, found.events, found.refusal) == (kind, count, (), None)


def test_hl7s_own_resources() -> None:
    (booked,) = sample("hl7-r4-Appointment-example").events
    assert booked.appointment is not None
    assert booked.appointment.start == datetime(2013, 12, 10, 9, tzinfo=UTC)
    assert (booked.appointment.kind, booked.appointment.location) == ("followup", "South Wing, second floor")
    assert booked.appointment.provider == "Dr Adam Careful"
    assert "ear" not in (booked.appointment.service or "")
    (person,) = sample("hl7-r4-Patient-example").events
    assert person.patient is not None
    assert (person.patient.first_name, person.patient.phone) == ("Peter", "(03) 5555 6473")
    assert person.patient.identifiers[0] == Identifier("12345", "urn:oid:1.2.36.146.595.217.0.1", "MR")


def test_microsofts_converted_bundle_agrees_with_its_source() -> None:
    booked, died = sample("ms-SIU-S12-01-expected-bundle").events
    assert (booked.type, died.type) == (events.APPOINTMENT_BOOKED, events.PATIENT_DECEASED)
    assert booked.appointment is not None
    assert booked.appointment.start == datetime(2021, 9, 24, 7, 15, tzinfo=UTC)
    assert booked.appointment.provider == "Robert GE"

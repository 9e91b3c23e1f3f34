"""FHIR Appointments and Patients, R4 and R5, alone and in plain bundles."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from engine.intake.event import Identifier, NormalisedEvent, PatientFacts, Refusal
from engine.intake.fhir import FhirReading, SenderSettings, read
from engine.journey import events

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SETTINGS = SenderSettings(zone="America/New_York")
MR = {"coding": [{"code": "MR"}]}

PATIENT: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "p1",
    "identifier": [{"type": MR, "system": "urn:clinic", "value": "00123"}],
    "name": [{"use": "official", "family": "Rivera", "given": ["Ana", "Luz"]}],
    "birthDate": "1980-02-29",
}
APPOINTMENT: dict[str, Any] = {
    "resourceType": "Appointment",
    "id": "a1",
    "status": "booked",
    "start": "2026-03-10T09:00:00-04:00",
    "end": "2026-03-10T09:30:00-04:00",
    "appointmentType": {"coding": [{"code": "FOLLOWUP"}]},
    "participant": [{"actor": {"reference": "Patient/p1"}, "status": "accepted"}],
}


def reading(resource: object, topic: str = "") -> FhirReading:
    body = json.dumps(resource).encode()
    return read(body, source="fhir:clinic", sender_settings=SETTINGS, received_at=NOW, topic=topic)


def event(resource: object, topic: str = "") -> NormalisedEvent:
    found = reading(resource, topic)
    assert found.refusal is None, found.refusal
    (only,) = found.events
    return only


def refusal(resource: object) -> Refusal:
    found = reading(resource)
    assert found.events == ()
    assert found.refusal is not None
    return found.refusal


def patient(**changes: object) -> PatientFacts:
    found = event(PATIENT | changes).patient
    assert found is not None
    return found


def bundle(*resources: dict[str, Any], **changes: object) -> dict[str, Any]:
    entries = [
        {"fullUrl": f"https://ehr.example/fhir/{each['resourceType']}/{each.get('id', '')}", "resource": each}
        for each in resources
    ]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries} | changes


@pytest.mark.parametrize(
    ("status", "topic", "expected", "kept"),
    [
        ("booked", "", events.APPOINTMENT_BOOKED, "booked"),
        ("pending", "", events.APPOINTMENT_UPDATED, "pending"),
        ("waitlist", "", events.APPOINTMENT_UPDATED, "waitlist"),
        ("arrived", "", events.APPOINTMENT_ARRIVED, "arrived"),
        ("checked-in", "", events.APPOINTMENT_ARRIVED, "checked-in"),
        ("fulfilled", "", events.APPOINTMENT_COMPLETED, "fulfilled"),
        ("cancelled", "", events.APPOINTMENT_CANCELLED, "cancelled"),
        ("noshow", "", events.APPOINTMENT_NO_SHOW, "noshow"),
        ("entered-in-error", "", events.APPOINTMENT_DELETED, "entered-in-error"),
        (
            "booked",
            "https://x/SubscriptionTopic/Appointment.reschedule",
            events.APPOINTMENT_RESCHEDULED,
            "booked",
        ),
        ("booked", "https://x/SubscriptionTopic/Appointment.schedule", events.APPOINTMENT_BOOKED, "booked"),
        ("booked", "https://x/SubscriptionTopic/Appointment.update", events.APPOINTMENT_UPDATED, "booked"),
        ("booked", "appointment-check-in", events.APPOINTMENT_ARRIVED, "arrived"),
        ("booked", "Appointment.check-out", events.APPOINTMENT_COMPLETED, "fulfilled"),
        ("booked", "Appointment.cancel", events.APPOINTMENT_CANCELLED, "cancelled"),
        ("cancelled", "Appointment.reschedule", events.APPOINTMENT_CANCELLED, "cancelled"),
        ("noshow", "Appointment.update", events.APPOINTMENT_NO_SHOW, "noshow"),
        ("booked", "http://x/anything-else", events.APPOINTMENT_BOOKED, "booked"),
    ],
)
def test_status_and_topic_together_name_the_event(status: str, topic: str, expected: str, kept: str) -> None:
    found = event(APPOINTMENT | {"status": status}, topic)
    assert found.appointment is not None
    assert (found.type, found.appointment.status) == (expected, kept)


def test_a_topic_that_contradicts_the_state_is_noted() -> None:
    found = event(APPOINTMENT | {"status": "cancelled"}, "Appointment.reschedule")
    assert [notice.code for notice in found.notices] == ["topic-and-status-disagree"]


def test_an_appointment_is_read() -> None:
    found = event(APPOINTMENT)
    assert (found.source, found.occurred_at) == ("fhir:clinic", NOW)
    assert found.patient == PatientFacts(identifiers=(Identifier("p1", "fhir:clinic", "RI"),))
    assert found.appointment is not None
    assert found.appointment.key == "fhir:clinic|a1"
    assert found.appointment.start == datetime(2026, 3, 10, 13, 0, tzinfo=UTC)
    assert found.appointment.end == datetime(2026, 3, 10, 13, 30, tzinfo=UTC)
    assert found.appointment.kind == "followup"


def test_r5_says_subject_and_codeable_references() -> None:
    found = event(
        {
            "resourceType": "Appointment",
            "id": "a1",
            "status": "booked",
            "start": "2026-03-10T09:00:00.123456789-04:00",
            "minutesDuration": 20,
            "subject": {"reference": "https://ehr.example/fhir/Patient/p1/_history/3"},
            "serviceType": [{"concept": {"coding": [{"code": "57", "display": "Immunization"}]}}],
            "reason": [{"concept": {"text": "Opioid dependence"}}],
            "priority": {"text": "routine"},
            "participant": [
                {"actor": {"reference": "Location/l", "display": "South wing"}, "required": True},
                {"actor": {"reference": "Practitioner/d", "display": "Dr Okafor"}},
            ],
        }
    )
    assert found.patient is not None
    assert found.patient.identifiers[0].value == "p1"
    assert found.appointment is not None
    assert found.appointment.start is not None
    assert found.appointment.end == found.appointment.start + timedelta(minutes=20)
    assert (found.appointment.service, found.appointment.location) == ("Immunization", "South wing")
    assert found.appointment.provider == "Dr Okafor"
    assert "Opioid" not in repr(found)


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"status": "maybe"}, "fhir-status-unknown", "Appointment.status"),
        ({"status": None}, "wrong-shape", "Appointment.status"),
        ({"status": ["booked"]}, "wrong-shape", "Appointment.status"),
        ({"participant": {"actor": {}}}, "wrong-shape", "Appointment.participant"),
        ({"participant": []}, "fhir-patient-missing", "Appointment.participant"),
        ({"start": "2026-02-30T09:00:00Z"}, "fhir-bad-instant", "Appointment.start"),
        ({"start": "2026-03-10"}, "fhir-bad-instant", "Appointment.start"),
        ({"start": "2026-03-10T09:00:00+15:00"}, "fhir-bad-instant", "Appointment.start"),
        ({"start": 20260310}, "wrong-shape", "Appointment.start"),
        ({"id": "", "identifier": []}, "fhir-appointment-id-missing", "Appointment"),
    ],
)
def test_an_appointment_that_cannot_be_taken_says_where(
    changes: dict[str, object], code: str, where: str
) -> None:
    found = refusal(APPOINTMENT | changes)
    assert (found.code, found.where) == (code, where)


def test_a_missing_status_is_refused() -> None:
    assert refusal({"resourceType": "Appointment", "id": "a1"}).where == "Appointment"


def test_a_slot_without_a_patient_starts_nothing() -> None:
    found = reading(APPOINTMENT | {"status": "proposed", "participant": [], "start": ""})
    assert (found.events, found.refusal) == ((), None)


def test_a_cancellation_is_taken_without_patient_or_readable_start() -> None:
    found = event(APPOINTMENT | {"status": "cancelled", "participant": [], "start": "later"})
    assert found.patient is None
    assert [notice.code for notice in found.notices] == ["start-unreadable"]


def test_a_start_without_offset_is_in_the_senders_zone_and_noted() -> None:
    found = event(APPOINTMENT | {"start": "2026-07-10T09:00:00", "end": ""})
    assert found.appointment is not None
    assert found.appointment.start == datetime(2026, 7, 10, 13, tzinfo=UTC)
    assert [notice.code for notice in found.notices] == ["time-without-offset"]


def test_the_version_makes_the_message_id_and_its_time() -> None:
    found = event(APPOINTMENT | {"meta": {"versionId": "7", "lastUpdated": "2026-02-28T10:00:00Z"}})
    assert found.message_id == "Appointment/a1@7"
    assert found.occurred_at == datetime(2026, 2, 28, 10, tzinfo=UTC)


def test_without_a_version_the_content_tells_repetitions_apart() -> None:
    same = event(dict(reversed(APPOINTMENT.items())))
    assert event(APPOINTMENT).message_id == same.message_id
    assert event(APPOINTMENT | {"status": "arrived"}).message_id != same.message_id


def test_nobody_knowing_the_time_is_a_refusal() -> None:
    found = read(json.dumps(PATIENT).encode(), source="fhir:clinic", sender_settings=SETTINGS)
    assert found.refusal is not None
    assert found.refusal.code == "fhir-time-missing"


class TestPatient:
    def test_facts(self) -> None:
        found = patient(gender="female", active=True, deceasedBoolean=False)
        assert found.identifiers == (
            Identifier("00123", "urn:clinic", "MR"),
            Identifier("p1", "fhir:clinic", "RI"),
        )
        assert (found.first_name, found.last_name, found.sex) == ("Ana", "Rivera", "female")
        assert (found.birth_date, found.active, found.deceased) == (date(1980, 2, 29), True, False)

    def test_social_security_numbers_are_never_kept(self) -> None:
        found = patient(
            identifier=[
                {"system": "http://hl7.org/fhir/sid/us-ssn", "value": "000000000"},
                {"type": {"coding": [{"code": "DL"}]}, "value": "D1"},
                {"use": "old", "value": "9"},
            ]
        )
        assert [identifier.type for identifier in found.identifiers] == ["RI"]

    @pytest.mark.parametrize(
        ("telecom", "email", "phone"),
        [
            ([{"system": "email", "value": "a@b.example"}], "a@b.example", None),
            ([{"system": "email", "value": "x@b.example", "use": "old"}], None, None),
            (
                [
                    {"system": "email", "value": "2@b.example", "rank": 2},
                    {"system": "email", "value": "1@b.example", "rank": 1},
                ],
                "1@b.example",
                None,
            ),
            ([{"system": "email", "value": "x@b.example", "period": {"end": "2025"}}], None, None),
            (
                [{"system": "email", "value": "x@b.example", "period": {"end": "2026-03"}}],
                "x@b.example",
                None,
            ),
            (
                [{"system": "phone", "value": "1"}, {"system": "phone", "value": "2", "use": "mobile"}],
                None,
                "2",
            ),
            ([{"use": "home"}], None, None),
        ],
    )
    def test_telecom(self, telecom: list[object], email: str | None, phone: str | None) -> None:
        found = patient(telecom=telecom)
        assert (found.email, found.phone) == (email, phone)

    def test_the_preferred_language(self) -> None:
        spoken = [
            {"language": {"coding": [{"code": "en-US"}]}},
            {"language": {"text": "Spanish"}, "preferred": True},
        ]
        assert patient(communication=spoken).language == "es"

    @pytest.mark.parametrize(
        ("code", "zone"), [("America/Chicago", "America/Chicago"), ("Mars/Olympus", None)]
    )
    def test_a_zone_of_their_own(self, code: str, zone: str | None) -> None:
        url = "http://hl7.org/fhir/StructureDefinition/timezone"
        assert patient(extension=[{"url": url, "valueCode": code}]).zone == zone

    def test_maiden_names_are_passed_over(self) -> None:
        names = [{"use": "maiden", "family": "Soto"}, {"use": "usual", "family": "Rivera", "given": ["Ani"]}]
        found = patient(name=names)
        assert (found.first_name, found.last_name) == ("Ani", "Rivera")

    @pytest.mark.parametrize("text", ["2026-02-30", "19800229", "x"])
    def test_an_impossible_birth_date_is_refused(self, text: str) -> None:
        assert refusal(PATIENT | {"birthDate": text}).where == "Patient.birthDate"

    def test_a_partial_birth_date_is_noted(self) -> None:
        found = event(PATIENT | {"birthDate": "1980-02"})
        assert [notice.code for notice in found.notices] == ["birth-date-not-exact"]

    @pytest.mark.parametrize("changes", [{"deceasedBoolean": True}, {"deceasedDateTime": "2026-02-28"}])
    def test_a_death(self, changes: dict[str, object]) -> None:
        assert event(PATIENT | changes).type == events.PATIENT_DECEASED

    def test_a_replaced_record_merges_into_its_survivor(self) -> None:
        found = event(PATIENT | {"link": [{"type": "replaced-by", "other": {"reference": "Patient/p2"}}]})
        assert found.type == events.PATIENT_MERGED
        assert found.patient == PatientFacts(identifiers=(Identifier("p2", "fhir:clinic", "RI"),))
        assert Identifier("00123", "urn:clinic", "MR") in found.merged_from

    def test_an_old_merge_link_on_the_survivor_is_not_news(self) -> None:
        survivor = PATIENT | {"link": [{"type": "replaces", "other": {"reference": "Patient/p0"}}]}
        assert event(survivor).type == events.PATIENT_UPDATED
        merged = event(survivor, "Patient.merge")
        assert merged.type == events.PATIENT_MERGED
        assert merged.merged_from == (Identifier("p0", "fhir:clinic", "RI"),)

    def test_without_any_identifier_it_is_refused(self) -> None:
        assert refusal({"resourceType": "Patient"}).code == "fhir-patient-id-missing"


class TestBundle:
    def test_the_patient_rides_with_the_appointment(self) -> None:
        found = event(bundle(PATIENT, APPOINTMENT))
        assert found.type == events.APPOINTMENT_BOOKED
        assert found.patient is not None
        assert found.patient.first_name == "Ana"

    def test_references_by_full_url_and_urn_are_followed(self) -> None:
        for reference, url in (
            ("urn:uuid:1", "urn:uuid:1"),
            ("https://e.example/Patient/p1", "https://e.example/Patient/p1"),
        ):
            booked = APPOINTMENT | {"participant": [{"actor": {"reference": reference}}]}
            entries = [{"fullUrl": url, "resource": PATIENT}, {"resource": booked}]
            found = event({"resourceType": "Bundle", "type": "batch", "entry": entries})
            assert found.patient is not None
            assert found.patient.last_name == "Rivera"

    def test_a_contained_patient_is_found(self) -> None:
        inside = APPOINTMENT | {
            "contained": [PATIENT | {"id": "x"}],
            "participant": [{"actor": {"reference": "#x"}}],
        }
        found = event(inside)
        assert found.patient is not None
        assert found.patient.last_name == "Rivera"

    def test_a_death_in_the_bundle_is_an_event_of_its_own(self) -> None:
        found = reading(bundle(PATIENT | {"deceasedBoolean": True}, APPOINTMENT)).events
        assert [each.type for each in found] == [events.APPOINTMENT_BOOKED, events.PATIENT_DECEASED]

    def test_another_patient_is_an_event_of_its_own(self) -> None:
        other = PATIENT | {"id": "p2", "identifier": []}
        found = reading(bundle(PATIENT, APPOINTMENT, other)).events
        assert [each.type for each in found] == [events.APPOINTMENT_BOOKED, events.PATIENT_UPDATED]

    def test_what_journeys_do_not_use_is_passed_over(self) -> None:
        found = reading(bundle({"resourceType": "Observation", "id": "o", "status": 7}))
        assert (found.kind, found.events, found.refusal) == ("bundle", (), None)

    def test_names_of_places_and_people_come_from_their_resources(self) -> None:
        booked = APPOINTMENT | {
            "participant": [
                {"actor": {"reference": "Patient/p1"}},
                {"actor": {"reference": "Location/l"}},
                {"actor": {"reference": "Practitioner/d"}},
            ]
        }
        place = {"resourceType": "Location", "id": "l", "name": "South wing"}
        doctor = {
            "resourceType": "Practitioner",
            "id": "d",
            "name": [{"prefix": ["Dr"], "given": ["Ruth"], "family": "Okafor"}],
        }
        found = reading(bundle(booked, place, doctor, PATIENT)).events[0].appointment
        assert found is not None
        assert (found.location, found.provider) == ("South wing", "Dr Ruth Okafor")

    def test_too_many_entries_are_refused_with_the_limit(self) -> None:
        found = refusal(bundle(*[{"resourceType": "Basic"}] * 1001))
        assert found.code == "fhir-too-many-entries"
        assert "1000" in found.reason

    def test_the_place_of_a_mistake_names_the_entry(self) -> None:
        assert (
            refusal(bundle(PATIENT, APPOINTMENT | {"status": "maybe"})).where
            == "Bundle.entry[1].resource.status"
        )


@pytest.mark.parametrize("kind", ["Consent", "Nonsense", None, 7, ["Patient"]])
def test_other_resources_are_refused(kind: object) -> None:
    assert refusal({"resourceType": kind}).code == "fhir-resource-unsupported"

"""Stays, prescriptions, results and statements: as CloudEvents, HL7 v2 and FHIR tell of them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.intake import cloudevents, fhir
from engine.intake.event import MatterFacts, NormalisedEvent, Notice
from engine.intake.sender import SenderSettings
from engine.journey import events
from engine.journey.dictionary import Dictionary, Field
from tests.intake.messages import adt, event

DICTIONARY: Dictionary = {
    "statement.amount": Field("string", "identifier"),
    "statement.due": Field("timestamp", "identifier"),
    "statement.open": Field("bool", "identifier"),
    "statement.lines": Field("list(string)", "clinical"),
    "prescription.days_supply": Field("int", "clinical"),
}
PATIENT = {"identifiers": [{"value": "00123", "system": "CLINIC", "type": "MR"}]}
STATEMENT = {
    "key": "S1",
    "amount": "41.20",
    "due": "2026-04-01T00:00:00-04:00",
    "open": True,
    "lines": ["office visit"],
}


def told(kind: str, **data: Any) -> cloudevents.CloudReading:
    body = {
        "specversion": "1.0",
        "id": "e1",
        "source": "billing",
        "type": kind,
        "time": "2026-03-01T11:00:00Z",
        "data": {"patient": PATIENT, **data},
    }
    headers = {"content-type": "application/cloudevents+json"}
    return cloudevents.read(json.dumps(body).encode(), headers, dictionary=DICTIONARY)


def test_a_statement_is_typed_by_the_dictionary() -> None:
    found = told("statement.issued", statement=STATEMENT).event
    assert found is not None
    assert found.matter == MatterFacts(
        "statement",
        "cloudevents:billing|S1",
        {
            "amount": "41.20",
            "due": datetime.fromisoformat("2026-04-01T00:00:00-04:00"),
            "open": True,
            "lines": ["office visit"],
        },
    )


def test_a_field_that_no_journey_may_speak_of_is_dropped_and_told_by_its_number_alone() -> None:
    found = told("statement.issued", statement={"key": "S1", "CANARY": "x", "amount": "1"}).event
    assert found is not None and found.matter is not None
    assert found.matter.values == {"amount": "1"}
    assert found.notices == (Notice("field-unknown", "$.data.statement[1]"),)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"due": "tomorrow"}, "$.data.statement.due"),
        ({"due": "2026-04-01T00:00:00"}, "$.data.statement.due"),
        ({"open": "yes"}, "$.data.statement.open"),
        ({"lines": ["a", 2]}, "$.data.statement.lines[1]"),
        ({"amount": 41.2}, "$.data.statement.amount"),
        ({"amount": "x" * 2001}, "$.data.statement.amount"),
        ({"key": ""}, "$.data.statement"),
    ],
)
def test_a_value_of_another_type_refuses_the_message_with_its_place(
    changes: dict[str, Any], where: str
) -> None:
    refusal = told("statement.issued", statement=STATEMENT | changes).refusal
    assert refusal is not None and refusal.where == where


def test_null_deletes_a_field() -> None:
    found = told("statement.issued", statement={"key": "S1", "due": None}).event
    assert found is not None and found.matter is not None
    assert found.matter.values == {"due": None}


@given(
    st.dictionaries(
        st.text(max_size=12),
        st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=9), st.lists, max_leaves=4),
        max_size=6,
    )
)
def test_whatever_stands_under_the_entity_is_read_or_refused_and_never_raises(data: dict[str, Any]) -> None:
    found = told("prescription.filled", prescription=data)
    assert (found.event is None) != (found.refusal is None)


def test_an_admission_and_a_discharge_are_one_stay() -> None:
    admitted = event(adt("A01", PV1_2="I", PV1_19="V77", PV1_44="20260301100000"))
    left = event(adt("A03", PV1_2="I", PV1_19="V77", PV1_44="20260301100000", PV1_45="20260304153000"))
    assert (admitted.type, left.type) == (events.ENCOUNTER_ADMITTED, events.ENCOUNTER_DISCHARGED)
    assert admitted.matter is not None and left.matter is not None
    assert admitted.matter.key == left.matter.key
    assert left.matter.values["kind"] == "inpatient"
    assert left.matter.values["discharged_at"] > left.matter.values["admitted_at"]


def test_a_discharge_taken_back_is_an_admission_without_a_discharge() -> None:
    found = event(adt("A13", PV1_2="I", PV1_19="V77"))
    assert found.type == events.ENCOUNTER_ADMITTED
    assert found.matter is not None and found.matter.values == {"kind": "inpatient", "discharged_at": None}


@pytest.mark.parametrize("trigger", ["A01", "A03"])
def test_a_visit_that_is_no_stay_only_updates_the_patient(trigger: str) -> None:
    found = event(adt(trigger, PV1_2="O", PV1_19="V1"))
    assert (found.type, found.matter) == (events.PATIENT_UPDATED, None)


def test_who_died_in_hospital_is_not_discharged() -> None:
    found = event(adt("A03", PV1_2="I", PV1_19="V1", PV1_36="20"))
    assert (found.type, found.matter) == (events.PATIENT_DECEASED, None)
    assert found.patient is not None and found.patient.deceased is True


def _fhir(resource: dict[str, Any]) -> tuple[NormalisedEvent, ...]:
    subject = {"subject": {"reference": "Patient/p1"}, "meta": {"lastUpdated": "2026-03-04T16:00:00Z"}}
    raw = json.dumps(subject | resource).encode()
    found = fhir.read(raw, source="fhir:x", sender_settings=SenderSettings("America/New_York"))
    assert found.refusal is None, found.refusal
    return found.events


@pytest.mark.parametrize(
    "shape",
    [
        {"class": {"code": "IMP"}, "status": "finished", "period": {"end": "2026-03-04T15:30:00Z"}},
        {
            "class": [{"coding": [{"code": "IMP"}]}],
            "status": "discharged",
            "actualPeriod": {"end": "2026-03-04T15:30:00Z"},
        },
    ],
    ids=["R4", "R5"],
)
def test_a_finished_stay_is_a_discharge(shape: dict[str, Any]) -> None:
    (found,) = _fhir({"resourceType": "Encounter", "id": "e1", **shape})
    assert found.type == events.ENCOUNTER_DISCHARGED
    assert found.matter == MatterFacts(
        "encounter",
        "fhir:x|e1",
        {"kind": "inpatient", "discharged_at": datetime(2026, 3, 4, 15, 30, tzinfo=UTC)},
    )


@pytest.mark.parametrize(
    "shape",
    [
        {"class": {"code": "AMB"}, "status": "finished"},
        {"class": {"code": "IMP"}, "status": "planned"},
    ],
)
def test_an_office_visit_and_a_planned_stay_start_nothing(shape: dict[str, Any]) -> None:
    assert _fhir({"resourceType": "Encounter", "id": "e1", **shape}) == ()


def test_who_expired_in_hospital_is_deceased() -> None:
    left = {"dischargeDisposition": {"coding": [{"code": "exp"}]}}
    shape = {"class": {"code": "IMP"}, "status": "finished", "hospitalization": left}
    (found,) = _fhir({"resourceType": "Encounter", "id": "e1", **shape})
    assert found.type == events.PATIENT_DECEASED


@pytest.mark.parametrize("status", ["stopped", "completed", "cancelled", "ended"])
def test_a_prescription_that_ended_is_stopped(status: str) -> None:
    (found,) = _fhir(
        {
            "resourceType": "MedicationRequest",
            "id": "m1",
            "status": status,
            "medicationCodeableConcept": {"text": "Metformin 500 mg"},
            "dispenseRequest": {"expectedSupplyDuration": {"value": 30, "code": "d"}},
        }
    )
    assert found.type == events.PRESCRIPTION_STOPPED
    assert found.matter is not None
    assert found.matter.values == {"name": "Metformin 500 mg", "days_supply": 30}


def test_an_active_prescription_starts_nothing() -> None:
    assert _fhir({"resourceType": "MedicationRequest", "id": "m1", "status": "active"}) == ()

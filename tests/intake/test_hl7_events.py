"""Which event a trigger and a status make."""

import pytest

from engine.intake.event import Identifier
from engine.intake.hl7v2 import SenderSettings, read
from engine.journey import events
from tests.intake.messages import NEW_YORK, NOW, adt, event, notices, reading, refusal, siu


@pytest.mark.parametrize(
    ("trigger", "status", "expected", "fhir"),
    [
        ("S12", "Booked", events.APPOINTMENT_BOOKED, "booked"),
        ("S12", "", events.APPOINTMENT_BOOKED, "booked"),
        ("S12", "Scheduled", events.APPOINTMENT_BOOKED, "booked"),
        ("S12", "Pending", events.APPOINTMENT_BOOKED, "pending"),
        ("S12", "ARRIVED", events.APPOINTMENT_ARRIVED, "arrived"),
        ("S12", "Cancelled", events.APPOINTMENT_CANCELLED, "cancelled"),
        ("S13", "Booked", events.APPOINTMENT_RESCHEDULED, "booked"),
        ("S13", "Cancelled", events.APPOINTMENT_RESCHEDULED, "booked"),
        ("S14", "Booked", events.APPOINTMENT_UPDATED, "booked"),
        ("S14", "", events.APPOINTMENT_UPDATED, None),
        ("S14", "Confirmed", events.APPOINTMENT_UPDATED, "booked"),
        ("S14", "Checked In", events.APPOINTMENT_ARRIVED, "checked-in"),
        ("S14", "Complete", events.APPOINTMENT_COMPLETED, "fulfilled"),
        ("S14", "CANCELED", events.APPOINTMENT_CANCELLED, "cancelled"),
        ("S14", "No Show", events.APPOINTMENT_NO_SHOW, "noshow"),
        ("S14", "Deleted", events.APPOINTMENT_DELETED, "entered-in-error"),
        ("S15", "Cancelled", events.APPOINTMENT_CANCELLED, "cancelled"),
        ("S15", "NOSHOW", events.APPOINTMENT_NO_SHOW, "noshow"),
        ("S15", "Booked", events.APPOINTMENT_CANCELLED, "cancelled"),
        ("S15", "", events.APPOINTMENT_CANCELLED, "cancelled"),
        ("S16", "Dc", events.APPOINTMENT_CANCELLED, "cancelled"),
        ("S17", "Deleted", events.APPOINTMENT_DELETED, "entered-in-error"),
        ("S18", "Booked", events.APPOINTMENT_UPDATED, "booked"),
        ("S22", "Booked", events.APPOINTMENT_UPDATED, "booked"),
        ("S26", "Noshow", events.APPOINTMENT_NO_SHOW, "noshow"),
        ("S26", "", events.APPOINTMENT_NO_SHOW, "noshow"),
    ],
)
def test_trigger_and_status_together_name_the_event(
    trigger: str, status: str, expected: str, fhir: str | None
) -> None:
    found = event(siu(trigger, SCH_25=status))
    assert found.appointment is not None
    assert (found.type, found.appointment.status) == (expected, fhir)


@pytest.mark.parametrize(("trigger", "status"), [("S12", "Cancelled"), ("S13", "Noshow"), ("S15", "Booked")])
def test_a_status_that_contradicts_its_trigger_is_noted(trigger: str, status: str) -> None:
    assert ("trigger-and-status-disagree", "SCH-25") in notices(siu(trigger, SCH_25=status))


@pytest.mark.parametrize(
    "raw", [siu("S23"), siu("S24", PID_3="", PID_5="", PID_7=""), adt("A11"), adt("A60")]
)
def test_a_valid_message_of_no_interest_has_neither_event_nor_refusal(raw: bytes) -> None:
    found = reading(raw)
    assert (found.event, found.refusal) == (None, None)


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [
        ("A02", events.PATIENT_UPDATED),
        ("A04", events.PATIENT_REGISTERED),
        ("A05", events.PATIENT_REGISTERED),
        ("A08", events.PATIENT_UPDATED),
        ("A28", events.PATIENT_REGISTERED),
        ("A31", events.PATIENT_UPDATED),
    ],
)
def test_patient_administration_registers_or_updates(trigger: str, expected: str) -> None:
    assert event(adt(trigger)).type == expected


@pytest.mark.parametrize("changes", [{"PID_30": "Y"}, {"PID_29": "20260228"}])
def test_a_death_is_an_event_of_its_own(changes: dict[str, str]) -> None:
    found = event(adt("A08", **changes))
    assert found.type == events.PATIENT_DECEASED
    assert found.patient is not None
    assert found.patient.deceased is True


def test_alive_is_said_only_when_it_is_said() -> None:
    said, silent = event(adt(PID_30="N")).patient, event(adt()).patient
    assert said is not None
    assert silent is not None
    assert (said.deceased, silent.deceased) == (False, None)


def test_a_scheduling_message_keeps_its_event_and_carries_the_death() -> None:
    found = event(siu("S12", PID_30="Y"))
    assert found.type == events.APPOINTMENT_BOOKED
    assert found.patient is not None
    assert found.patient.deceased is True


def test_a_merge_names_who_lives_on_and_who_vanishes() -> None:
    found = event(adt("A40", MRG_1="0456^^^CLINIC^MR"))
    assert found.type == events.PATIENT_MERGED
    assert found.patient is not None
    assert found.patient.identifiers == (Identifier("00123", "CLINIC", "MR"),)
    assert found.merged_from == (Identifier("0456", "CLINIC", "MR"),)


def test_a_merge_without_its_source_is_refused() -> None:
    found = refusal(adt("A40"))
    assert (found.code, found.where) == ("hl7-merge-source-missing", "MRG-1")


@pytest.mark.parametrize("trigger", ["S12", "S13", "S14"])
def test_a_booking_without_a_patient_is_refused(trigger: str) -> None:
    found = refusal(siu(trigger, PID_3="", PID_5="", PID_7=""))
    assert (found.code, found.where) == ("hl7-segment-missing", "PID")


@pytest.mark.parametrize("trigger", ["S15", "S17", "S26"])
def test_what_stops_a_visit_needs_neither_patient_nor_readable_times(trigger: str) -> None:
    assert event(siu(trigger, PID_3="", PID_5="", PID_7="")).patient is None
    found = event(siu(trigger, TQ1_7="soon", PID_7="19800230", SCH_25=""))
    assert found.appointment is not None
    assert found.appointment.start is None


def test_the_source_and_id_are_the_senders_own() -> None:
    found = event(siu(MSH_3="App^1.2.3^ISO", MSH_4="^9.8.7^ISO"))
    assert (found.source, found.message_id) == ("hl7v2:App|9.8.7", "M1")


def test_the_trigger_never_comes_from_the_structure() -> None:
    assert event(siu(MSH_9="SIU^S13^SIU_S12")).type == events.APPOINTMENT_RESCHEDULED


def test_old_senders_name_the_trigger_in_evn() -> None:
    assert event(adt(MSH_9="ADT", EVN_1="A28", MSH_12="2.2")).type == events.PATIENT_REGISTERED


def test_the_time_of_arrival_stands_in_for_a_blank_message_time() -> None:
    found = read(siu(MSH_7=""), NEW_YORK, received_at=NOW)
    assert found.event is not None
    assert found.event.occurred_at == NOW
    assert found.message.sent_at is None


def test_a_test_feed_is_taken_only_where_the_sender_is_set_to() -> None:
    settings = SenderSettings(zone="UTC", processing_ids=("P", "T"))
    assert event(siu(MSH_11="T"), settings).message_id == "M1"

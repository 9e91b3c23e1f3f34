"""Real public sample messages, read in place where they are; skipped where they are not."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from engine.intake.event import Identifier
from engine.journey import events
from tests.intake.messages import event, notices, reading

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "ehr" / "hl7v2"


def sample(name: str) -> bytes:
    path = SAMPLES / f"{name}.hl7"
    if not path.exists():
        pytest.skip("sample messages are not here")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "expected", "control_id"),
    [
        ("hl7org-v2tofhir-SIU_S12", events.APPOINTMENT_BOOKED, "48907-45"),
        ("ms-SIU-S12-01", events.APPOINTMENT_BOOKED, "MSG00012"),
        ("ms-SIU-S13-01", events.APPOINTMENT_RESCHEDULED, "MSG00013"),
        ("ms-SIU-S14-01", events.APPOINTMENT_UPDATED, "MSG00014"),
        ("ms-SIU-S15-01", events.APPOINTMENT_CANCELLED, "MSG00015"),
        ("ms-SIU-S17-01", events.APPOINTMENT_DELETED, "MSG00017"),
        ("ms-SIU-S26-01", events.APPOINTMENT_NO_SHOW, "MSG00026"),
        ("ms-ADT-A04-01", events.PATIENT_DECEASED, "MSG00001"),
        ("ms-ADT-A08-01", events.PATIENT_DECEASED, "MSG00001"),
        ("ms-ADT-A31-01", events.PATIENT_DECEASED, "MSG00001"),
        ("ms-ADT-A40-01", events.PATIENT_MERGED, "8919-40"),
        ("rethink-edge-crlf-line-endings", events.ENCOUNTER_ADMITTED, "MSG006"),
        ("rethink-edge-custom-delimiters", events.ENCOUNTER_ADMITTED, "MSG007"),
        ("rethink-edge-escaped-delimiters", events.ENCOUNTER_ADMITTED, "MSG001"),
    ],
)
def test_every_valid_sample_is_read(name: str, expected: str, control_id: str) -> None:
    found = event(sample(name))
    assert (found.type, found.message_id) == (expected, control_id)


def test_the_sample_without_a_header_is_refused() -> None:
    found = reading(sample("rethink-invalid-missing-msh"))
    assert found.refusal is not None
    assert found.refusal.code == "hl7-missing-msh"


def test_hl7s_own_booking() -> None:
    found = event(sample("hl7org-v2tofhir-SIU_S12"))
    assert found.source == "hl7v2:SndApp|SndFac"
    assert found.occurred_at == datetime(2015, 6, 1, 13, 58, 23, tzinfo=UTC)
    assert found.patient is not None
    assert found.patient.identifiers == (Identifier("1032702", "V2FHIR", "MR"),)
    assert (found.patient.first_name, found.patient.last_name) == ("Eve", "Everywoman")
    assert found.patient.birth_date == date(1970, 6, 1)
    assert (found.patient.email, found.patient.phone) == ("eve@test.test", "+1 555 555-8473")
    assert (found.patient.sex, found.patient.language, found.patient.deceased) == ("female", "en", False)
    assert found.appointment is not None
    assert found.appointment.key == "SndApp|SndFac|13030"
    assert found.appointment.start == datetime(2015, 6, 13, 13, 0, tzinfo=UTC)
    assert found.appointment.end == found.appointment.start + timedelta(minutes=15)
    assert (found.appointment.location, found.appointment.provider) == ("Healthmatics Clinic", "Jeri Pullen")


def test_hl7s_own_booking_disagrees_with_itself() -> None:
    found = notices(sample("hl7org-v2tofhir-SIU_S12"))
    assert {("start-fields-disagree", "AIP-6"), ("end-implausible", "SCH-11.4")} <= found


def test_a_microsoft_reschedule() -> None:
    found = event(sample("ms-SIU-S13-01"))
    assert found.patient is not None
    assert found.patient.identifiers == (Identifier("PATID1234", "test1", "MR"),)
    assert (found.patient.language, found.patient.email, found.patient.deceased) == ("ar", None, True)
    assert found.appointment is not None
    assert found.appointment.key == "SCHApp|GHHSFacility|36996"
    assert found.appointment.start == datetime(2021, 9, 24, 7, 15, tzinfo=UTC)
    assert found.appointment.end == datetime(2021, 9, 24, 8, 5, tzinfo=UTC)
    assert (found.appointment.kind, found.appointment.provider) == ("emergency", "Robert GE")
    assert ("start-fields-disagree", "SCH-11.4") in notices(sample("ms-SIU-S13-01"))


def test_a_microsoft_merge() -> None:
    found = event(sample("ms-ADT-A40-01"))
    assert found.patient is not None
    assert found.patient.identifiers == (Identifier("12345", "BCBS", "MR"),)
    assert found.merged_from == (Identifier("56789", "BCBS", "MR"),)


def test_escapes_and_delimiters_of_the_edge_samples() -> None:
    escaped, custom = (
        event(sample(f"rethink-edge-{name}-delimiters")).patient for name in ("escaped", "custom")
    )
    assert escaped is not None
    assert custom is not None
    assert (escaped.first_name, escaped.last_name) == ("JOHN^JANE", "DOE&SMITH")
    assert (custom.first_name, custom.last_name) == ("JOHN", "DOE")

"""CloudEvents, structured and binary."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.intake.cloudevents import CloudReading, read
from engine.intake.event import Identifier, NormalisedEvent
from engine.journey import events

STRUCTURED = {"Content-Type": "application/cloudevents+json; charset=utf-8"}
PATIENT = {"identifiers": [{"value": "00123", "system": "CLINIC", "type": "MR"}], "first_name": "Ana"}
APPOINTMENT = {"key": "a1", "start": "2026-03-10T09:00:00-04:00", "kind": "office-visit"}


def envelope(**changes: Any) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": "e1",
        "source": "urn:clinic:quality",
        "type": "careloom.care_gap.opened",
        "time": "2026-03-01T11:00:00Z",
        "subject": "CANARY-SUBJECT",
        "data": {"patient": PATIENT, "care_gap": "colorectal-screening"},
    } | changes


def structured(**changes: Any) -> CloudReading:
    return read(json.dumps(envelope(**changes)).encode(), STRUCTURED)


def taken(found: CloudReading) -> NormalisedEvent:
    assert found.refusal is None, found.refusal
    assert found.event is not None
    return found.event


def test_a_structured_event_is_read() -> None:
    event = taken(structured())
    assert (event.source, event.message_id) == ("cloudevents:urn:clinic:quality", "e1")
    assert (event.type, event.care_gap) == (events.CARE_GAP_OPENED, "colorectal-screening")
    assert event.occurred_at == datetime(2026, 3, 1, 11, tzinfo=UTC)
    assert event.patient is not None
    assert event.patient.identifiers == (Identifier("00123", "CLINIC", "MR"),)


def test_a_binary_event_is_the_same() -> None:
    whole = envelope()
    headers = {f"Ce-{key.title()}": whole[key] for key in ("specversion", "id", "source", "type", "time")}
    body = json.dumps(whole["data"]).encode()
    assert taken(read(body, headers | {"content-type": "application/json"})) == taken(structured())


def test_binary_attributes_are_percent_decoded() -> None:
    headers = {"ce-specversion": "1.0", "ce-id": "e%201", "ce-source": "s", "ce-type": "patient.updated"}
    now = datetime(2026, 3, 1, tzinfo=UTC)
    assert (
        taken(read(json.dumps({"patient": PATIENT}).encode(), headers, received_at=now)).message_id == "e 1"
    )


@pytest.mark.parametrize("prefix", ["", "careloom."])
def test_the_prefix_is_optional(prefix: str) -> None:
    event = taken(
        structured(type=f"{prefix}appointment.booked", data={"patient": PATIENT, "appointment": APPOINTMENT})
    )
    assert event.type == events.APPOINTMENT_BOOKED
    assert event.appointment is not None
    assert event.appointment.key == "cloudevents:urn:clinic:quality|a1"
    assert event.appointment.start == datetime(2026, 3, 10, 13, tzinfo=UTC)


def test_the_subject_is_never_kept() -> None:
    assert "CANARY" not in repr(structured())


def test_texts_are_one_line_and_composed() -> None:
    event = taken(
        structured(data={"patient": PATIENT | {"first_name": " Zoe\u0308\r\nBcc "}, "care_gap": "g"})
    )
    assert event.patient is not None
    assert event.patient.first_name == "Zoë Bcc"


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"specversion": "0.3"}, "cloudevent-version-unsupported", "$.specversion"),
        ({"id": ""}, "cloudevent-attribute-bad", "$.id"),
        ({"source": "x" * 513}, "cloudevent-attribute-bad", "$.source"),
        ({"id": 7}, "wrong-shape", "$.id"),
        ({"type": "clicked"}, "cloudevent-type-unknown", "$.type"),
        ({"type": "appointment.boooked"}, "cloudevent-type-unknown", "$.type"),
        ({"time": "yesterday"}, "wrong-shape", "$.time"),
        ({"time": "2026-03-01T11:00:00"}, "cloudevent-time-without-offset", "$.time"),
        ({"time": ""}, "cloudevent-time-missing", "$.time"),
        ({"data": None}, "cloudevent-data-missing", "$.data"),
        ({"data": {"care_gap": "g"}}, "wrong-shape", "$.data"),
        ({"data": {"patient": {}, "care_gap": "g"}}, "cloudevent-patient-id-missing", "$.data.patient"),
        (
            {"data": {"patient": {"identifiers": [{"value": ""}]}, "care_gap": "g"}},
            "cloudevent-patient-id-bad",
            "$.data.patient.identifiers",
        ),
        ({"data": {"patient": PATIENT}}, "cloudevent-care-gap-missing", "$.data.care_gap"),
        (
            {"data": {"patient": PATIENT | {"zone": "Mars/Olympus"}, "care_gap": "g"}},
            "cloudevent-zone-unknown",
            "$.data.patient.zone",
        ),
        (
            {"data": {"patient": PATIENT | {"birth_date": "1980-02-30"}, "care_gap": "g"}},
            "wrong-shape",
            "$.data.patient.birth_date",
        ),
        ({"type": "patient.merged"}, "cloudevent-merge-source-missing", "$.data.merged_from"),
        ({"type": "appointment.booked"}, "cloudevent-appointment-missing", "$.data.appointment"),
        (
            {
                "type": "appointment.booked",
                "data": {"patient": PATIENT, "appointment": {"key": "a", "start": "2026-03-10T09:00:00"}},
            },
            "cloudevent-time-without-offset",
            "$.data.appointment.start",
        ),
        (
            {"type": "appointment.rescheduled", "data": {"patient": PATIENT, "appointment": {"key": "a"}}},
            "cloudevent-start-missing",
            "$.data.appointment.start",
        ),
    ],
)
def test_what_cannot_be_taken_says_where(changes: dict[str, Any], code: str, where: str) -> None:
    found = structured(**changes)
    assert found.event is None
    assert found.refusal is not None
    assert (found.refusal.code, found.refusal.where) == (code, where)


def test_batches_are_refused() -> None:
    found = read(b"[]", {"content-type": "application/cloudevents-batch+json"}).refusal
    assert found is not None
    assert found.code == "cloudevent-batch"


@given(
    st.dictionaries(
        st.sampled_from(["specversion", "id", "source", "type", "time", "data"]),
        st.recursive(
            st.none() | st.text(max_size=8) | st.integers() | st.just(PATIENT),
            lambda inner: st.lists(inner, max_size=3),
        ),
    )
)
def test_any_event_gives_an_event_or_a_refusal(changes: dict[str, Any]) -> None:
    found = structured(**changes)
    assert (found.event is None) != (found.refusal is None)

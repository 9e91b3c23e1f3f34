"""Whatever JSON arrives, the FHIR reader answers with a value, and refusals quote nothing."""

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.intake.fhir import http_status, operation_outcome, read
from tests.intake.test_fhir_notifications import FULL, r4, r5
from tests.intake.test_fhir_resources import APPOINTMENT, NOW, PATIENT, SETTINGS, bundle

SEEDS: list[Any] = [
    APPOINTMENT | {"serviceType": [{"text": "Visit"}], "contained": [PATIENT]},
    PATIENT
    | {"telecom": [{"system": "email", "value": "a@b.example", "period": {"end": "2030"}, "rank": 1}]},
    bundle(PATIENT, APPOINTMENT),
    json.loads(r4({"reference": "Appointment/a1"}, "Appointment.update", *FULL)),
    json.loads(r5({"identifier": {"system": "appointment", "value": "2"}}, "Appointment.cancel")),
]
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "CANARY", "2026-02-30T25:00:00Z", "Patient/", "/", "#", "urn:uuid:", "9" * 400]),
    st.lists(st.just("CANARY"), max_size=2),
    st.just({"resourceType": "Patient"}),
    st.just({}),
)


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, child in items for found in places(child, (*path, key)))]


@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 0.999), JUNK), min_size=1, max_size=4))
@settings(max_examples=300, deadline=1000)
def test_a_mutated_body_gives_a_reading(seed: Any, edits: list[tuple[float, Any]]) -> None:
    body = copy.deepcopy(seed)
    for place, junk in edits:
        found = places(body)[1:]
        if not found:
            break
        *path, last = found[int(place * len(found))]
        target = body
        for step in path:
            target = target[step]
        target[last] = copy.deepcopy(junk)
    reading = read(json.dumps(body).encode(), source="fhir:clinic", sender_settings=SETTINGS, received_at=NOW)
    assert reading.refusal is None or not reading.events
    if reading.refusal is not None:
        assert "CANARY" not in json.dumps(operation_outcome(reading.refusal))
        assert http_status(reading.refusal) in {400, 413, 422}
    assert all(event.occurred_at.tzinfo is not None and event.message_id for event in reading.events)


@given(st.binary(max_size=300))
def test_random_bytes_give_a_reading(body: bytes) -> None:
    assert read(body, source="fhir:clinic", sender_settings=SETTINGS).refusal is not None

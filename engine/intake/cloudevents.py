"""CloudEvents 1.0 in JSON, structured and binary mode: for sources that speak our catalogue.

Context attributes may be logged by anything on the way, so none of them is taken as patient data:
`subject` and extensions are never read. Pure; any bytes give a `CloudReading`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, TypeVar
from urllib.parse import unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from engine.intake.event import AppointmentFacts, Identifier, NormalisedEvent, PatientFacts, Refusal
from engine.intake.strict_json import convert, decode_object
from engine.intake.text import UNWANTED, tidy
from engine.intake.told_matter import ToldMatter, read_matter
from engine.intake.untaken import Untaken
from engine.journey import events
from engine.journey.dictionary import Dictionary

PREFIX: Final = "careloom."
TAKEN: Final = (
    events.APPOINTMENT_EVENTS | events.PATIENT_EVENTS | events.CARE_GAP_EVENTS | events.MATTER_EVENTS
)
MAX_ATTRIBUTE: Final = 512
_STRUCTURED: Final = "application/cloudevents+json"

Facts = TypeVar("Facts", PatientFacts, AppointmentFacts)


class CloudReading(msgspec.Struct, frozen=True):
    """Exactly one of the two."""

    event: NormalisedEvent | None = None
    refusal: Refusal | None = None


class _Attributes(msgspec.Struct, frozen=True):
    id: str
    source: str
    type: str
    specversion: str = ""
    time: str = ""


class _Data(msgspec.Struct, frozen=True):
    patient: PatientFacts
    appointment: AppointmentFacts | None = None
    care_gap: str = ""
    merged_from: tuple[Identifier, ...] = ()
    encounter: dict[str, object] = {}
    prescription: dict[str, object] = {}
    result: dict[str, object] = {}
    statement: dict[str, object] = {}


def read(
    body: bytes,
    headers: Mapping[str, str],
    *,
    received_at: datetime | None = None,
    dictionary: Dictionary | None = None,
) -> CloudReading:
    """`headers` in any case. `received_at` (aware) stands in for a missing `time`; `dictionary` types the
    fields of encounters, prescriptions, results and statements.

    The mode follows the content type (CloudEvents HTTP binding 1.0.2, section 3).
    """
    try:
        lowered = {key.lower(): value for key, value in headers.items()}
        return CloudReading(event=_read(body, lowered, received_at, dictionary or {}))
    except Untaken as untaken:
        return CloudReading(refusal=untaken.refusal)


def _read(
    body: bytes, headers: Mapping[str, str], received_at: datetime | None, dictionary: Dictionary
) -> NormalisedEvent:
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == "application/cloudevents-batch+json":
        raise Untaken("cloudevent-batch", "Batches are not taken; send one event at a time.", "content-type")
    payload = decode_object(body)
    if content_type == _STRUCTURED or "ce-id" not in headers:
        envelope, data = payload, payload.get("data")
    else:
        envelope = {key[3:]: unquote(value) for key, value in headers.items() if key.startswith("ce-")}
        data = payload
    attributes = _attributes(envelope)
    if data is None:
        raise Untaken("cloudevent-data-missing", "The event needs its data as JSON.", "$.data")
    return _event(attributes, convert(data, _Data, "$.data"), received_at, dictionary)


def _attributes(envelope: Mapping[str, object]) -> _Attributes:
    attributes = convert(dict(envelope), _Attributes, "$")
    if attributes.specversion != "1.0":
        raise Untaken("cloudevent-version-unsupported", "Only specversion 1.0 is taken.", "$.specversion")
    for name in ("id", "source", "type"):
        value = getattr(attributes, name)
        if not value or len(value) > MAX_ATTRIBUTE or UNWANTED.search(value):
            raise Untaken("cloudevent-attribute-bad", f"Up to {MAX_ATTRIBUTE} plain characters.", f"$.{name}")
    return attributes


def _event(
    attributes: _Attributes, data: _Data, received_at: datetime | None, dictionary: Dictionary
) -> NormalisedEvent:
    event_type = attributes.type.removeprefix(PREFIX)
    if event_type not in TAKEN:
        raise Untaken("cloudevent-type-unknown", "The type is none that a source may send.", "$.type")
    if not data.patient.identifiers:
        raise Untaken("cloudevent-patient-id-missing", "The patient has no identifier.", "$.data.patient")
    if event_type == events.PATIENT_MERGED and not data.merged_from:
        raise Untaken(
            "cloudevent-merge-source-missing", "A merge must say who vanishes.", "$.data.merged_from"
        )
    if event_type in events.CARE_GAP_EVENTS and not data.care_gap.strip():
        raise Untaken("cloudevent-care-gap-missing", "The event must name its care gap.", "$.data.care_gap")
    source = f"cloudevents:{attributes.source}"
    told = _matter(event_type, data, dictionary, source)
    return NormalisedEvent(
        source=source,
        message_id=attributes.id,
        type=event_type,
        occurred_at=_time(attributes.time, received_at),
        patient=_patient(data.patient),
        appointment=_appointment(event_type, data.appointment, source),
        merged_from=data.merged_from,
        care_gap=data.care_gap.strip() or None,
        matter=told.facts if told else None,
        notices=told.notices if told else (),
    )


def _matter(event_type: str, data: _Data, dictionary: Dictionary, source: str) -> ToldMatter | None:
    """What the event is about, where that is an encounter, prescription, result or statement."""
    if event_type not in events.MATTER_EVENTS:
        return None
    kind = events.entity_of(event_type)
    return read_matter(kind, getattr(data, kind), dictionary, source, f"$.data.{kind}")


def _time(text: str, received_at: datetime | None) -> datetime:
    if not text:
        if received_at is None:
            raise Untaken("cloudevent-time-missing", "The event does not say when it happened.", "$.time")
        return received_at
    return _aware(convert(text, datetime, "$.time"), "$.time")


def _aware(moment: datetime, where: str) -> datetime:
    if moment.tzinfo is None:
        raise Untaken("cloudevent-time-without-offset", "A time needs its offset.", where)
    return moment


def _patient(facts: PatientFacts) -> PatientFacts:
    if any(not each.value or len(each.value) > MAX_ATTRIBUTE for each in facts.identifiers):
        raise Untaken(
            "cloudevent-patient-id-bad", f"1 to {MAX_ATTRIBUTE} characters.", "$.data.patient.identifiers"
        )
    try:
        ZoneInfo(facts.zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Untaken("cloudevent-zone-unknown", "Not an IANA zone.", "$.data.patient.zone") from None
    return _tidied(facts)


def _tidied(facts: Facts) -> Facts:
    values = {name: getattr(facts, name) for name in facts.__struct_fields__}
    texts = {name: tidy(value) for name, value in values.items() if isinstance(value, str)}
    return msgspec.structs.replace(facts, **texts)


def _appointment(event_type: str, facts: AppointmentFacts | None, source: str) -> AppointmentFacts | None:
    if facts is None or not facts.key.strip():
        if event_type in events.APPOINTMENT_EVENTS:
            raise Untaken(
                "cloudevent-appointment-missing", "The event needs its appointment.", "$.data.appointment"
            )
        return None
    for name in ("start", "end"):
        moment = getattr(facts, name)
        if moment is not None:
            _aware(moment, f"$.data.appointment.{name}")
    if facts.start is None and event_type == events.APPOINTMENT_RESCHEDULED:
        raise Untaken(
            "cloudevent-start-missing", "A reschedule must say the new start.", "$.data.appointment.start"
        )
    return _tidied(msgspec.structs.replace(facts, key=f"{source}|{facts.key.strip()}"))

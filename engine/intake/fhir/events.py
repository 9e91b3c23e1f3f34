"""One FHIR resource, with what is known about its circumstances, → one normalised event."""

import hashlib
from datetime import datetime
from typing import Final, NamedTuple

import msgspec

from engine.intake.event import NormalisedEvent, Notice, PatientFacts
from engine.intake.fhir import topics
from engine.intake.fhir.appointment import actors_of, read_appointment, require_status
from engine.intake.fhir.instants import parse_instant
from engine.intake.fhir.patient import PatientReading, identify_reference, logical_id, read_patient
from engine.intake.fhir.references import Neighbours
from engine.intake.fhir.resources import AppointmentResource, Meta, PatientResource
from engine.intake.sender import SenderSettings
from engine.intake.strict_json import convert
from engine.intake.untaken import Untaken
from engine.journey import events

READ: Final = ("Appointment", "Patient")  # in this order: a patient rides with an appointment


class Circumstances(NamedTuple):
    """What surrounds a resource: who sent it, what came along, what happened, where it stood."""

    settings: SenderSettings
    neighbours: Neighbours
    where: str  # FHIRPath of the resource in the body
    moments: tuple[str, ...] = ()  # fallback instants, first readable wins
    received_at: datetime | None = None
    hint: str | None = None  # what a topic or a verb says happened
    message_id: str = ""  # "" derives one from the resource itself

    @property
    def source(self) -> str:
        return self.neighbours.source


def appointment_event(resource: dict[str, object], around: Circumstances) -> NormalisedEvent | None:
    """None for a slot-like appointment (proposed, pending, waitlist) that has no patient yet."""
    appointment = convert(resource, AppointmentResource, around.where)
    require_status(appointment, around.where)
    decision = topics.decide_appointment(appointment.status, around.hint)
    stops = decision.event in topics.STOPPING
    neighbours = around.neighbours.with_contained(resource)
    occurred_at = moment_of(appointment.meta, around)
    who = _patient_of(appointment, neighbours, occurred_at, around)
    if who is None and not stops:
        if topics.APPOINTMENT_STATUSES[appointment.status] == events.APPOINTMENT_UPDATED:
            return None
        raise Untaken(
            "fhir-patient-missing", "The appointment names no patient.", f"{around.where}.participant"
        )
    said = read_appointment(appointment, neighbours, around.settings, around.where, lenient=stops)
    notices = [*said.notices, *(who.notices if who else ())]
    if decision.disagree:
        notices.append(Notice("topic-and-status-disagree", f"{around.where}.status"))
    return NormalisedEvent(
        source=around.source,
        message_id=around.message_id or id_of("Appointment", appointment.id, appointment.meta, resource),
        type=decision.event,
        occurred_at=occurred_at,
        patient=who.facts if who else None,
        appointment=msgspec.structs.replace(said.facts, status=decision.status),
        notices=tuple(notices),
    )


def patient_event(resource: dict[str, object], around: Circumstances) -> NormalisedEvent:
    """Updated, unless the resource or the hint says registered, merged or deceased."""
    patient = convert(resource, PatientResource, around.where)
    occurred_at = moment_of(patient.meta, around)
    said = read_patient(patient, around.source, occurred_at, around.where)
    event = NormalisedEvent(
        source=around.source,
        message_id=around.message_id or id_of("Patient", patient.id, patient.meta, resource),
        type=around.hint or events.PATIENT_UPDATED,
        occurred_at=occurred_at,
        patient=said.facts,
        notices=said.notices,
    )
    merged = _merge(patient, event, around.source)
    if merged is not None:
        return merged
    if event.type == events.PATIENT_MERGED:  # the topic said so, but the resource has no links
        return msgspec.structs.replace(event, type=events.PATIENT_UPDATED)
    if said.facts.deceased or event.type == events.PATIENT_DECEASED:
        facts = msgspec.structs.replace(said.facts, deceased=True)
        return msgspec.structs.replace(event, type=events.PATIENT_DECEASED, patient=facts)
    return event


def moment_of(meta: Meta, around: Circumstances) -> datetime:
    """When it happened, UTC. Raises `Untaken` when nobody says and the caller does not know either."""
    for text in (*around.moments[:1], meta.last_updated, *around.moments[1:]):
        parsed = parse_instant(text, around.settings.time_zone) if text else None
        if parsed is not None:
            return parsed[0]
    if around.received_at is None:
        raise Untaken(
            "fhir-time-missing", "The resource does not say when it changed.", f"{around.where}.meta"
        )
    return around.received_at


def _merge(patient: PatientResource, event: NormalisedEvent, source: str) -> NormalisedEvent | None:
    """`replaced-by`: this record vanishes. `replaces` stays on the survivor for ever, so it counts
    only when the topic says that a merge has just happened."""
    assert event.patient is not None  # noqa: S101 - built two lines above in the only caller
    for link in patient.link:
        other = identify_reference(link.other, source)
        if not other:
            continue
        if link.type == "replaced-by":
            survivor = PatientFacts(identifiers=other)
            return msgspec.structs.replace(
                event, type=events.PATIENT_MERGED, patient=survivor, merged_from=event.patient.identifiers
            )
        if link.type == "replaces" and event.type == events.PATIENT_MERGED:
            return msgspec.structs.replace(event, merged_from=other)
    return None


def _patient_of(
    appointment: AppointmentResource, neighbours: Neighbours, occurred_at: datetime, around: Circumstances
) -> PatientReading | None:
    """The first patient taking part: all facts when the Patient came along, else its identifiers."""
    for actor in actors_of(appointment):
        found = neighbours.find(actor.reference, "Patient")
        if found is not None:
            patient = convert(found, PatientResource, "Patient")
            return read_patient(patient, around.source, occurred_at, "Patient")
        if actor.type == "Patient" or logical_id(actor.reference, "Patient"):
            identifiers = identify_reference(actor, around.source)
            if identifiers:
                return PatientReading(PatientFacts(identifiers=identifiers))
    return None


def id_of(resource_type: str, server_id: str, meta: Meta, resource: dict[str, object]) -> str:
    """`Type/id@version`; without a version the content decides what is a repetition."""
    version = meta.version_id or meta.last_updated
    if server_id and version:
        return f"{resource_type}/{server_id}@{version}"
    digest = hashlib.sha256(msgspec.json.encode(resource, order="sorted")).hexdigest()[:32]
    return f"{resource_type}/{server_id}:{digest}"

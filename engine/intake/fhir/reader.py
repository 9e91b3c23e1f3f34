"""Reads one FHIR request body into normalised events. Pure: no clock, no database, no look-ups.

Any bytes give a `FhirReading`; nothing is raised. Resources that journeys do not use are passed over.
"""

from datetime import datetime
from typing import Final

from engine.intake.event import NormalisedEvent
from engine.intake.fhir.events import READ, Circumstances, appointment_event, patient_event
from engine.intake.fhir.matters import MATTERS, matter_event
from engine.intake.fhir.notification import read_status
from engine.intake.fhir.notified import read_notification
from engine.intake.fhir.reading import FhirReading
from engine.intake.fhir.references import Neighbours
from engine.intake.fhir.resources import Bundle
from engine.intake.fhir.topics import IGNORED, method_hint, topic_hint
from engine.intake.sender import SenderSettings
from engine.intake.strict_json import convert, decode_object
from engine.intake.untaken import Untaken
from engine.journey import events

MAX_ENTRIES: Final = 1000
_TAKEN: Final = "Only Appointment, Patient, Encounter, MedicationRequest and Bundle are taken."


def read(
    body: bytes,
    *,
    source: str,
    sender_settings: SenderSettings,
    received_at: datetime | None = None,
    topic: str = "",
) -> FhirReading:
    """`source` is kept as given, such as "fhir:athena".

    `received_at` (aware) is when it happened, for resources that do not say; without it those are
    refused. `topic` says what happened to a bare resource: one that was read back, or an R4 rest-hook.
    """
    try:
        resource = decode_object(body)
        around = Circumstances(sender_settings, Neighbours(source), "", received_at=received_at)
        return _read(resource, topic, around)
    except Untaken as untaken:
        return FhirReading(refusal=untaken.refusal)


def _read(resource: dict[str, object], topic: str, around: Circumstances) -> FhirReading:
    kind = resource.get("resourceType")
    if kind == "Bundle":
        bundle = convert(resource, Bundle, "Bundle")
        if len(bundle.entry) > MAX_ENTRIES:
            raise Untaken("fhir-too-many-entries", f"At most {MAX_ENTRIES} entries.", "Bundle.entry")
        around = around._replace(neighbours=Neighbours(around.source, bundle.entry))
        status = read_status(bundle)
        return read_notification(bundle, status, around) if status else _bundle(bundle, around)
    if kind in READ:
        hint = topic_hint(topic, str(kind))
        around = around._replace(where=str(kind), hint=None if hint == IGNORED else hint)
    if kind == "Appointment":
        event = appointment_event(resource, around)
        return FhirReading("appointment", (event,) if event else ())
    if kind == "Patient":
        return FhirReading("patient", (patient_event(resource, around),))
    if kind in MATTERS:
        event = matter_event(resource, around._replace(where=str(kind)))
        return FhirReading(str(kind).lower(), (event,) if event else ())
    raise Untaken("fhir-resource-unsupported", _TAKEN, "$.resourceType")


def _bundle(bundle: Bundle, around: Circumstances) -> FhirReading:
    """A plain bundle. A patient who comes along with an appointment rides in its event."""
    found: list[NormalisedEvent] = []
    for resource_type in (*MATTERS, *READ):
        for index, entry in enumerate(bundle.entry):
            if entry.resource.get("resourceType") != resource_type:
                continue
            here = around._replace(
                where=f"Bundle.entry[{index}].resource",
                moments=("", bundle.timestamp),
                hint=method_hint(entry.request.method, resource_type),
            )
            if resource_type != "Patient":
                read_one = appointment_event if resource_type == "Appointment" else matter_event
                event = read_one(entry.resource, here)
                found += [event] if event else []
            else:
                found += _unless_riding(patient_event(entry.resource, here), found)
    return FhirReading("bundle", tuple(found))


def _unless_riding(event: NormalisedEvent, found: list[NormalisedEvent]) -> list[NormalisedEvent]:
    """Death and merging are always events of their own; they must stop every journey."""
    rides = any(other.patient == event.patient for other in found)
    return [] if rides and event.type not in events.ENDS_ALL else [event]

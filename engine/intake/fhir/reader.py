"""Reads one FHIR request body into normalised events. Pure: no clock, no database, no look-ups.

Any bytes give a `FhirReading`; nothing is raised. Resources that journeys do not use are passed over.
"""

from datetime import datetime
from typing import Final

import msgspec

from engine.intake.event import AppointmentFacts, NormalisedEvent, PatientFacts, Refusal
from engine.intake.fhir.appointment import appointment_key
from engine.intake.fhir.events import Circumstances, appointment_event, moment_of, patient_event
from engine.intake.fhir.notification import audited_patient, read_status
from engine.intake.fhir.patient import identify_reference, logical_id
from engine.intake.fhir.references import Neighbours
from engine.intake.fhir.resources import (
    Bundle,
    Meta,
    NotificationEvent,
    Reference,
    SubscriptionStatus,
)
from engine.intake.fhir.topics import IGNORED, method_hint, topic_hint
from engine.intake.sender import SenderSettings
from engine.intake.strict_json import convert, decode_object
from engine.intake.untaken import Untaken
from engine.journey import events

MAX_ENTRIES: Final = 1000
_READ: Final = ("Appointment", "Patient")


class Focus(msgspec.Struct, frozen=True, omit_defaults=True):
    """What must be fetched before the event with that message id can be acted on."""

    message_id: str
    resource_type: str
    reference: str = ""  # relative or absolute; "" when only the identifier is known
    system: str = ""
    value: str = ""


class FhirReading(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a body turned into. No events and no refusal: valid, and nothing to do."""

    kind: str = ""  # appointment | patient | bundle | handshake | heartbeat | event-notification | query-…
    events: tuple[NormalisedEvent, ...] = ()
    read_back: tuple[Focus, ...] = ()
    subscription: str = ""  # reference of the subscription a notification belongs to
    topic: str = ""
    events_since_start: int | None = None  # for gap detection, where the sender counts that way
    refusal: Refusal | None = None


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
        return _notification(bundle, status, around) if status else _bundle(bundle, around)
    if kind in _READ:
        hint = topic_hint(topic, str(kind))
        around = around._replace(where=str(kind), hint=None if hint == IGNORED else hint)
    if kind == "Appointment":
        event = appointment_event(resource, around)
        return FhirReading("appointment", (event,) if event else ())
    if kind == "Patient":
        return FhirReading("patient", (patient_event(resource, around),))
    raise Untaken(
        "fhir-resource-unsupported", "Only Appointment, Patient and Bundle are taken.", "$.resourceType"
    )


def _bundle(bundle: Bundle, around: Circumstances) -> FhirReading:
    """A plain bundle. A patient who comes along with an appointment rides in its event."""
    found: list[NormalisedEvent] = []
    for resource_type in _READ:
        for index, entry in enumerate(bundle.entry):
            if entry.resource.get("resourceType") != resource_type:
                continue
            here = around._replace(
                where=f"Bundle.entry[{index}].resource",
                moments=("", bundle.timestamp),
                hint=method_hint(entry.request.method, resource_type),
            )
            if resource_type == "Appointment":
                event = appointment_event(entry.resource, here)
                found += [event] if event else []
            else:
                found += _unless_riding(patient_event(entry.resource, here), found)
    return FhirReading("bundle", tuple(found))


def _unless_riding(event: NormalisedEvent, found: list[NormalisedEvent]) -> list[NormalisedEvent]:
    """Death and merging are always events of their own; they must stop every journey."""
    rides = any(other.patient == event.patient for other in found)
    return [] if rides and event.type not in events.ENDS_ALL else [event]


def _notification(bundle: Bundle, status: SubscriptionStatus, around: Circumstances) -> FhirReading:
    found: list[NormalisedEvent] = []
    read_back: list[Focus] = []
    for index, notified in enumerate(status.notification_event):
        number = notified.event_number or f"{bundle.id}.{index}"
        around = around._replace(
            moments=(notified.timestamp, bundle.timestamp),
            message_id=notified.id or f"{status.subscription.reference}#{number}",
        )
        event = _notified(bundle, status.topic, notified, around)
        if event is not None:
            found.append(event)
            if event.needs_read_back:
                read_back.append(_focus(notified.focus, status.topic, event.message_id))
    return FhirReading(
        kind=status.type,
        events=tuple(found),
        read_back=tuple(read_back),
        subscription=status.subscription.reference,
        topic=status.topic,
        events_since_start=_count(status.events_since_subscription_start),
    )


def _notified(
    bundle: Bundle, topic: str, notified: NotificationEvent, around: Circumstances
) -> NormalisedEvent | None:
    """None when the focus is not ours (an Encounter) or the topic is about something else."""
    resource_type = _type_of(notified.focus, topic)
    hint = topic_hint(topic, resource_type)
    if resource_type not in _READ or hint == IGNORED:
        return None
    resource = around.neighbours.find(notified.focus.reference, resource_type)
    around = around._replace(where=resource_type, hint=hint)
    if resource is not None:
        return (appointment_event if resource_type == "Appointment" else patient_event)(resource, around)
    if _was_deleted(bundle, notified.focus.reference) and resource_type == "Appointment":
        around = around._replace(hint=events.APPOINTMENT_DELETED)
    return _id_only(bundle, notified, resource_type, around)


def _id_only(
    bundle: Bundle, notified: NotificationEvent, resource_type: str, around: Circumstances
) -> NormalisedEvent:
    focus = notified.focus
    about_patient = resource_type == "Patient"
    patients = (focus,) if about_patient else notified.additional_context
    identifiers = tuple(found for each in patients for found in identify_reference(each, around.source))
    if not identifiers and not about_patient:
        audited = Reference(reference=audited_patient(bundle, notified.id))
        identifiers = identify_reference(audited, around.source)
    if about_patient and not identifiers:
        raise Untaken("fhir-focus-missing", "The notification does not say which patient.", "focus")
    appointment = None
    if not about_patient:
        own = (focus.identifier,) if focus.identifier else ()
        key = appointment_key(around.source, logical_id(focus.reference, resource_type), own, "focus")
        appointment = AppointmentFacts(key=key)
    default = events.PATIENT_UPDATED if about_patient else events.APPOINTMENT_UPDATED
    return NormalisedEvent(
        source=around.source,
        message_id=around.message_id,
        type=around.hint or default,
        occurred_at=moment_of(Meta(), around),
        patient=PatientFacts(identifiers=identifiers) if identifiers else None,
        appointment=appointment,
        needs_read_back=around.hint != events.APPOINTMENT_DELETED,
    )


def _type_of(focus: Reference, topic: str) -> str:
    """From the reference, its type, the identifier's system, or last the topic's name."""
    for kind in _READ:
        if focus.type == kind or logical_id(focus.reference, kind):
            return kind
    if focus.reference or focus.type:
        return ""
    hints = (focus.identifier.system if focus.identifier else "", topic.rsplit("/", 1)[-1])
    return next((kind for hint in hints for kind in _READ if kind.lower() in hint.lower()), "")


def _was_deleted(bundle: Bundle, reference: str) -> bool:
    names = {reference, "/".join(reference.split("/")[-2:])} - {""}
    return any(
        entry.request.method == "DELETE" and not names.isdisjoint((entry.request.url, entry.full_url))
        for entry in bundle.entry
    )


def _focus(focus: Reference, topic: str, message_id: str) -> Focus:
    identifier = focus.identifier
    return Focus(
        message_id=message_id,
        resource_type=_type_of(focus, topic),
        reference=focus.reference,
        system=identifier.system if identifier else "",
        value=identifier.value if identifier else "",
    )


def _count(text: str | int) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None

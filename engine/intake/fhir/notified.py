"""The events of a subscription notification: with the resource at hand, or with its id only."""

from engine.intake.event import AppointmentFacts, NormalisedEvent, PatientFacts
from engine.intake.fhir.appointment import appointment_key
from engine.intake.fhir.events import READ, Circumstances, appointment_event, moment_of, patient_event
from engine.intake.fhir.matters import MATTERS, matter_event
from engine.intake.fhir.notification import audited_patient
from engine.intake.fhir.patient import identify_reference, logical_id
from engine.intake.fhir.reading import FhirReading, Focus
from engine.intake.fhir.resources import (
    Bundle,
    Meta,
    NotificationEvent,
    Reference,
    SubscriptionStatus,
)
from engine.intake.fhir.topics import IGNORED, topic_hint
from engine.intake.untaken import Untaken
from engine.journey import events


def read_notification(bundle: Bundle, status: SubscriptionStatus, around: Circumstances) -> FhirReading:
    """One event per notified focus that is ours. Raises `Untaken` when a focus cannot be made out."""
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
    """None when the focus is not ours (an Observation) or the topic is about something else."""
    resource_type = _type_of(notified.focus, topic)
    if resource_type in MATTERS:
        along = around.neighbours.find(notified.focus.reference, resource_type)
        return matter_event(along, around._replace(where=resource_type)) if along else None
    hint = topic_hint(topic, resource_type)
    if resource_type not in READ or hint == IGNORED:
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
    if not focus.reference and focus.identifier is None:
        reason = "Nothing is named; set the subscription's content to id-only or full-resource."
        raise Untaken("fhir-focus-missing", reason, "focus")
    about_patient = resource_type == "Patient"
    patients = (focus,) if about_patient else notified.additional_context
    identifiers = tuple(found for each in patients for found in identify_reference(each, around.source))
    if not identifiers and not about_patient:
        audited = Reference(reference=audited_patient(bundle, notified.id))
        identifiers = identify_reference(audited, around.source)
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
    for kind in (*READ, *MATTERS):
        if focus.type == kind or logical_id(focus.reference, kind):
            return kind
    if focus.reference or focus.type:
        return ""
    hints = (focus.identifier.system if focus.identifier else "", topic.rsplit("/", 1)[-1])
    return next((kind for hint in hints for kind in READ if kind.lower() in hint.lower()), "")


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

"""A FHIR Encounter or MedicationRequest (R4, R4B, R5) → an event about a stay or a prescription.

Reasons, diagnoses and dosage texts are never read. What starts and stops nothing is passed over.
"""

from datetime import datetime
from typing import Final

import msgspec

from engine.intake.event import MatterFacts, NormalisedEvent, PatientFacts
from engine.intake.fhir.events import Circumstances, id_of, moment_of
from engine.intake.fhir.instants import parse_instant
from engine.intake.fhir.patient import identify_reference, read_patient
from engine.intake.fhir.resources import (
    Coding,
    Concept,
    Element,
    FhirIdentifier,
    Meta,
    PatientResource,
    Period,
    Reference,
)
from engine.intake.kinds import is_stay, kind_of
from engine.intake.strict_json import convert
from engine.intake.text import tidy
from engine.intake.untaken import Untaken
from engine.journey import events

MATTERS: Final = ("Encounter", "MedicationRequest")
_STAY_EVENTS: Final = {
    "in-progress": events.ENCOUNTER_ADMITTED,
    "finished": events.ENCOUNTER_DISCHARGED,
    "discharged": events.ENCOUNTER_DISCHARGED,  # R5
    "completed": events.ENCOUNTER_DISCHARGED,  # R5
}
_STOPPED: Final = frozenset({"stopped", "completed", "cancelled", "ended", "entered-in-error"})
_DIED: Final = "exp"  # discharge disposition: expired


class Leaving(Element, frozen=True):
    discharge_disposition: Concept = Concept()


class EncounterResource(Element, frozen=True):
    """`class` is one Coding in R4 and a list of CodeableConcepts in R5."""

    id: str = ""
    meta: Meta = Meta()
    identifier: tuple[FhirIdentifier, ...] = ()
    status: str = ""
    class_: Coding | tuple[Concept, ...] = msgspec.field(default=Coding(), name="class")
    subject: Reference = Reference()
    period: Period = Period()
    actual_period: Period = Period()  # R5
    hospitalization: Leaving = Leaving()
    admission: Leaving = Leaving()  # R5

    @property
    def kind(self) -> str:
        codes = [self.class_.code] if isinstance(self.class_, Coding) else [each.code for each in self.class_]
        return next((kind for kind in map(kind_of, codes) if kind), "")


class Supply(Element, frozen=True):
    value: float = 0
    unit: str = ""
    code: str = ""


class Dispense(Element, frozen=True):
    expected_supply_duration: Supply = Supply()


class MedicationRequestResource(Element, frozen=True):
    id: str = ""
    meta: Meta = Meta()
    identifier: tuple[FhirIdentifier, ...] = ()
    status: str = ""
    subject: Reference = Reference()
    medication_codeable_concept: Concept = Concept()
    medication: Concept = Concept()  # R5
    dispense_request: Dispense = Dispense()


def matter_event(resource: dict[str, object], around: Circumstances) -> NormalisedEvent | None:
    """None for a state of which no journey hears, such as a stay that is planned."""
    if resource.get("resourceType") == "Encounter":
        return _encounter(resource, around)
    return _prescription(resource, around)


def _encounter(resource: dict[str, object], around: Circumstances) -> NormalisedEvent | None:
    stay = convert(resource, EncounterResource, around.where)
    event = _STAY_EVENTS.get(stay.status)
    if event is None or not is_stay(stay.kind):
        return None
    values: dict[str, str | datetime] = {"kind": stay.kind} if stay.kind else {}
    for name, text in (
        ("admitted_at", stay.period.start or stay.actual_period.start),
        ("discharged_at", stay.period.end or stay.actual_period.end),
    ):
        parsed = parse_instant(text, around.settings.time_zone) if text else None
        if parsed is not None and (name == "admitted_at" or event == events.ENCOUNTER_DISCHARGED):
            values[name] = parsed[0]
    found = _event(resource, "encounter", event, dict(values), stay, around)
    left = (stay.hospitalization.discharge_disposition, stay.admission.discharge_disposition)
    if any(each.code == _DIED for each in left) and found.patient is not None:
        facts = msgspec.structs.replace(found.patient, deceased=True)
        return msgspec.structs.replace(found, type=events.PATIENT_DECEASED, patient=facts, matter=None)
    return found


def _prescription(resource: dict[str, object], around: Circumstances) -> NormalisedEvent | None:
    asked = convert(resource, MedicationRequestResource, around.where)
    if asked.status not in _STOPPED:
        return None
    values: dict[str, str | int] = {}
    if name := tidy(asked.medication_codeable_concept.name or asked.medication.name):
        values["name"] = name
    supply = asked.dispense_request.expected_supply_duration
    if supply.value >= 1 and (supply.code or supply.unit) in ("d", "day", "days"):
        values["days_supply"] = int(supply.value)
    return _event(resource, "prescription", events.PRESCRIPTION_STOPPED, dict(values), asked, around)


def _event(
    resource: dict[str, object],
    kind: str,
    event: str,
    values: dict[str, object],
    told: EncounterResource | MedicationRequestResource,
    around: Circumstances,
) -> NormalisedEvent:
    occurred_at = moment_of(told.meta, around)
    type_ = str(resource.get("resourceType"))
    return NormalisedEvent(
        source=around.source,
        message_id=around.message_id or id_of(type_, told.id, told.meta, resource),
        type=event,
        occurred_at=occurred_at,
        patient=_who(resource, told.subject, occurred_at, around),
        matter=MatterFacts(kind, f"{around.source}|{_key(told, around.where)}", values),
    )


def _key(told: EncounterResource | MedicationRequestResource, where: str) -> str:
    business = next((each for each in told.identifier if each.value and each.use != "old"), None)
    if told.id:
        return told.id
    if business is not None:
        return f"{business.system}|{business.value}"
    raise Untaken("fhir-id-missing", "The resource has no id to know it by.", f"{where}.id")


def _who(
    resource: dict[str, object], subject: Reference, occurred_at: datetime, around: Circumstances
) -> PatientFacts:
    """All facts when the Patient came along, else the identifiers of the reference."""
    found = around.neighbours.with_contained(resource).find(subject.reference, "Patient")
    if found is not None:
        patient = convert(found, PatientResource, "Patient")
        return read_patient(patient, around.source, occurred_at, "Patient").facts
    identifiers = identify_reference(subject, around.source)
    if not identifiers:
        raise Untaken("fhir-patient-missing", "The resource names no patient.", f"{around.where}.subject")
    return PatientFacts(identifiers=identifiers)

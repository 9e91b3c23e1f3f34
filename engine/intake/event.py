"""A normalised event: what every reader (HL7 v2, FHIR, CloudEvents) turns a message into.

It holds patient data, so it lives in memory and, sealed, in the store; it never crosses Temporal.
A field that is None was not said; an empty string means "delete the value" (HL7's `""`).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec


class Identifier(msgspec.Struct, frozen=True, omit_defaults=True):
    """A patient identifier as its assigner wrote it: `value` keeps leading zeros."""

    value: str
    system: str = ""  # CX.4 assigning authority or FHIR identifier.system
    type: str = ""  # CX.5 (table 0203), such as MR


class PatientFacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one message says about a person. All text, exactly as sent (NFC)."""

    identifiers: tuple[Identifier, ...] = ()  # the first is the one to match on (MR preferred)
    first_name: str | None = None
    last_name: str | None = None
    birth_date: date | None = None
    sex: str | None = None  # FHIR administrative-gender: male | female | other | unknown
    email: str | None = None
    phone: str | None = None
    language: str | None = None  # BCP 47, such as "es"
    zone: str | None = None  # IANA, such as "America/New_York"
    deceased: bool | None = None
    active: bool | None = None
    no_contact: bool | None = None  # PD1-11 publicity / PD1-12 protection: do not remind
    conditions: tuple[str, ...] | None = None  # ICD-10-CM codes, all that are known


class AppointmentFacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one message says about one appointment. Times are aware (UTC or offset)."""

    key: str  # sending application | facility | SCH-2 or SCH-1; FHIR: system | id
    start: datetime | None = None
    end: datetime | None = None
    status: str | None = None  # FHIR appointmentstatus
    kind: str | None = None  # visit type, lower kebab, such as "office-visit"
    service: str | None = None
    location: str | None = None
    provider: str | None = None


class MatterFacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one message says about an encounter, prescription, result or statement.

    `values`: field of the dictionary without its entity → str, int, bool, float, aware datetime, list[str];
    None deletes.
    """

    kind: str
    key: str  # unique within its kind: source | the sender's own id
    values: dict[str, Any] = {}


class Notice(msgspec.Struct, frozen=True):
    """Something the reader saw that a person should look at; never contains patient data."""

    code: str  # kebab-case, such as "start-fields-disagree"
    where: str  # field path, such as "SCH-11.4"


class NormalisedEvent(msgspec.Struct, frozen=True, omit_defaults=True):
    """One event about one patient. `(source, message_id)` is unique in the store."""

    source: str  # sending system, such as "hl7v2:SCHApp|GHHSFacility" or "fhir:athena"
    message_id: str  # MSH-10, FHIR notification event id, CloudEvents id
    type: str  # engine.journey.events
    occurred_at: datetime  # aware; MSH-7, notification timestamp, CloudEvents time
    patient: PatientFacts | None = None
    appointment: AppointmentFacts | None = None
    merged_from: tuple[Identifier, ...] = ()  # patient.merged: the identifiers that vanish (MRG-1)
    care_gap: str | None = None  # care_gap.*: which gap, such as "colorectal-screening"
    matter: MatterFacts | None = None
    person: UUID | None = None  # our own id of the person, in events that Careloom itself makes
    journey: str = ""  # enrollment.requested: the one journey that is meant
    needs_read_back: bool = False  # id-only notification: the resource must be fetched first
    notices: tuple[Notice, ...] = ()


class Refusal(msgspec.Struct, frozen=True):
    """Why a message was not taken. `reason` and `where` never contain patient data."""

    code: str  # kebab-case, permanent, such as "hl7-missing-msh"
    reason: str  # one sentence: what is wrong and what to do
    where: str = ""  # segment/field or JSON path or byte offset
    hl7_error: str = "207"  # ERR-3, table 0357 (100 segment sequence … 207 internal)
    retry: bool = False  # True → AR / 503: the sender may try again unchanged

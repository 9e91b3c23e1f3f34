"""People and what they wish: patients, identifiers, appointments, care gaps, consent, keys."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from engine.store.tables.columns import blind, cipher, document, moment, words


class Patient(SQLModel, table=True):
    """Everything that names or describes the person is in `sealed` (engine.store.people.Person).

    `wrapped_key` is the patient's own data key under master key `key_id`: destroying it erases the person.
    `epoch` rises with every change that a send must not miss (consent, death, merge): see the last gate.
    """

    id: UUID = Field(primary_key=True)
    sealed: bytes = cipher()
    wrapped_key: bytes = cipher()
    key_id: str
    email_index: bytes | None = blind()
    language: str = ""
    zone: str = ""
    tags: list[str] = words()
    deceased: bool = False
    active: bool = True
    no_contact: bool = False
    merged_into: UUID | None = Field(default=None, foreign_key="patient.id")
    epoch: int = 0
    as_of: datetime | None = moment()  # time of the newest demographics applied
    created_at: datetime = moment(nullable=False)
    updated_at: datetime = moment(nullable=False)


class PatientIdentifier(SQLModel, table=True):
    """Blind index of (system, value) → patient. After a merge it points at the survivor."""

    __tablename__ = "patient_identifier"
    lookup: bytes = Field(primary_key=True)
    patient_id: UUID = Field(foreign_key="patient.id", index=True)
    value_index: bytes | None = blind()  # the value alone: what a person at the desk types


class Appointment(SQLModel, table=True):
    """Start, end and status stay readable: windows, timers and the last gate are decided by them.

    Without a patient it is a tombstone: a cancellation that came before anything said whose it was.
    """

    id: UUID = Field(primary_key=True)
    key_index: bytes = blind(unique=True, nullable=False)
    patient_id: UUID | None = Field(default=None, foreign_key="patient.id", index=True)
    starts_at: datetime | None = moment(index=True)
    ends_at: datetime | None = moment()
    status: str = "booked"  # FHIR appointmentstatus
    sealed: bytes = cipher()  # kind, service, location, provider
    as_of: datetime = moment(nullable=False)  # time of the newest event applied; older ones change nothing
    updated_at: datetime = moment(nullable=False)


class CareGap(SQLModel, table=True):
    __tablename__ = "care_gap"
    __table_args__ = (UniqueConstraint("patient_id", "name"),)
    id: UUID = Field(primary_key=True)
    patient_id: UUID = Field(foreign_key="patient.id", index=True)
    name: str
    open: bool = True
    as_of: datetime = moment(nullable=False)


class Matter(SQLModel, table=True):
    """Something about a person that only its fields describe: an encounter, prescription, result, statement.

    `moments`: field → Unix seconds; they stay readable as an appointment's start does, for timers and gate.
    """

    id: UUID = Field(primary_key=True)
    patient_id: UUID = Field(foreign_key="patient.id", index=True)
    kind: str
    key_index: bytes = blind(unique=True, nullable=False)
    moments: dict[str, Any] = document()
    sealed: bytes = cipher()  # every field, and when each was said
    as_of: datetime = moment(nullable=False)
    updated_at: datetime = moment(nullable=False)


class Consent(SQLModel, table=True):
    """Ledger of wishes: rows are only added; the newest per (patient, topic, channel) holds."""

    __table_args__ = (Index("consent_newest", "patient_id", "topic", "channel", "at"),)
    id: UUID = Field(primary_key=True)
    patient_id: UUID = Field(foreign_key="patient.id")
    topic: str
    channel: str = "email"
    granted: bool
    text_version: str = ""
    evidence: str = ""  # how it was given: front-desk, portal, one-click, import
    at: datetime = moment(nullable=False)


class Authorization(SQLModel, table=True):
    """Written HIPAA authorization, 45 CFR 164.508."""

    __tablename__ = "written_authorization"
    id: UUID = Field(primary_key=True)
    patient_id: UUID = Field(foreign_key="patient.id", index=True)
    scope: str
    signed_at: datetime = moment(nullable=False)
    expires_at: datetime | None = moment()
    revoked_at: datetime | None = moment()
    text_version: str = ""
    evidence: str = ""


class Suppression(SQLModel, table=True):
    """Addresses that get nothing: hard-bounce, complaint, opt-out-all, manual."""

    email_index: bytes = Field(primary_key=True)
    reason: str = Field(primary_key=True)
    at: datetime = moment(nullable=False)


class RecipientKey(SQLModel, table=True):
    """A recipient's certificate (DER) or OpenPGP key, sealed because it names the address."""

    __tablename__ = "recipient_key"
    id: UUID = Field(primary_key=True)
    patient_id: UUID = Field(foreign_key="patient.id", index=True)
    kind: str  # smime | openpgp
    sealed: bytes = cipher()
    fingerprint: str
    expires_at: datetime | None = moment()
    added_at: datetime = moment(nullable=False)

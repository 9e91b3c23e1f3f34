"""What the routes about people take and give. Masked unless a field says otherwise."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

Tone = Literal["good", "attention", "stop", "protected", "neutral"]
Words = Annotated[str, msgspec.Meta(min_length=3, max_length=500)]


class PatientSummary(msgspec.Struct, frozen=True):
    id: UUID
    masked_name: str
    masked_email: str
    language: str
    deceased: bool
    inside: int  # journeys this person is in now


class PatientPage(msgspec.Struct, frozen=True):
    items: list[PatientSummary]
    next: str | None = None


class Revealed(msgspec.Struct, frozen=True):
    """In clear: every answer of this form was written to the audit trail."""

    first_name: str
    last_name: str
    birth_date: date | None
    email: str
    phone: str
    mrn: str


class ConsentShown(msgspec.Struct, frozen=True):
    topic: str
    channel: str
    granted: bool
    at: datetime
    evidence: str


class AuthorizationShown(msgspec.Struct, frozen=True):
    scope: str
    signed_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class KeyShown(msgspec.Struct, frozen=True):
    kind: Literal["smime", "openpgp"]
    fingerprint: str
    expires_at: datetime | None


class AppointmentShown(msgspec.Struct, frozen=True):
    id: UUID
    starts_at: datetime | None
    ends_at: datetime | None
    status: str


class InsideShown(msgspec.Struct, frozen=True):
    enrollment: UUID
    journey: str
    title: str
    step: str
    phase: str
    due_at: datetime | None
    state: str
    outcome: str


class PatientDetail(msgspec.Struct, frozen=True):
    id: UUID
    masked_name: str
    masked_email: str
    language: str
    zone: str
    deceased: bool
    active: bool
    no_contact: bool
    tags: list[str]
    consents: list[ConsentShown]
    authorizations: list[AuthorizationShown]
    keys: list[KeyShown]
    appointments: list[AppointmentShown]
    inside: list[InsideShown]
    suppressed: list[str]
    revealed: Revealed | None = None


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    query: Annotated[str, msgspec.Meta(min_length=1, max_length=254)]


class Reveal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reason: Words


class RecordConsent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topic: Annotated[str, msgspec.Meta(max_length=100)]
    granted: bool
    evidence: Words


class HandInKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`material`: a PEM certificate, or an armoured OpenPGP public key."""

    kind: Literal["smime", "openpgp"]
    material: Annotated[str, msgspec.Meta(max_length=100_000)]


class TimelineItem(msgspec.Struct, frozen=True):
    """`at` in journey time. `facts` are for those who want to know more; they hold no patient data.

    `code`: what happened. `about`: a journey's title, a topic, how a mail was protected, why it was not sent.
    `note`: what staff wrote down. Words for the codes are the viewer's.
    """

    at: datetime
    kind: Literal["event", "enrolled", "step", "message", "engagement", "consent", "left"]
    code: str = ""
    about: str = ""
    note: str = ""
    journey: str = ""
    step: str = ""
    message: UUID | None = None
    patient: UUID | None = None
    tone: Tone = "neutral"
    facts: dict[str, Any] = {}


class Timeline(msgspec.Struct, frozen=True):
    items: list[TimelineItem]
    next: str | None = None

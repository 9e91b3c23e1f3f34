"""The send ledger, and what people did with what they got."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from engine.store.tables.columns import cipher, document, moment


class Message(SQLModel, table=True):
    """One mail to one person, written before the SMTP conversation and settled after it.

    state: rendered → claimed → sent | failed | blocked | uncertain; deferred returns to rendered.
    `rfc_message_id` is stable over every attempt (RFC 5322 3.6.4).
    """

    __table_args__ = (
        UniqueConstraint("enrollment_id", "step", "visit"),
        Index("message_claimed", "lease_until", postgresql_where="state = 'claimed'"),
        Index("message_failed", "id", postgresql_where="state = 'failed'"),
        Index("message_sent_patient", "patient_id", "sent_at"),
        Index("message_uncertain", "id", postgresql_where="state = 'uncertain'"),
    )
    id: UUID = Field(primary_key=True)
    enrollment_id: UUID = Field(foreign_key="enrollment.id")
    step: str
    visit: int
    journey: str = Field(index=True)
    version: str
    patient_id: UUID = Field(foreign_key="patient.id")
    template: str
    language: str
    purpose: str
    topic: str = ""
    collapse: str = ""  # of mails with this word one goes to a person on one of their days
    data_class: str
    state: str = "rendered"
    rfc_message_id: str = Field(unique=True)
    sealed: bytes = cipher()  # subject, preheader, html, text under the patient's key
    method: str = ""  # smime | openpgp | tls | portal
    reason: str = ""
    evidence: dict[str, Any] | None = document(nullable=True)
    why: dict[str, Any] | None = document(nullable=True)  # the policy facts at the last gate
    claim: UUID | None = None
    attempts: int = 0
    lease_until: datetime | None = moment()
    expires_at: datetime | None = moment()
    created_at: datetime = moment(nullable=False)
    sent_at: datetime | None = moment(index=True)


class Engagement(SQLModel, table=True):
    """What a person did with a message; the event of the same id wakes the journey."""

    __table_args__ = (Index("engagement_message", "message_id", "type"),)
    id: UUID = Field(primary_key=True)
    message_id: UUID = Field(foreign_key="message.id")
    enrollment_id: UUID = Field(foreign_key="enrollment.id", index=True)
    step: str
    type: str  # engine.journey.events.ENGAGEMENT_EVENTS
    at: datetime = moment(nullable=False)


class PortalGuess(SQLModel, table=True):
    """Wrong second facts per portal link; five burn it."""

    __tablename__ = "portal_guess"
    message_id: UUID = Field(foreign_key="message.id", primary_key=True)
    wrong: int = 0
    burnt_at: datetime | None = moment()

"""What came in: raw messages, normalised events, dead letters, and signals on their way to cohorts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from engine.store.tables.columns import blind, cipher, moment


class RawMessage(SQLModel, table=True):
    """The bytes as they came, sealed under the intake key."""

    __tablename__ = "raw_message"
    id: UUID = Field(primary_key=True)
    source: str
    kind: str  # hl7v2 | fhir | cloudevents
    sealed: bytes = cipher()
    digest: bytes = cipher()  # keyed hash of the bytes: same id with other bytes is told apart
    received_at: datetime = moment(nullable=False)


class Event(SQLModel, table=True):
    """One normalised event. `lane` orders the events of one person; `routed_at` empty = still to do."""

    __table_args__ = (
        UniqueConstraint("source", "message_id"),
        Index("event_seq", "seq", unique=True),
        Index("event_unrouted", "seq", postgresql_where="routed_at IS NULL"),
        Index("event_matter", "matter_id", postgresql_where="matter_id IS NOT NULL"),
        Index("event_unrouted_lane", "lane", "seq", postgresql_where="routed_at IS NULL"),
    )
    id: UUID = Field(primary_key=True)
    seq: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(), nullable=False))
    raw_id: UUID | None = Field(default=None, foreign_key="raw_message.id")
    source: str
    message_id: str
    type: str
    lane: bytes | None = blind(index=False)
    patient_id: UUID | None = Field(default=None, foreign_key="patient.id", index=True)
    appointment_id: UUID | None = Field(default=None, foreign_key="appointment.id", index=True)
    matter_id: UUID | None = Field(default=None, foreign_key="matter.id")
    enrollment_id: UUID | None = None  # engagement events
    step: str = ""
    occurred_at: datetime = moment(nullable=False)
    received_at: datetime = moment(nullable=False)
    sealed: bytes | None = cipher(nullable=True)  # NormalisedEvent under the intake key
    routed_at: datetime | None = moment()
    outcome: str = ""  # what the router made of it, such as "enrolled", "signalled", "stale", "no-journey"
    attempts: int = 0


class DeadLetter(SQLModel, table=True):
    """A message that was refused or could not be routed, with a reason that holds no patient data."""

    __tablename__ = "dead_letter"
    id: UUID = Field(primary_key=True)
    raw_id: UUID | None = Field(default=None, foreign_key="raw_message.id")
    event_id: UUID | None = Field(default=None, foreign_key="event.id")
    source: str
    kind: str
    code: str
    reason: str
    place: str = ""
    received_at: datetime = moment(nullable=False, index=True)
    resolved_at: datetime | None = moment()


class CohortSignal(SQLModel, table=True):
    """Outbox: one event for one enrollment, to be signalled to its cohort; deleted once Temporal has it."""

    __tablename__ = "cohort_signal"
    id: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(), primary_key=True))
    cohort_id: UUID = Field(foreign_key="cohort.id", index=True)
    enrollment_id: UUID
    kind: str = "event"  # event | pause | resume | leave
    event_id: UUID | None = None
    type: str = ""  # event type, or the reason of a leave
    step: str = ""
    at: datetime = moment(nullable=False)

"""What steps leave in the world: tasks for staff, open forms, calls to other hosts, and decided experiments.

No patient data: ids, the author's own words, times and codes. What a person answered is sealed.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from engine.store.tables.columns import cipher, document, moment


class StaffTask(SQLModel, table=True):
    """Something a person of the organisation is to do. state: open → done | cancelled."""

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("enrollment_id", "step", "visit"),
        Index("task_open", "queue", "due_at", postgresql_where="state = 'open'"),
        Index("task_open_escalated", "escalate", "due_at", postgresql_where="state = 'open'"),
    )
    id: UUID = Field(primary_key=True)
    enrollment_id: UUID = Field(foreign_key="enrollment.id")
    patient_id: UUID = Field(foreign_key="patient.id", index=True)
    journey: str
    step: str
    visit: int
    queue: str
    title: str  # as the author wrote it, the same for everybody
    details: str = ""
    escalate: str = ""  # the queue that sees it, too, from `due_at` on
    state: str = "open"
    reason: str = ""  # why it was cancelled: by-staff, or how the person left the journey
    opened_at: datetime = moment(nullable=False)
    due_at: datetime | None = moment()
    taken_by: UUID | None = None  # account
    taken_at: datetime | None = moment()
    ended_by: UUID | None = None
    ended_at: datetime | None = moment()


class FormOpening(SQLModel, table=True):
    """One form open to one person until `expires_at`. state: open → submitted."""

    __tablename__ = "form_opening"
    __table_args__ = (UniqueConstraint("enrollment_id", "step", "visit"),)
    id: UUID = Field(primary_key=True)
    enrollment_id: UUID = Field(foreign_key="enrollment.id")
    patient_id: UUID = Field(foreign_key="patient.id", index=True)
    journey: str
    version: str  # whose plan holds the questions
    step: str
    visit: int
    form: str
    state: str = "open"
    opened_at: datetime = moment(nullable=False)
    expires_at: datetime | None = moment()
    submitted_at: datetime | None = moment()
    sealed: bytes | None = cipher(nullable=True)  # the answers, under the person's key


class WebhookCall(SQLModel, table=True):
    """One call of one step, however often it was tried. state: pending → called | failed."""

    __tablename__ = "webhook_call"
    __table_args__ = (
        UniqueConstraint("enrollment_id", "step", "visit"),
        Index("webhook_call_pending", "first_at", postgresql_where="state = 'pending'"),
    )
    id: UUID = Field(primary_key=True)  # what `webhook-id` says
    enrollment_id: UUID = Field(foreign_key="enrollment.id")
    journey: str
    step: str
    visit: int
    host: str
    state: str = "pending"
    reason: str = ""
    status_code: int | None = None  # of the latest answer
    tries: int = 0
    milliseconds: int = 0  # of the latest try
    body_sha256: str = ""
    first_at: datetime = moment(nullable=False)  # real time, as all of these
    last_at: datetime | None = moment()
    next_at: datetime | None = moment()


class SplitWinner(SQLModel, table=True):
    """How far an experiment is: looks taken so far, the path that won. `paths` tells experiments apart."""

    __tablename__ = "split_winner"
    journey: str = Field(primary_key=True)
    split: str = Field(primary_key=True)
    paths: str = Field(primary_key=True)
    winner: str = ""  # none yet
    decided_at: datetime | None = moment()
    looks: int = 0
    people: int = 0  # on the smallest path, at the latest look
    numbers: dict[str, Any] | None = document(nullable=True)

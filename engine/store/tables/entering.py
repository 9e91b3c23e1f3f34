"""Who comes in: rooms counted, people in line, schedules on their way, lists of people somebody asked for."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from engine.store.tables.columns import cipher, document, moment


class EntryDay(SQLModel, table=True):
    """How many came in by one way on one day of the organisation, for ways with a ramp."""

    __tablename__ = "entry_day"
    journey: str = Field(primary_key=True)
    way: int = Field(primary_key=True)  # number of the way in, from 0
    day: date = Field(primary_key=True)
    people: int = 0


class EntryMoment(SQLModel, table=True):
    """How many came in at one moment, for ways with a cap; what the cap no longer counts is deleted."""

    __tablename__ = "entry_moment"
    journey: str = Field(primary_key=True)
    way: int = Field(primary_key=True)
    at: datetime = moment(nullable=False, primary=True)
    people: int = 0


class WaitingEntry(SQLModel, table=True):
    """Somebody whom an event would have let in, had there been room. `id` gives the order of the line."""

    __tablename__ = "waiting_entry"
    __table_args__ = (
        UniqueConstraint("journey", "patient_id", "entity"),
        Index("waiting_entry_line", "journey", "way", "id"),
    )
    id: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(), primary_key=True))
    journey: str = Field(foreign_key="journey.slug")
    way: int
    type: str  # of the event, as the journey heard it
    patient_id: UUID = Field(foreign_key="patient.id", index=True)
    entity: str = ""
    appointment_id: UUID | None = Field(default=None, foreign_key="appointment.id")
    matter_id: UUID | None = Field(default=None, foreign_key="matter.id")
    gap: str = ""
    event_id: UUID = Field(foreign_key="event.id")
    since: datetime = moment(nullable=False)


class AudienceRun(SQLModel, table=True):
    """The last run of one audience; unfinished, it goes on behind `cursor`, the last person looked at."""

    __tablename__ = "audience_run"
    journey: str = Field(primary_key=True, foreign_key="journey.slug")
    way: int = Field(primary_key=True)
    slot: datetime = moment(nullable=False)  # the moment of the schedule that it serves
    began_at: datetime = moment(nullable=False)
    finished_at: datetime | None = moment()
    cursor: UUID | None = None
    enrolled: int = 0
    waiting: int = 0  # in the audience, counted when the room was used up


class EnrollmentRequest(SQLModel, table=True):
    """A list of people whom somebody wants in a journey; the same key again is the same request."""

    __tablename__ = "enrollment_request"
    __table_args__ = (UniqueConstraint("journey", "key"),)
    id: UUID = Field(primary_key=True)
    journey: str = Field(foreign_key="journey.slug")
    key: str
    digest: bytes = cipher()  # keyed hash of the lines: another list under an old key is told apart
    requested_by: str
    at: datetime = moment(nullable=False)
    lines: list[Any] = document()  # per line its code, or the id of its event

"""People in journeys: cohorts, enrollments and what happened at every step."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from engine.store.tables.columns import moment


class Cohort(SQLModel, table=True):
    """One workflow "cohort-<id>" of Temporal. state: new → running → closed."""

    __table_args__ = (Index("cohort_open", "state", postgresql_where="state <> 'closed'"),)
    id: UUID = Field(primary_key=True)
    version: str = Field(foreign_key="journey_version.version", index=True)
    state: str = "new"
    starts: int = 0  # how often it was started; the watcher adds one
    created_at: datetime = moment(nullable=False)
    started_at: datetime | None = moment()
    checked_at: datetime | None = moment()


class Enrollment(SQLModel, table=True):
    """One patient (and entity) in one version. `cursor` is msgspec JSON of contracts.cursor.Cursor."""

    __table_args__ = (
        UniqueConstraint("journey", "patient_id", "entity", "round"),
        Index(
            "enrollment_once",
            "journey",
            "patient_id",
            "entity",
            unique=True,
            postgresql_where="state = 'active'",
        ),
        Index("enrollment_active_patient", "patient_id", postgresql_where="state = 'active'"),
        # Neither step nor phase in any index: a cursor moves without touching one.
        Index("enrollment_standing", "version", postgresql_where="state = 'active'"),
    )
    id: UUID = Field(primary_key=True)
    journey: str = Field(index=True)
    version: str = Field(foreign_key="journey_version.version")
    patient_id: UUID = Field(foreign_key="patient.id", index=True)
    entity: str = ""  # appointment id, care gap name, event id or "" (once per patient)
    appointment_id: UUID | None = Field(default=None, foreign_key="appointment.id")
    matter_id: UUID | None = Field(default=None, foreign_key="matter.id")
    gap: str = ""  # the care gap it is about
    event_id: UUID | None = None  # what started it
    round: int = 1
    cohort_id: UUID = Field(foreign_key="cohort.id", index=True)
    state: str = "active"  # active | left
    step: str = ""
    phase: str = "ready"
    due_at: datetime | None = moment()
    seq: int = 0
    cursor: str
    entered_at: datetime = moment(nullable=False)
    left_at: datetime | None = moment()
    outcome: str = ""
    goal_at: datetime | None = moment()


class StepVisit(SQLModel, table=True):
    """The interpreter's visit records."""

    __tablename__ = "step_visit"
    __table_args__ = (
        Index("step_visit_step", "step", "outcome"),
        Index("step_visit_ended", "ended_at", postgresql_using="brin"),  # they are added in that order
    )
    enrollment_id: UUID = Field(foreign_key="enrollment.id", primary_key=True)
    step: str = Field(primary_key=True)
    visit: int = Field(primary_key=True)
    entered_at: datetime = moment(nullable=False)
    ended_at: datetime = moment(nullable=False)
    outcome: str

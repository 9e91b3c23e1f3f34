"""What was applied, by whom and from which commit, and the people it takes to another version."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Index
from sqlmodel import Field, SQLModel

from engine.store.tables.columns import document, moment


class Release(SQLModel, table=True):
    """One `careloom apply`. `base` and `result` are fingerprints of what was in force before and after."""

    id: int = Field(sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    at: datetime = moment(nullable=False)
    applied_by: str
    note: str = ""
    commit_hash: str = ""  # of git; empty where the journeys lie in no repository
    author: str = ""  # of that commit
    uncommitted: bool = False  # the directory held more than the commit
    content: str  # SHA-256 of every file that was read
    base: str
    result: str
    inside: str = "stay"  # stay | next-safe-point | now
    changes: dict[str, Any] = document()  # engine.compiler.compare.Difference
    approvals: dict[str, Any] = document()  # kind of change → who approved it
    journeys: dict[str, Any] = document()  # slug → version in force


class EnrollmentMove(SQLModel, table=True):
    """One person on the way to another version. state: asked → done | stays | superseded."""

    __tablename__ = "enrollment_move"
    __table_args__ = (
        Index("enrollment_move_asked", "enrollment_id", unique=True, postgresql_where="state = 'asked'"),
    )
    enrollment_id: UUID = Field(foreign_key="enrollment.id", primary_key=True)
    release_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("release.id"), primary_key=True, index=True)
    )
    from_version: str = Field(foreign_key="journey_version.version")
    to_version: str = Field(foreign_key="journey_version.version")
    at_once: bool = False
    state: str = "asked"
    reason: str = ""
    asked_at: datetime = moment(nullable=False)
    ended_at: datetime | None = moment()

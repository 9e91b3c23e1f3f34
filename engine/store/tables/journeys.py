"""Published journeys: versions, templates, and the organisation's compiled documents."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Integer
from sqlmodel import Field, SQLModel

from engine.store.tables.columns import document, moment


class Journey(SQLModel, table=True):
    slug: str = Field(primary_key=True)
    title: str
    purpose: str
    version: str = Field(foreign_key="journey_version.version")
    paused: bool = False
    paused_at: datetime | None = moment()
    paused_reason: str = ""  # which brake it was; "" when a person paused it
    resumed_at: datetime | None = moment()  # brakes look at nothing before
    closed_at: datetime | None = moment()  # nobody enters any more; people inside go on
    updated_at: datetime = moment(nullable=False)


class JourneyVersion(SQLModel, table=True):
    """`plan` is canonical JSON whose SHA-256 is `version`."""

    __tablename__ = "journey_version"
    version: str = Field(primary_key=True)
    slug: str = Field(index=True)
    number: int  # 1, 2, 3 … for people
    plan: str
    source: str  # the YAML text
    published_at: datetime = moment(nullable=False)
    published_by: str = ""
    note: str = ""


class Template(SQLModel, table=True):
    sha256: str = Field(primary_key=True)
    name: str
    language: str
    subject: str  # Jinja
    preheader: str
    html: str
    text: str
    data_class: str
    links: list[Any] = document()  # click targets by number


class Organization(SQLModel, table=True):
    """The applied organization.yaml, consents.yaml, dictionary.yaml and segments.yaml as JSON; one row."""

    id: int = Field(default=1, sa_column=Column(Integer, primary_key=True, autoincrement=False))
    sha256: str
    body: dict[str, Any] = document()
    applied_at: datetime = moment(nullable=False)

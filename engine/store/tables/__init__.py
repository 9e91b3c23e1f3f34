"""Every table of Careloom, by subject. Importing this registers all of them in `metadata`."""

from sqlalchemy import ColumnDefault, DefaultClause, text
from sqlmodel import SQLModel

from engine.store.tables import (
    access,
    drafts,
    entering,
    events,
    journeys,
    messages,
    people,
    releases,
    runs,
    steps,
)

metadata = SQLModel.metadata


def _repeat_defaults_in_the_database() -> None:
    """Statements are written by hand, so what a class gives by default its table gives too."""
    for table in metadata.tables.values():
        for column in table.columns:
            default = column.default
            if isinstance(default, ColumnDefault) and not column.primary_key:
                column.server_default = DefaultClause(text(_literal(default.arg)))


def _literal(value: object) -> str:
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, str) and "'" not in value:
        return f"'{value}'"
    raise TypeError(f"a default that is not a plain word or number: {value!r}")


_repeat_defaults_in_the_database()

__all__ = [
    "access",
    "drafts",
    "entering",
    "events",
    "journeys",
    "messages",
    "metadata",
    "people",
    "releases",
    "runs",
    "steps",
]

"""Column shapes that every table shares: aware timestamps, sealed bytes, opaque ids."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, DateTime, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field


def moment(*, nullable: bool = True, index: bool = False, primary: bool = False) -> Any:
    """A timestamp with zone."""
    column = Column(DateTime(timezone=True), nullable=nullable, index=index, primary_key=primary)
    return Field(default=None, sa_column=column)


def cipher(*, nullable: bool = False) -> Any:
    """AES-256-GCM ciphertext: see engine.store.sealing."""
    return Field(default=None, sa_column=Column(LargeBinary, nullable=nullable))


def blind(*, unique: bool = False, nullable: bool = True, index: bool = True) -> Any:
    """A keyed, truncated hash by which a sealed value can be looked up."""
    return Field(
        default=None,
        sa_column=Column(LargeBinary, nullable=nullable, index=index and not unique, unique=unique),
    )


def words() -> Any:
    return Field(default_factory=list, sa_column=Column(ARRAY(Text), nullable=False, server_default="{}"))


def listed() -> Any:
    """A list of plain values, empty at first."""
    empty = text("'[]'::jsonb")
    return Field(default_factory=list, sa_column=Column(JSONB, nullable=False, server_default=empty))


def document(*, nullable: bool = False) -> Any:
    return Field(default=None, sa_column=Column(JSONB, nullable=nullable))


__all__ = ["UUID", "blind", "cipher", "datetime", "document", "listed", "moment", "words"]

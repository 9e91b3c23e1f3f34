"""What came in, and what could not be taken."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec


class EventShown(msgspec.Struct, frozen=True):
    id: UUID
    type: str
    source: str
    occurred_at: datetime
    received_at: datetime
    outcome: str
    patient: UUID | None


class EventPage(msgspec.Struct, frozen=True):
    items: list[EventShown]
    next: str | None = None


class DeadLetterShown(msgspec.Struct, frozen=True):
    """`reason` says what is wrong and what to do; it holds no patient data."""

    id: UUID
    source: str
    kind: str
    code: str
    reason: str
    place: str
    received_at: datetime
    resolved_at: datetime | None


class DeadLetterPage(msgspec.Struct, frozen=True):
    items: list[DeadLetterShown]
    next: str | None = None


class Resolve(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    how: Annotated[str, msgspec.Meta(min_length=3, max_length=500)]

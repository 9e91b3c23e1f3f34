"""Tasks for staff, as the designer shows them. The author's words and a masked name; nothing of a record."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

State = Literal["open", "done", "cancelled"]


class TaskShown(msgspec.Struct, frozen=True):
    """Times in journey time. `escalated`: seen by a second queue, because it is overdue.

    `taken_by` and `ended_by` are names of staff. `reason`: the code of why it was cancelled.
    `journey_over`: nobody waits for it any more, it is still to be done.
    """

    id: UUID
    queue: str
    title: str
    details: str
    state: State
    overdue: bool
    escalated: bool
    journey: str
    journey_title: str
    step: str
    enrollment: UUID
    patient: UUID
    masked_name: str
    opened_at: datetime
    due_at: datetime | None
    taken_by: str
    mine: bool
    ended_by: str
    ended_at: datetime | None
    reason: str
    journey_over: bool


class TaskPage(msgspec.Struct, frozen=True):
    items: list[TaskShown]
    next: str | None = None


class QueueShown(msgspec.Struct, frozen=True):
    """One queue with what is open in it, tasks of other queues that were escalated to it included."""

    queue: str
    open: int
    overdue: int


class Queues(msgspec.Struct, frozen=True):
    items: list[QueueShown]

"""People inside journeys, as the designer shows them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from designer_api.messages.schemas import MessageSummary


class PersonInJourney(msgspec.Struct, frozen=True):
    """Times in journey time; `phase` is what happens or is awaited now, "" of who has left.

    `masked_name` "": nothing is known of this person any more.
    """

    enrollment: UUID
    patient: UUID
    masked_name: str
    journey: str
    entered_at: datetime
    step: str
    phase: str
    due_at: datetime | None
    state: str
    outcome: str
    goal_at: datetime | None


class PeoplePage(msgspec.Struct, frozen=True):
    items: list[PersonInJourney]
    next: str | None = None


class VisitShown(msgspec.Struct, frozen=True):
    step: str
    visit: int
    entered_at: datetime
    ended_at: datetime
    outcome: str


class EnrollmentDetail(msgspec.Struct, frozen=True):
    person: PersonInJourney
    version: str
    visits: list[VisitShown]
    messages: list[MessageSummary]


class Leave(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reason: Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9-]{1,60}$")] = "by-operator"

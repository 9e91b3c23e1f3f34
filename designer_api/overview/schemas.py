"""The clinic at a glance, and what of it needs somebody."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec


class Stopped(msgspec.Struct, frozen=True):
    """A journey that nobody enters and that sends nothing. `reason`: which brake it was; "" for a person."""

    journey: str
    title: str
    reason: str


class Needs(msgspec.Struct, frozen=True):
    """Work that waits. `stopped`: journeys that are paused, those that a brake stopped first.

    `approvals`: requests that wait for a word which the caller may give. `late_tasks`, `uncertain`: tasks
    that are overdue, and mails that perhaps did not arrive; 0 for whoever may not see them.

    Exact for everybody: it is work to be done, and says nothing of whom.
    """

    dead_letters: int
    approvals: int
    late_tasks: int
    uncertain: int
    stopped: list[Stopped]


class Happening(msgspec.Struct, frozen=True):
    """What happened to `people` at one place within one hour; `at`: the last of them, in journey time.

    `code`: for "sent" how it was protected, for "held" why it was not sent. `message`: of one mail, which.
    """

    at: datetime
    kind: Literal["entered", "sent", "held"]
    code: str
    journey: str
    step: str
    people: int
    message: UUID | None = None


class Overview(msgspec.Struct, frozen=True):
    """`began`: whether anybody has entered a journey. `events_per_minute`: of the last one, at most 20,000.

    `sent_last_day`, `not_sent_last_day`: in the last 24 hours; `not_sent_because`: the same by reason.
    `methods`: how mails were protected in the last 7 days.

    `coarse`: whoever looks may not see small numbers, so people and mails are rounded up to tens,
    parts are left out where they would tell more than their sum, and `happened` is empty.
    """

    inside: int
    journeys: int
    began: bool
    sent_last_day: int
    not_sent_last_day: int
    not_sent_because: dict[str, int]
    methods: dict[str, int]
    events_per_minute: int
    coarse: bool
    happened: list[Happening]

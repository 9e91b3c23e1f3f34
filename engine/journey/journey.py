"""The journey document: what one `journey.yaml` says."""

from typing import Annotated, ClassVar

import msgspec

from engine.journey.brakes import Brakes
from engine.journey.part import (
    Allow,
    Clock,
    Condition,
    Duration,
    EventName,
    Key,
    Line,
    Part,
    Prose,
    Range,
    Slug,
    Step,
)
from engine.journey.times import Cap, Window


class Enroll(Part, frozen=True, kw_only=True):
    """Who enters: by event (`on`), or by looking through a segment on a schedule (`audience`).

    `days`: the weekdays on which the audience is looked through. `cap`: at most so many enter in a time.
    `ramp`: at most so many enter on the first day, the second, …; afterwards only `cap` counts.
    """

    words: ClassVar[str] = "an enroll"

    on: EventName | tuple[EventName, ...] | None = None
    audience: Slug | None = None
    when: Condition | None = None
    every: Duration | None = None
    clock: Annotated[Clock | None, Key("at")] = None
    days: str | tuple[str, ...] | None = None
    once_per: Slug | None = None
    again: Line = "never"  # never | after exit | after 30d
    cap: Cap | None = None
    ramp: tuple[Annotated[int, Range(1, 10_000_000)], ...] = ()


class ExitOn(Part, frozen=True, kw_only=True):
    words: ClassVar[str] = "an exit"

    on: EventName


class Goal(Part, frozen=True, kw_only=True):
    """`within`: "2d after appointment.start", "30d after entry", "14d after send"."""

    words: ClassVar[str] = "a goal"

    on: EventName
    within: Line | None = None


class Journey(Part, frozen=True, kw_only=True):
    """`enroll` is one way in or a list of them. `paid_by`: who pays for it, where somebody else does.

    `moved_to`: for people inside an older version, the step that takes the place of one that is gone.
    """

    words: ClassVar[str] = "a journey"

    journey: Slug
    title: Line
    purpose: Slug | None = None
    topic: Slug | None = None
    owner: Line | None = None
    notes: Prose | None = None
    paid_by: Line | None = None
    allow: tuple[Allow, ...] = ()
    enroll: Enroll | tuple[Enroll, ...]
    exit: tuple[ExitOn, ...] = ()
    goal: Goal | None = None
    send_window: Window | None = None
    brakes: Brakes | None = None
    moved_to: dict[str, Slug] = msgspec.field(default_factory=dict)
    steps: tuple[Step, ...]

    @property
    def triggers(self) -> tuple[Enroll, ...]:
        """Every way in, in the order written."""
        return self.enroll if isinstance(self.enroll, tuple) else (self.enroll,)

"""The journey document: what one `journey.yaml` says."""

from typing import Annotated, ClassVar

from engine.journey.part import Clock, Condition, Duration, EventName, Key, Line, Part, Prose, Slug, Step
from engine.journey.times import Window


class Enroll(Part, frozen=True, kw_only=True):
    """Who enters: by event (`on`), or by looking through a segment on a schedule (`audience`)."""

    words: ClassVar[str] = "an enroll"

    on: EventName | tuple[EventName, ...] | None = None
    when: Condition | None = None
    audience: Slug | None = None
    every: Duration | None = None
    clock: Annotated[Clock | None, Key("at")] = None
    once_per: Slug | None = None
    again: Line = "never"  # never | after exit | after 30d


class ExitOn(Part, frozen=True, kw_only=True):
    words: ClassVar[str] = "an exit"

    on: EventName


class Goal(Part, frozen=True, kw_only=True):
    """`within`: "2d after appointment.start"."""

    words: ClassVar[str] = "a goal"

    on: EventName
    within: Line | None = None


class Journey(Part, frozen=True, kw_only=True):
    words: ClassVar[str] = "a journey"

    journey: Slug
    title: Line
    purpose: Slug | None = None
    topic: Slug | None = None
    owner: Line | None = None
    notes: Prose | None = None
    enroll: Enroll
    exit: tuple[ExitOn, ...] = ()
    goal: Goal | None = None
    send_window: Window | None = None
    steps: tuple[Step, ...]

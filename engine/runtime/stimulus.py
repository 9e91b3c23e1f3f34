"""What may happen to an enrollment, and what it asks for in return. Values only."""

import msgspec

from engine.contracts.activities import Decision, Delivery, Opened, Planned, Rendering
from engine.contracts.cursor import Cursor, Visit


class Broken(msgspec.Struct, frozen=True):
    """The answer of an activity that cannot ever answer for this enrollment. `reason`: kebab-case code."""

    reason: str


Answer = Planned | int | Decision | Rendering | Delivery | Opened | Broken


class Started(msgspec.Struct, frozen=True):
    """A run begins with this cursor: for the first time, continued as new, or after a loss.

    Answers to effects of an earlier run will not come any more, so open effects are asked for again.
    """


class TimePassed(msgspec.Struct, frozen=True):
    """Nothing but the clock."""


class EventArrived(msgspec.Struct, frozen=True):
    """`type`: engine.journey.events; `at`: journey time; `step`: whose mail was answered."""

    type: str
    at: float
    step: str = ""


class EffectFinished(msgspec.Struct, frozen=True):
    token: int
    answer: Answer


class Paused(msgspec.Struct, frozen=True):
    """A person holds the enrollment."""


class Resumed(msgspec.Struct, frozen=True):
    """A person lets it go on."""


class Left(msgspec.Struct, frozen=True):
    """A person or the engine takes it out. `reason`: kebab-case code."""

    reason: str


Stimulus = Started | TimePassed | EventArrived | EffectFinished | Paused | Resumed | Left


class Effect(msgspec.Struct, frozen=True):
    """One question to one activity. `moment` for plan_times alone: which time of the step is wanted.

    `since`: journey time at which the step was entered.
    """

    activity: str
    step: int
    visit: int
    token: int
    moment: str = ""
    since: float = 0.0


class Advance(msgspec.Struct, frozen=True):
    """The new cursor, what it asks for, and the visits that ended."""

    cursor: Cursor
    effects: list[Effect] = []
    visits: list[Visit] = []

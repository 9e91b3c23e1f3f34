"""`await`: wait for an event of this enrollment, or for the clock."""

from typing import Annotated, ClassVar, Literal

import msgspec

from engine.journey.part import Duration, EventName, Key, Step
from engine.journey.times import Anchor


class Await(Step, frozen=True, kw_only=True):
    """An event that already happened since the last send counts.

    `pick: best` waits for the earliest written of `for` until the timeout, then takes the best that came.
    """

    kind: ClassVar[str] = "await"
    words: ClassVar[str] = "an await step"

    events: Annotated[tuple[EventName, ...], Key("for")]
    timeout: Duration | Anchor
    pick: Literal["first", "best"] = "first"
    on: dict[str, tuple[Step, ...]] = msgspec.field(default_factory=dict)
    on_timeout: tuple[Step, ...] | None = None

"""The activities' names, their one input and their one result each.

All take a batch of one (version, step) and answer per enrollment, in the order asked. An activity fails
as a whole only when a part is down (it is then tried again); a bad enrollment is an answer.
"""

from typing import Final, Literal

import msgspec

from engine.contracts.cursor import Cursor, Visit

PLAN_TIMES: Final = "plan_times"
DECIDE_BRANCHES: Final = "decide_branches"
CHECK_CONSENT: Final = "check_consent"
RENDER_MESSAGES: Final = "render_messages"
DELIVER_MESSAGES: Final = "deliver_messages"
UPDATE_PATIENTS: Final = "update_patients"
RECORD_PROGRESS: Final = "record_progress"
MOVE_PEOPLE: Final = "move_people"
OPEN_TASKS: Final = "open_tasks"
CALL_WEBHOOKS: Final = "call_webhooks"
OPEN_FORMS: Final = "open_forms"

JOURNEY_QUEUE: Final = "careloom-journeys"  # workflow tasks and the quick activities
DELIVERY_QUEUE: Final = "careloom-delivery"  # render_messages and deliver_messages

Moment = Literal["at", "until", "window", "timeout"]


class Item(msgspec.Struct, array_like=True, frozen=True):
    """`since`: journey time at which the step was entered, from which the anchor field `now` counts."""

    enrollment: str
    visit: int
    since: float = 0.0


class Batch(msgspec.Struct, frozen=True):
    """Input of every activity on a step but plan_times."""

    version: str
    step: int  # index in plan.nodes
    items: list[Item]


class TimesBatch(msgspec.Struct, frozen=True):
    """Input of plan_times: which moment of the step is wanted."""

    version: str
    step: int
    moment: Moment
    items: list[Item]


class Planned(msgspec.Struct, array_like=True, frozen=True):
    """`due` in journey time. `past`: it lay in the past, so the anchor's `if_past` applies.

    `missing`: the anchored field has no value for this enrollment.
    """

    due: float | None
    past: bool = False
    missing: bool = False


class PlannedTimes(msgspec.Struct, frozen=True):
    items: list[Planned]


class Choices(msgspec.Struct, frozen=True):
    """Result of decide_branches: case index; -1 none was true; -2 a value was missing.

    For a split the path index; for a repeat 1 when `until_when` holds, else 0 (or -2).
    """

    items: list[int]


class Decision(msgspec.Struct, array_like=True, frozen=True):
    """allow · defer (until, journey time) · block (reason: a kebab-case code of engine.policy)."""

    verdict: Literal["allow", "defer", "block"]
    reason: str = ""
    until: float | None = None


class Decisions(msgspec.Struct, frozen=True):
    items: list[Decision]


class Rendering(msgspec.Struct, array_like=True, frozen=True):
    ok: bool
    reason: str = ""  # kebab-case code when not ok


class Renderings(msgspec.Struct, frozen=True):
    items: list[Rendering]


class Delivery(msgspec.Struct, array_like=True, frozen=True):
    """sent (method) · blocked (reason) · deferred (until) · failed (reason) · uncertain (reason)."""

    outcome: Literal["sent", "blocked", "deferred", "failed", "uncertain"]
    detail: str = ""  # method or reason code
    until: float | None = None


class Deliveries(msgspec.Struct, frozen=True):
    items: list[Delivery]


class Updates(msgspec.Struct, frozen=True):
    items: list[Rendering]


class Opened(msgspec.Struct, array_like=True, frozen=True):
    """A task or form is there, until `due` (journey time; None: no end). Not `ok`: `reason`, kebab-case."""

    ok: bool
    due: float | None = None
    reason: str = ""


class Openings(msgspec.Struct, frozen=True):
    """Result of open_tasks and open_forms."""

    items: list[Opened]


class Calls(msgspec.Struct, frozen=True):
    """Result of call_webhooks: answered with 2xx, or why it never will."""

    items: list[Rendering]


class Progress(msgspec.Struct, array_like=True, frozen=True):
    enrollment: str
    cursor: Cursor
    visits: list[Visit]


class ProgressBatch(msgspec.Struct, frozen=True):
    cohort: str
    version: str
    items: list[Progress]


class Late(msgspec.Struct, array_like=True, frozen=True):
    """Something heard about an enrollment that has changed to another cohort: a row of the outbox again."""

    enrollment: str
    kind: Literal["event", "pause", "resume", "leave"]
    type: str
    at: float  # journey time
    step: str = ""


class Handover(msgspec.Struct, frozen=True):
    """Input of move_people: who may go on in another version now, and what to send after those who went."""

    cohort: str
    version: str
    items: list[Progress]
    late: list[Late] = []


class HandedOver(msgspec.Struct, frozen=True):
    """Whether each is another cohort's now; the others stay."""

    items: list[bool]


class Recorded(msgspec.Struct, frozen=True):
    count: int

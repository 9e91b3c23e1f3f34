"""The Cohort workflow's input and signals."""

from typing import Final

import msgspec

from engine.contracts.activities import Late, Progress
from engine.contracts.cursor import Cursor, Visit
from engine.journey.clock import REAL, Clock
from engine.journey.plan import Plan

COHORT: Final = "Cohort"
EVENTS: Final = "events"
PAUSE: Final = "pause"
RESUME: Final = "resume"
LEAVE: Final = "leave"
MOVE: Final = "move"

MOST_MEMBERS: Final = 500


class Member(msgspec.Struct, array_like=True):
    enrollment: str  # opaque id
    cursor: Cursor


class CohortInput(msgspec.Struct):
    """All state of a cohort, so that continue-as-new is this one argument."""

    cohort: str
    version: str
    plan: Plan
    members: list[Member]
    clock: Clock = REAL
    tick: float = 1.0  # real seconds to which deadlines are rounded up
    seen: list[str] = []  # ids of the latest event stimuli, against double delivery
    paused: bool = False
    pending: list["EventItem"] = []  # signals not yet fed when the run continued as new
    unrecorded: list[str] = []  # enrollments whose last cursor is not yet known to be stored
    untold: dict[str, list[Visit]] = {}  # enrollment → visits not yet known to be stored
    most_signals: int = 1000  # of one run, before it continues as new; the server takes 10,000
    heartbeat: float = 10.0  # seconds after which a silent delivery is tried again elsewhere
    moving: dict[str, bool] = {}  # enrollments that change to another version; whether at once
    aboard: list[
        Progress
    ] = []  # being handed over to another version: in nobody's hands until that is answered
    gone: list[str] = []  # handed over; what is still heard about them is sent after them
    late: list[Late] = []  # heard about those aboard or gone, and not sent after them yet


class EventItem(msgspec.Struct, array_like=True, frozen=True):
    """One event for one enrollment. `step` for engagement events: whose mail was answered."""

    id: str  # unique per (event, enrollment)
    enrollment: str
    type: str
    at: float  # journey time, Unix seconds
    step: str = ""


class EventBatch(msgspec.Struct, frozen=True):
    items: list[EventItem]


class Move(msgspec.Struct, frozen=True):
    """These enrollments go on in another version: at their next safe point, or at once."""

    enrollments: list[str]
    at_once: bool = False


class Hold(msgspec.Struct, frozen=True):
    """Pause or resume: these enrollments, or all of the cohort when empty."""

    enrollments: list[str] = []


class Departure(msgspec.Struct, frozen=True):
    """These enrollments leave now; `reason` is a kebab-case code."""

    enrollments: list[str]
    reason: str

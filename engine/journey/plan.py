"""The plan: a compiled journey, immutable, self-contained and addressed by its content.

Steps are a flat tuple of nodes that name their successors by index, so that the interpreter needs no
tree. Every node carries its kind with the version of its meaning (`send@1`): a new meaning is a new
version and old executors stay until no open run uses them. The SHA-256 of the canonical JSON is the
journey's version; templates are covered because the plan names them by their own hashes.
"""

import hashlib
from typing import Final, Literal

import msgspec

LEAVE: Final = -1  # as a successor: the journey is over, outcome "completed"
FORMAT: Final = 1

Purpose = Literal["treatment", "payment", "operations", "marketing"]
IfPast = Literal["now", "skip", "continue", "exit"]
OncePer = Literal[
    "appointment", "patient", "care_gap", "event", "encounter", "prescription", "result", "statement"
]
NOW: Final = "now"  # as an anchor's field: the moment at which the step was entered
Metric = Literal["engaged", "clicked", "viewed", "confirmed", "replied", "goal"]


class _Part(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    pass


class Anchor(_Part, frozen=True):
    """A moment relative to a timestamp field.

    `days` are calendar days in `zone` (a day with a clock change has 23 or 25 hours), `seconds` are
    exact, `business` days skip weekends and holidays; all are negative for `before`. `clock` ("HH:MM")
    then sets the local time of that day. The field `now` is the moment at which the step was entered.
    """

    field: str
    days: int = 0
    seconds: int = 0
    business: int = 0
    clock: str = ""
    zone: Literal["patient", "clinic"] = "patient"
    if_past: IfPast = "now"


class Window(_Part, frozen=True):
    """When mail may leave. `days`: ISO weekdays 1-7; times "HH:MM" local to `zone`; end exclusive."""

    days: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)
    start: str = "00:00"
    end: str = "24:00"
    zone: Literal["patient", "clinic"] = "patient"
    skip_holidays: bool = False


class Cap(_Part, frozen=True):
    """At most `count` mails of this journey's purpose class within `seconds`."""

    count: int
    seconds: int


class Brakes(_Part, frozen=True):
    """What pauses a journey by itself; each over the last hour. None: never."""

    sends_per_hour: int | None = None
    bounces_percent: int | None = None
    complaints_percent: int | None = None
    opt_outs_percent: int | None = None


class Send(_Part, frozen=True, tag_field="kind", tag="send@1"):
    id: str
    next: int
    message: str
    purpose: Purpose
    topic: str = ""
    at: Anchor | None = None
    expires: Anchor | None = None
    window: Window | None = None  # None: the journey's, else the organisation's
    cap: Cap | None = None
    protect: Literal["auto", "portal", "end-to-end"] = "auto"
    track: tuple[Literal["clicks", "opens"], ...] = ("clicks",)
    reply_to: str = ""
    on_skipped: int | None = None  # None: go on to `next`
    on_failed: int | None = None
    collapse: str = ""  # of mails with this word one goes to a person on one of their days
    requires: tuple[str, ...] = ()  # authorizations that led here and must still hold when it leaves


class Wait(_Part, frozen=True, tag_field="kind", tag="wait@1"):
    """Exactly one of `seconds` (elapsed time), `until` and `window` (until the window is open)."""

    id: str
    next: int
    seconds: int | None = None
    until: Anchor | None = None
    window: Window | None = None


class Await(_Part, frozen=True, tag_field="kind", tag="await@1"):
    """Waits for the first of `on` (event name → successor). Exactly one of the two time-outs.

    `ranked`: for the best of them instead, in this order; the first of these is not waited beyond.
    """

    id: str
    next: int
    on: dict[str, int]
    on_timeout: int
    timeout_seconds: int | None = None
    timeout_at: Anchor | None = None
    ranked: tuple[str, ...] = ()


class Case(_Part, frozen=True):
    name: str
    when: str  # CEL over plan.fields
    then: int


class Branch(_Part, frozen=True, tag_field="kind", tag="branch@1"):
    id: str
    next: int
    cases: tuple[Case, ...]
    otherwise: int
    unknown: int  # a value was missing


class Path(_Part, frozen=True):
    name: str
    weight: int  # of 100
    then: int
    holdout: bool = False


class Winner(_Part, frozen=True):
    """One path is the better one when `metric` says so with `confidence` percent, at the earliest `after`
    seconds after the first person came and with `least` people on each path.
    """

    metric: Metric
    after: int
    confidence: int
    least: int


class Split(_Part, frozen=True, tag_field="kind", tag="split@1"):
    id: str
    next: int
    paths: tuple[Path, ...]
    seed: str = ""
    winner: Winner | None = None


class Repeat(_Part, frozen=True, tag_field="kind", tag="repeat@1"):
    """Runs `body` up to `at_most` times, `every` seconds apart; stops when `until_*` holds."""

    id: str
    next: int
    body: int  # the last body step's successor is this node again
    every: int
    at_most: int
    until_event: str = ""
    until_when: str = ""


class Update(_Part, frozen=True, tag_field="kind", tag="update@1"):
    id: str
    next: int
    set: dict[str, str | int | bool] = {}
    tag: tuple[str, ...] = ()
    untag: tuple[str, ...] = ()


class Task(_Part, frozen=True, tag_field="kind", tag="task@1"):
    """Somebody of the organisation is asked to do something. It is waited for when a successor is named."""

    id: str
    next: int
    queue: str
    title: str
    details: str = ""
    due: Anchor | None = None
    escalate: str = ""
    on_done: int | None = None
    on_overdue: int | None = None

    @property
    def waits(self) -> bool:
        return self.on_done is not None or self.on_overdue is not None


class Call(_Part, frozen=True, tag_field="kind", tag="call@1"):
    """A signed webhook. Exactly one of `url` and `connector` (organization.yaml)."""

    id: str
    next: int
    url: str = ""
    connector: str = ""
    fields: tuple[str, ...] = ()
    on_failed: int | None = None


class Form(_Part, frozen=True, tag_field="kind", tag="form@1"):
    """A form of `plan.forms` is open to the person until `expires`."""

    id: str
    next: int
    form: str
    expires: Anchor
    on_submitted: int
    on_timeout: int


class Exit(_Part, frozen=True, tag_field="kind", tag="exit@1"):
    id: str


Node = Send | Wait | Await | Branch | Split | Repeat | Update | Task | Call | Form | Exit


class Schedule(_Part, frozen=True):
    every: int  # seconds, at least a day
    clock: str = "09:00"  # local to the organisation's zone
    days: tuple[int, ...] = ()  # ISO weekdays; none: any


class Enroll(_Part, frozen=True):
    """Who enters. `again`: -1 never, 0 after exit, else seconds since the last exit."""

    on: tuple[str, ...] = ()
    when: str = ""  # CEL
    audience: str = ""  # a segment's name, looked through on `schedule`
    schedule: Schedule | None = None
    once_per: OncePer = "patient"
    again: int = -1
    cap: Cap | None = None  # at most so many enter
    ramp: tuple[int, ...] = ()  # at most so many on the first day, the second, …


class Goal(_Part, frozen=True):
    """`within`: until when it counts; with `since` its field `now` is the entry, or the latest send."""

    on: str
    within: Anchor | None = None
    since: Literal["", "entry", "send"] = ""


class Question(_Part, frozen=True):
    """One question of a form; texts by language. Its answer is the field `answers.<id>`."""

    id: str
    ask: dict[str, str]
    type: Literal["yes-no", "choice", "number", "text"]
    required: bool = True
    choices: dict[str, dict[str, str]] = {}
    order: tuple[str, ...] = ()  # of the choices
    least: int = 0
    most: int = 100


class FormPlan(_Part, frozen=True):
    title: dict[str, str]
    questions: tuple[Question, ...]
    intro: dict[str, str] = {}
    thanks: dict[str, str] = {}


class MessagePlan(_Part, frozen=True):
    """One message: its most closed data class and the template hash of every language variant."""

    data_class: str
    variants: dict[str, str]  # BCP 47 → template sha256; "en" style keys, the organisation's default exists
    fields: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()


class Plan(_Part, frozen=True):
    journey: str
    title: str
    purpose: Purpose
    start: int
    nodes: tuple[Node, ...]
    enroll: Enroll
    fields: dict[
        str, str
    ] = {}  # dotted dictionary field → type word: string int bool double timestamp list(string)
    classes: dict[str, str] = {}  # dotted dictionary field → data class
    segments: dict[str, str] = {}  # segment name → CEL, only those used
    messages: dict[str, MessagePlan] = {}
    exits: tuple[str, ...] = ()  # events that end it at once, the built-in ones included
    goal: Goal | None = None
    window: Window | None = None
    owner: str = ""
    format: int = FORMAT
    also: tuple[Enroll, ...] = ()  # the further ways in
    forms: dict[str, FormPlan] = {}
    brakes: Brakes | None = None
    moved: dict[str, str] = {}  # step that is gone → step that takes its place

    @property
    def triggers(self) -> tuple[Enroll, ...]:
        """Every way in."""
        return (self.enroll, *self.also)


_ENCODER = msgspec.json.Encoder(order="sorted")


def canonical(plan: Plan) -> bytes:
    """The one JSON form of a plan: sorted keys, defaults left out, UTF-8, no spaces."""
    # Defaults are told by identity: a word read from text only becomes the default's own object by decoding.
    return _ENCODER.encode(decode(_ENCODER.encode(plan)))


def version_of(plan: Plan) -> str:
    """The journey version: lower-case hex SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(plan)).hexdigest()


def decode(raw: bytes | str) -> Plan:
    return msgspec.json.decode(raw, type=Plan)

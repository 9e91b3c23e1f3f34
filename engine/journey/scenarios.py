"""Scenarios: one synthetic person, what happens to them, and what the journey must then do.

The documents of `scenarios.yaml` and their compiled form, plain values for the simulation. Times without an
offset are local to the scenario's `zone`, else to the appointment's, else to the clinic's.
"""

from datetime import datetime
from typing import Annotated, Any, ClassVar, Final, Literal, get_args

import msgspec

from engine.journey.duration import Duration
from engine.journey.events import EVENTS, OPTED_OUT
from engine.journey.part import NOWHERE, EventName, Key, Language, Line, Part, Prose, Range, Slug, Span

Fact = str | int | bool | tuple[Line, ...]
Facts = dict[str, Fact]
Moment = Line  # 2026-03-10T09:00, with seconds and an offset where wanted
Word = Literal["granted", "revoked"]
Method = Literal["tls", "smime", "openpgp", "portal"]
MATTERS: Final = ("care_gap", "encounter", "prescription", "result", "statement")  # described by fields alone
ENTITIES: Final = ("appointment", *MATTERS)

# What may happen besides the events of journeys.
COMPLAINED: Final = "complained"  # the reader called a mail spam
CONSENT_GRANTED: Final = "consent.granted"
CONSENT_REVOKED: Final = "consent.revoked"
JOURNEY_PAUSED: Final = "journey.paused"
JOURNEY_RESUMED: Final = "journey.resumed"
TAKEN_OUT: Final = "taken_out"  # a member of staff took the person out of the journey
WORLD_EVENTS: Final = frozenset(
    {COMPLAINED, CONSENT_GRANTED, CONSENT_REVOKED, JOURNEY_PAUSED, JOURNEY_RESUMED, TAKEN_OUT}
)
SCENARIO_EVENTS: Final = EVENTS | WORLD_EVENTS
OF_A_TOPIC: Final = frozenset({CONSENT_GRANTED, CONSENT_REVOKED, OPTED_OUT})


class EventDocument(Part, frozen=True, kw_only=True):
    """Something that happens: `at` a moment, or `after` a step `by` a while (its `visit`-th time).

    `step` says whose mail, task or form it is about; by default it is the step it comes after. The facts are
    news that the event brings, such as the new start of an appointment.
    """

    words: ClassVar[str] = "an event of a scenario"

    at: Moment | None = None
    after: Slug | None = None
    by: Duration | None = None
    visit: Annotated[int, Range(1, 1_000)] = 1
    event: EventName
    step: Slug | None = None
    topic: Slug | None = None
    scope: Slug | None = None
    patient: Facts = msgspec.field(default_factory=dict)
    appointment: Facts = msgspec.field(default_factory=dict)
    care_gap: Facts = msgspec.field(default_factory=dict)
    encounter: Facts = msgspec.field(default_factory=dict)
    prescription: Facts = msgspec.field(default_factory=dict)
    result: Facts = msgspec.field(default_factory=dict)
    statement: Facts = msgspec.field(default_factory=dict)
    answers: Facts = msgspec.field(default_factory=dict)


class ExpectationDocument(Part, frozen=True, kw_only=True):
    """One thing that must happen. Exactly one of the kinds is written; the rest says more about it."""

    words: ClassVar[str] = "an expectation"

    send: Slug | None = None
    skip: Slug | None = None
    fail: Slug | None = None
    wait: Slug | None = None
    await_: Annotated[Slug | None, Key("await")] = None
    branch: Slug | None = None
    split: Slug | None = None
    repeat: Slug | None = None
    update: Slug | None = None
    task: Slug | None = None
    call: Slug | None = None
    form: Slug | None = None
    goal: EventName | None = None
    exit: Line | None = None
    at: Moment | None = None
    visit: Annotated[int | None, Range(1, 1_000)] = None
    way: Line | None = None
    reason: Line | None = None
    language: Language | None = None
    method: Method | None = None
    subject: Line | None = None
    says: Prose | None = None


class EarlierMailDocument(Part, frozen=True, kw_only=True):
    """A mail that the person got before: it counts for the contact budget."""

    words: ClassVar[str] = "an earlier mail"

    at: Moment
    purpose: Literal["treatment", "payment", "operations", "marketing"] = "treatment"


class ScenarioDocument(Part, frozen=True, kw_only=True):
    """`begin` is when we start to look, `until` when we stop; by default the first event, and the end.

    `fails`: steps whose mail or call cannot be delivered, and why. `split`: the path to take.
    """

    words: ClassVar[str] = "a scenario"

    name: Line
    notes: Prose | None = None
    zone: Line | None = None
    begin: Moment | None = None
    until: Moment | None = None
    patient: Facts = msgspec.field(default_factory=dict)
    appointment: Facts = msgspec.field(default_factory=dict)
    care_gap: Facts = msgspec.field(default_factory=dict)
    encounter: Facts = msgspec.field(default_factory=dict)
    prescription: Facts = msgspec.field(default_factory=dict)
    result: Facts = msgspec.field(default_factory=dict)
    statement: Facts = msgspec.field(default_factory=dict)
    consents: dict[str, Word] = msgspec.field(default_factory=dict)
    authorizations: dict[str, Word] = msgspec.field(default_factory=dict)
    suppressed: Literal["hard-bounce", "complaint"] | None = None
    held_keys: Annotated[tuple[Literal["smime", "openpgp"], ...], Key("keys")] = ()
    mails: tuple[EarlierMailDocument, ...] = ()
    split: dict[str, Line] = msgspec.field(default_factory=dict)
    fails: dict[str, Slug] = msgspec.field(default_factory=dict)
    events: tuple[EventDocument, ...] = ()
    expect: tuple[ExpectationDocument, ...] = ()
    never: tuple[Slug, ...] = ()


class ScenariosDocument(Part, frozen=True, kw_only=True):
    words: ClassVar[str] = "a file of scenarios"

    scenarios: tuple[ScenarioDocument, ...]


ExpectedKind = Literal[
    "send", "skip", "fail", "wait", "await", "branch", "split", "repeat", "update", "task", "call", "form",
    "goal", "exit",
]  # fmt: skip
KINDS: Final[tuple[ExpectedKind, ...]] = get_args(ExpectedKind)


class Occurrence(msgspec.Struct, frozen=True):
    """One event to come. `at` in Unix seconds, or else `by` after the `visit`-th visit of the step `after`.

    `facts`: dotted field → typed value, the news it brings.
    """

    event: str
    at: float | None = None
    after: str = ""
    by: Duration = Duration()
    visit: int = 1
    step: str = ""
    topic: str = ""
    scope: str = ""
    facts: dict[str, Any] = {}
    span: Span = NOWHERE


class Expectation(msgspec.Struct, frozen=True):
    """`id`: step, event of the goal or outcome of the journey. What is None is not looked at.

    `at` in Unix seconds, meant to the minute unless `exact`.
    """

    kind: ExpectedKind
    id: str
    at: float | None = None
    exact: bool = False
    visit: int | None = None
    way: str | None = None
    reason: str | None = None
    language: str | None = None
    method: str | None = None
    subject: str | None = None
    says: str | None = None
    span: Span = NOWHERE


class Scenario(msgspec.Struct, frozen=True):
    """Everything the simulation is told. `facts`: dotted field → typed value.

    `zone`: IANA, in which moments are shown. Times in Unix seconds. `never`: step ids with their places.
    """

    name: str
    zone: str
    facts: dict[str, Any] = {}
    begin: float | None = None
    until: float | None = None
    consents: dict[str, bool] = {}  # topic ("" for all mail) → granted
    authorizations: dict[str, bool] = {}
    suppressed: str = ""
    keys: tuple[str, ...] = ()
    mails: tuple[tuple[float, str], ...] = ()
    split: dict[str, str] = {}
    fails: dict[str, str] = {}
    events: tuple[Occurrence, ...] = ()
    expect: tuple[Expectation, ...] = ()
    never: tuple[tuple[str, Span], ...] = ()
    span: Span = NOWHERE

    @property
    def starts(self) -> float | None:
        """When we begin to look; None when nothing says it."""
        moments = [one.at for one in self.events if one.at is not None]
        return self.begin if self.begin is not None else min(moments, default=None)


def parse_moment(text: str) -> tuple[datetime, bool] | None:
    """The moment, naive where it is local, and whether seconds were written; None when it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment, text.partition("T")[2][:8].count(":") == 2

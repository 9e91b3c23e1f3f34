"""Journeys as the designer sees them: text, problems, numbers and versions."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec


class StepOutline(msgspec.Struct, frozen=True):
    id: str
    kind: str


class ProblemCount(msgspec.Struct, frozen=True):
    errors: int
    warnings: int


class Totals(msgspec.Struct, frozen=True):
    """People and mails of one journey, all versions."""

    entered: int = 0
    inside: int = 0
    left: int = 0
    goal: int = 0
    sent: int = 0
    waiting: int = 0  # to enter: there is no room for them now


class JourneySummary(msgspec.Struct, frozen=True):
    """`only_draft`: it exists in the caller's draft alone, and nobody else sees it."""

    slug: str
    title: str
    purpose: str
    owner: str
    version_number: int  # 0: never published
    version: str
    paused: bool
    paused_reason: str  # the brake that paused it; "" when a person did
    problems: ProblemCount
    counts: Totals
    steps: list[StepOutline]
    updated_at: datetime | None
    only_draft: bool = False


class JourneyList(msgspec.Struct, frozen=True):
    items: list[JourneySummary]
    next: str | None = None


class RelatedPlace(msgspec.Struct, frozen=True):
    text: str
    path: str
    line: int
    column: int
    end_column: int


class OfferedFix(msgspec.Struct, frozen=True):
    """On this line of `path`, from `column` up to `end_column`, `replacement` takes the place of `was`.

    Lines and columns from 1, in characters; where `was` is empty, something is added.
    """

    path: str
    line: int
    column: int
    end_column: int
    was: str
    replacement: str
    offer: str  # what is written, in short: to be shown on the button


class Problem(msgspec.Struct, frozen=True):
    """Lines and columns from 1, `end_column` exclusive; `text` is what the command line prints.

    `scenario`: the name of the one that it lies in, where it stands in the journey's scenarios.yaml.
    """

    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    hint: str
    source_of_law: str
    docs: str
    step: str | None  # the step whose lines it lies in
    scenario: str | None
    labels: list[RelatedPlace]
    text: str
    fix: OfferedFix | None


class JourneyDetail(JourneySummary, frozen=True, kw_only=True):
    """`source` is the text on disk, and `etag` its tag; of a journey that is only a draft, the draft's text.

    `dirty`: it is not what was published last.
    """

    source: str
    published_source: str
    etag: str
    dirty: bool
    path: str
    exits: list[str]
    diagnostics: list[Problem]


class Checked(msgspec.Struct, frozen=True):
    """`classes`: for every step that tells somebody something, the most closed class of what it tells."""

    problems: list[Problem]
    version: str | None
    classes: dict[str, str] = {}


class Draft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: Annotated[str, msgspec.Meta(max_length=262_144)]


class Publish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: Annotated[str, msgspec.Meta(max_length=262_144)]
    note: Annotated[str, msgspec.Meta(max_length=500)] = ""


class StepNumbers(msgspec.Struct):
    entered: int = 0  # times this step was begun
    waiting: int = 0  # people at it now
    done: int = 0
    sent: dict[str, int] = {}  # by method
    skipped: dict[str, int] = {}  # by reason
    failed: dict[str, int] = {}
    outcomes: dict[str, int] = {}  # everything else: branch cases, awaited events, "passed"


class Live(msgspec.Struct, frozen=True):
    """`coarse`: whoever looks may not see small numbers; 1 to 10 people are told as 10."""

    at: datetime
    totals: Totals
    steps: dict[str, StepNumbers]
    outcomes: dict[str, int]  # how people left
    rate_per_minute: float  # mails, over the last journey hour
    coarse: bool = False


class VersionShown(msgspec.Struct, frozen=True):
    number: int
    version: str
    published_at: datetime
    published_by: str
    note: str
    inside: int


class VersionList(msgspec.Struct, frozen=True):
    items: list[VersionShown]
    next: str | None = None


class VersionSource(msgspec.Struct, frozen=True):
    number: int
    version: str
    source: str

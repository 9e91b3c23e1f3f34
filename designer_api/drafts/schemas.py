"""What the routes of drafts take and give."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from designer_api.journeys.releases import PlanShown
from engine.compiler.compare import JourneyChange
from engine.compiler.merge import Choice
from engine.store.approvals import ApprovalRequest
from engine.store.comments import Comment, Mention
from engine.store.drafts import DraftLine
from engine.store.release_plan import Mode
from engine.store.visitors import Visitor

_HASH = msgspec.Meta(min_length=64, max_length=64, pattern="^[0-9a-f]+$")
_TEXT = msgspec.Meta(max_length=262_144)
Note = Annotated[str, msgspec.Meta(max_length=500)]
ApprovalState = Literal["missing", "asked", "approved", "refused"]


class DraftShown(msgspec.Struct, frozen=True):
    """`files`: path inside the journey's folder → text. `revision` 0: none is saved, this is the workspace.

    `changed`: files that differ from what the draft began with; `behind`: files that somebody else changed in
    the workspace since. `others`: drafts of other people.
    """

    journey: str
    files: dict[str, str]
    revision: int
    made_at: datetime | None
    updated_at: datetime | None
    changed: list[str]
    behind: list[str]
    others: list[DraftLine]


class SaveDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The files that are others than when they were last seen; null takes a file away."""

    files: dict[str, Annotated[str, _TEXT] | None]


class DraftList(msgspec.Struct, frozen=True):
    items: list[DraftLine]
    next: str | None = None


class Choices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`file#where` of a clash → whose side is taken."""

    choices: dict[str, Choice] = {}


class ClashShown(msgspec.Struct, frozen=True):
    """`key`: what a choice names it by. `where`: the step, the field of the journey, or "" for the file."""

    key: str
    file: str
    where: str
    kind: str
    before: str
    mine: str
    theirs: str


class MergeShown(msgspec.Struct, frozen=True):
    """With `clashes` nothing was saved yet: choose in each. `taken`: what came from the other side."""

    draft: DraftShown
    clashes: list[ClashShown]
    taken: list[str]


class RestoreVersion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: int


class ApprovalNeeded(msgspec.Struct, frozen=True):
    """`request`: the latest about exactly these changes; None when nobody was asked."""

    kind: str
    role: str
    about: tuple[str, ...]
    state: ApprovalState
    request: ApprovalRequest | None


class DraftPlan(msgspec.Struct, frozen=True):
    """What publishing this draft would do. `behind`: the workspace moved, so it must be taken in first."""

    plan: PlanShown
    number: int
    approvals: list[ApprovalNeeded]
    behind: list[str]
    commits: bool


class PublishDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The plan that was seen, by its fingerprints."""

    base: Annotated[str, _HASH]
    target: Annotated[str, _HASH]
    inside: Mode = "stay"
    note: Note = ""


class PublishedDraft(msgspec.Struct, frozen=True):
    """`commit` "": the workspace is no git repository."""

    number: int
    version: str
    commit: str


class AskApproval(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    note: Note = ""


class ApprovalList(msgspec.Struct, frozen=True):
    items: list[ApprovalRequest]
    next: str | None = None


class JourneyAsked(msgspec.Struct, frozen=True):
    """The journey's text as somebody asked for it."""

    source: str


class Decide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: Note = ""


class Refuse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`words`: why, for whoever asked. Without them nobody knows what to change."""

    words: Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=r"\S")]


class DiffLine(msgspec.Struct, frozen=True):
    """mark: "+", "-", " ", or "…" where lines that are the same are left out. Numbers from 1; 0: none."""

    mark: str
    before: int
    after: int
    text: str


class FileCompared(msgspec.Struct, frozen=True):
    file: str
    lines: list[DiffLine]


class Compared(msgspec.Struct, frozen=True):
    """From `before` to `after`. `change` is null where nothing differs.

    Each side with its text, and the subjects of its messages by their names; none where it has errors.
    """

    change: JourneyChange | None
    source_before: str
    source_after: str
    files: list[FileCompared]
    subjects_before: dict[str, str]
    subjects_after: dict[str, str]


class WriteComment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`step` "": on the journey. `answers`: the head of the thread."""

    body: Annotated[str, msgspec.Meta(min_length=1, max_length=4000, pattern=r"\S")]
    step: Annotated[str, msgspec.Meta(max_length=64)] = ""
    answers: UUID | None = None
    mentions: Annotated[list[UUID], msgspec.Meta(max_length=20)] = []


class CommentList(msgspec.Struct, frozen=True):
    items: list[Comment]
    next: str | None = None


class MentionList(msgspec.Struct, frozen=True):
    items: list[Mention]
    next: str | None = None


class StaffShown(msgspec.Struct, frozen=True):
    id: UUID
    name: str
    role: str


class StaffList(msgspec.Struct, frozen=True):
    items: list[StaffShown]
    next: str | None = None


class Together(msgspec.Struct, frozen=True):
    """`remarks`, `workspace`: others whenever comments or the files of the workspace change.

    `draft`: the revision of the caller's own draft, 0 without one.
    """

    people: list[Visitor]
    remarks: str
    workspace: str
    draft: int

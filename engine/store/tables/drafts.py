"""What staff write together before it is in force: drafts, who is here, approvals, comments.

Times are real time, never the paced clock: this is about staff, not about patients.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field, SQLModel

from engine.store.tables.columns import document, listed, moment


class JourneyDraft(SQLModel, table=True):
    """One person's draft of one journey. Files: path inside the journey's folder → text.

    `base`: the files as they lay in the workspace when they were last taken in. `revision` counts saves.
    """

    __tablename__ = "journey_draft"
    journey: str = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", primary_key=True, index=True)
    files: dict[str, Any] = document()
    base: dict[str, Any] = document()
    revision: int = 1
    made_at: datetime = moment(nullable=False)
    updated_at: datetime = moment(nullable=False)


class JourneyVisitor(SQLModel, table=True):
    """A window that has the journey open; forgotten a little after it was last heard of."""

    __tablename__ = "journey_visitor"
    journey: str = Field(primary_key=True)
    window: str = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="account.id")
    seen_at: datetime = moment(nullable=False)


class ApprovalRequest(SQLModel, table=True):
    """Somebody is asked to approve one kind of change. state: asked → approved | refused | withdrawn.

    `content` is the hash of exactly the changes of this kind: an approval holds for as long as they stay.
    """

    __tablename__ = "approval_request"
    id: UUID = Field(primary_key=True)
    journey: str = Field(index=True)
    kind: str  # wording | audience | protection | timing
    role: str
    content: str
    changes: dict[str, Any] = document()  # engine.compiler.compare.Difference, of this kind alone
    asked_by: UUID = Field(foreign_key="account.id")
    asked_at: datetime = moment(nullable=False)
    note: str = ""
    state: str = "asked"
    decided_by: UUID | None = Field(default=None, foreign_key="account.id")
    decided_at: datetime | None = moment()
    words: str = ""
    mails: list[Any] = listed()  # engine.store.approved_mails.MailVariant
    source: str = ""  # the journey's text as it was asked for


class StepComment(SQLModel, table=True):
    """A remark on a step ("": the journey), or an answer to one. Threads are settled at their head."""

    __tablename__ = "step_comment"
    id: UUID = Field(primary_key=True)
    journey: str = Field(index=True)
    step: str = ""
    answers: UUID | None = Field(default=None, foreign_key="step_comment.id")
    author: UUID = Field(foreign_key="account.id")
    body: str
    written_at: datetime = moment(nullable=False)
    settled_at: datetime | None = moment()
    settled_by: UUID | None = Field(default=None, foreign_key="account.id")
    removed_at: datetime | None = moment()


class CommentMention(SQLModel, table=True):
    __tablename__ = "comment_mention"
    comment_id: UUID = Field(foreign_key="step_comment.id", primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", primary_key=True, index=True)
    seen_at: datetime | None = moment()


class VersionFiles(SQLModel, table=True):
    """Every file a version was first published from, by path inside the journey's folder: to restore it."""

    __tablename__ = "version_files"
    version: str = Field(foreign_key="journey_version.version", primary_key=True)
    files: dict[str, Any] = document()

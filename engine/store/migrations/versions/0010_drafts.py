"""What staff write together: drafts, who has a journey open, approvals, comments, files of versions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"

_EMPTY = sa.text("''")
_MOMENT = sa.DateTime(timezone=True)
_DOCUMENT = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    _drafts()
    _approvals()
    _comments()
    op.create_table(
        "version_files",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("files", _DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["version"], ["journey_version.version"]),
        sa.PrimaryKeyConstraint("version"),
    )


def _drafts() -> None:
    op.create_table(
        "journey_draft",
        sa.Column("journey", sa.String(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("files", _DOCUMENT, nullable=False),
        sa.Column("base", _DOCUMENT, nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("journey", "account_id"),
    )
    op.create_index("ix_journey_draft_account_id", "journey_draft", ["account_id"], unique=False)
    op.create_table(
        "journey_visitor",
        sa.Column("journey", sa.String(), nullable=False),
        sa.Column("window", sa.String(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("journey", "window"),
    )


def _approvals() -> None:
    op.create_table(
        "approval_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journey", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("changes", _DOCUMENT, nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("note", sa.String(), server_default=_EMPTY, nullable=False),
        sa.Column("state", sa.String(), server_default=sa.text("'asked'"), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", _MOMENT, nullable=True),
        sa.Column("words", sa.String(), server_default=_EMPTY, nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"]),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_approval_request_journey", "approval_request", ["journey"], unique=False)


def _comments() -> None:
    op.create_table(
        "step_comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journey", sa.String(), nullable=False),
        sa.Column("step", sa.String(), server_default=_EMPTY, nullable=False),
        sa.Column("answers", sa.Uuid(), nullable=True),
        sa.Column("author", sa.Uuid(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("written_at", _MOMENT, nullable=False),
        sa.Column("settled_at", _MOMENT, nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("removed_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["answers"], ["step_comment.id"]),
        sa.ForeignKeyConstraint(["author"], ["account.id"]),
        sa.ForeignKeyConstraint(["settled_by"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_step_comment_journey", "step_comment", ["journey"], unique=False)
    op.create_table(
        "comment_mention",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["comment_id"], ["step_comment.id"]),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("comment_id", "account_id"),
    )
    op.create_index("ix_comment_mention_account_id", "comment_mention", ["account_id"], unique=False)

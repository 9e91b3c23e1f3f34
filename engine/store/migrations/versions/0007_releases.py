"""What was applied from which commit, journeys closed to entry, and people moved to another version."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"

_EMPTY = sa.text("''")


def upgrade() -> None:
    op.add_column("journey", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "release",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), server_default=_EMPTY, nullable=False),
        sa.Column("commit_hash", sa.String(), server_default=_EMPTY, nullable=False),
        sa.Column("author", sa.String(), server_default=_EMPTY, nullable=False),
        sa.Column("uncommitted", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("inside", sa.String(), server_default=sa.text("'stay'"), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("approvals", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("journeys", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "enrollment_move",
        sa.Column("enrollment_id", sa.Uuid(), nullable=False),
        sa.Column("release_id", sa.BigInteger(), nullable=False),
        sa.Column("from_version", sa.String(), nullable=False),
        sa.Column("to_version", sa.String(), nullable=False),
        sa.Column("at_once", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("state", sa.String(), server_default=sa.text("'asked'"), nullable=False),
        sa.Column("reason", sa.String(), server_default=_EMPTY, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["enrollment_id"], ["enrollment.id"]),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"]),
        sa.ForeignKeyConstraint(["from_version"], ["journey_version.version"]),
        sa.ForeignKeyConstraint(["to_version"], ["journey_version.version"]),
        sa.PrimaryKeyConstraint("enrollment_id", "release_id"),
    )
    op.create_index("ix_enrollment_move_release_id", "enrollment_move", ["release_id"], unique=False)
    op.create_index(
        "enrollment_move_asked",
        "enrollment_move",
        ["enrollment_id"],
        unique=True,
        postgresql_where="state = 'asked'",
    )


def downgrade() -> None:
    op.drop_table("enrollment_move")
    op.drop_table("release")
    op.drop_column("journey", "closed_at")

"""Tasks for staff, forms for people, calls to other hosts, decided experiments; the word mails share"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"


def _text(name: str, default: str | None = None) -> sa.Column[Any]:
    server = None if default is None else sa.text(f"'{default}'")
    return sa.Column(name, sa.String(), server_default=server, nullable=False)


def _count(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def _moment(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _place() -> list[sa.Column[Any] | sa.Constraint]:
    """Which visit of which step it belongs to, once."""
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enrollment_id", sa.Uuid(), nullable=False),
        _text("journey"),
        _text("step"),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["enrollment_id"], ["enrollment.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("enrollment_id", "step", "visit"),
    ]


def upgrade() -> None:
    op.create_table(
        "task",
        *_place(),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        _text("queue"),
        _text("title"),
        _text("details", ""),
        _text("escalate", ""),
        _text("state", "open"),
        _text("reason", ""),
        _moment("opened_at", nullable=False),
        _moment("due_at"),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        _moment("taken_at"),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        _moment("ended_at"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"]),
    )
    op.create_index("ix_task_patient_id", "task", ["patient_id"], unique=False)
    for name, column in (("task_open", "queue"), ("task_open_escalated", "escalate")):
        op.create_index(name, "task", [column, "due_at"], unique=False, postgresql_where="state = 'open'")
    op.create_table(
        "form_opening",
        *_place(),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        _text("version"),
        _text("form"),
        _text("state", "open"),
        _moment("opened_at", nullable=False),
        _moment("expires_at"),
        _moment("submitted_at"),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"]),
    )
    op.create_index("ix_form_opening_patient_id", "form_opening", ["patient_id"], unique=False)
    op.create_table(
        "webhook_call",
        *_place(),
        _text("host"),
        _text("state", "pending"),
        _text("reason", ""),
        sa.Column("status_code", sa.Integer(), nullable=True),
        _count("tries"),
        _count("milliseconds"),
        _text("body_sha256", ""),
        _moment("first_at", nullable=False),
        _moment("last_at"),
        _moment("next_at"),
    )
    op.create_index(
        "webhook_call_pending",
        "webhook_call",
        ["first_at"],
        unique=False,
        postgresql_where="state = 'pending'",
    )
    op.create_table(
        "split_winner",
        _text("journey"),
        _text("split"),
        _text("paths"),
        _text("winner", ""),
        _moment("decided_at"),
        _count("looks"),
        _count("people"),
        sa.Column("numbers", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.PrimaryKeyConstraint("journey", "split", "paths"),
    )
    op.add_column("message", _text("collapse", ""))


def downgrade() -> None:
    op.drop_column("message", "collapse")
    for table in ("split_winner", "webhook_call", "form_opening", "task"):
        op.drop_table(table)

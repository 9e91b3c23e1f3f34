"""Who comes in: rooms, lines, audiences that go on where they stopped, requests; matters; brakes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"

_EMPTY = sa.text("''")
_NONE = sa.text("0")
_MOMENT = sa.DateTime(timezone=True)
_DOCUMENT = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    _matters()
    _rooms()
    _runs()
    op.add_column("journey", sa.Column("paused_at", _MOMENT, nullable=True))
    op.add_column("journey", sa.Column("paused_reason", sa.String(), server_default=_EMPTY, nullable=False))
    op.add_column("journey", sa.Column("resumed_at", _MOMENT, nullable=True))


def _matters() -> None:
    op.create_table(
        "matter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key_index", sa.LargeBinary(), nullable=False),
        sa.Column("moments", _DOCUMENT, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("as_of", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key_index"),
    )
    op.create_index("ix_matter_patient_id", "matter", ["patient_id"], unique=False)
    for table in ("event", "enrollment"):
        op.add_column(table, sa.Column("matter_id", sa.Uuid(), nullable=True))
        op.create_foreign_key(None, table, "matter", ["matter_id"], ["id"])
    op.create_index(
        "event_matter", "event", ["matter_id"], unique=False, postgresql_where="matter_id IS NOT NULL"
    )
    op.add_column("enrollment", sa.Column("gap", sa.String(), server_default=_EMPTY, nullable=False))
    # So far the entity was the only place where a care gap's name stood.
    op.execute(
        "update enrollment e set gap = e.entity from care_gap g"
        " where g.patient_id = e.patient_id and g.name = e.entity"
    )


def _rooms() -> None:
    op.create_table(
        "entry_day",
        sa.Column("journey", sa.String(), nullable=False),
        sa.Column("way", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), server_default=_NONE, nullable=False),
        sa.PrimaryKeyConstraint("journey", "way", "day"),
    )
    op.create_table(
        "entry_moment",
        sa.Column("journey", sa.String(), nullable=False),
        sa.Column("way", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("people", sa.Integer(), server_default=_NONE, nullable=False),
        sa.PrimaryKeyConstraint("journey", "way", "at"),
    )
    op.create_table(
        "waiting_entry",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("journey", sa.String(), nullable=False),
        sa.Column("way", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("entity", sa.String(), server_default=_EMPTY, nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("gap", sa.String(), server_default=_EMPTY, nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["journey"], ["journey.slug"]),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"]),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"]),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"]),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("journey", "patient_id", "entity"),
    )
    op.create_index("waiting_entry_line", "waiting_entry", ["journey", "way", "id"], unique=False)
    op.create_index("ix_waiting_entry_patient_id", "waiting_entry", ["patient_id"], unique=False)


def _runs() -> None:
    op.create_table(
        "audience_run",
        sa.Column("journey", sa.String(), nullable=False),
        sa.Column("way", sa.Integer(), nullable=False),
        sa.Column("slot", _MOMENT, nullable=False),
        sa.Column("began_at", _MOMENT, nullable=False),
        sa.Column("finished_at", _MOMENT, nullable=True),
        sa.Column("cursor", sa.Uuid(), nullable=True),
        sa.Column("enrolled", sa.Integer(), server_default=_NONE, nullable=False),
        sa.Column("waiting", sa.Integer(), server_default=_NONE, nullable=False),
        sa.ForeignKeyConstraint(["journey"], ["journey.slug"]),
        sa.PrimaryKeyConstraint("journey", "way"),
    )
    op.execute(
        "insert into audience_run (journey, way, slot, began_at, finished_at)"
        " select slug, 0, audience_ran_at, audience_ran_at, audience_ran_at from journey"
        " where audience_ran_at is not null"
    )
    op.drop_column("journey", "audience_ran_at")
    op.create_table(
        "enrollment_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journey", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("requested_by", sa.String(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("lines", _DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["journey"], ["journey.slug"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("journey", "key"),
    )


def downgrade() -> None:
    op.drop_table("enrollment_request")
    op.add_column("journey", sa.Column("audience_ran_at", _MOMENT, nullable=True))
    op.execute("update journey j set audience_ran_at = r.slot from audience_run r where r.journey = j.slug")
    op.drop_table("audience_run")
    op.drop_table("waiting_entry")
    op.drop_table("entry_moment")
    op.drop_table("entry_day")
    for column in ("resumed_at", "paused_reason", "paused_at"):
        op.drop_column("journey", column)
    op.drop_column("enrollment", "gap")
    for table in ("enrollment", "event"):
        op.drop_column(table, "matter_id")
    op.drop_table("matter")

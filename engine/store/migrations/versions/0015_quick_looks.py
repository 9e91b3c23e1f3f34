"""What the overview asks every few seconds is found without reading whole tables."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_index("message_uncertain", "message", ["id"], postgresql_where=sa.text("state = 'uncertain'"))
    # Visits are added in the order they end, so a few pages stand for the whole table, and writing is free.
    op.create_index("step_visit_ended", "step_visit", ["ended_at"], postgresql_using="brin")


def downgrade() -> None:
    op.drop_index("step_visit_ended", table_name="step_visit")
    op.drop_index("message_uncertain", table_name="message")

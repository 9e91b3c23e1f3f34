"""Mails that failed are listed without reading those of years; of others nothing is written here."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_index("message_failed", "message", ["id"], postgresql_where=sa.text("state = 'failed'"))


def downgrade() -> None:
    op.drop_index("message_failed", table_name="message")

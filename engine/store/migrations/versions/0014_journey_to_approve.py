"""The journey that a request for approval is about, as text: to be looked at when the draft has gone on."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column(
        "approval_request", sa.Column("source", sa.String(), server_default=sa.text("''"), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("approval_request", "source")

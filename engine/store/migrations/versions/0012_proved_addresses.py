"""Codes that are mailed to prove a staff address, and when one was given back."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("account", sa.Column("address_proved_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "sign_in_link", sa.Column("mailed", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("sign_in_link", "mailed")
    op.drop_column("account", "address_proved_at")

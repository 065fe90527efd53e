"""When a ledger entry was cleared, so that what was open can be told as at a statement's date."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ledger_entry", sa.Column("cleared_on", sa.String(length=10), nullable=True))


def downgrade() -> None:
    op.drop_column("ledger_entry", "cleared_on")

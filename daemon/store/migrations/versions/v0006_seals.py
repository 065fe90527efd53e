"""The audit vouches for every row: digests beside what happened, and sums over the entries of a ledger's account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit", sa.Column("seals", sa.Text(), server_default="", nullable=False))
    op.add_column("ledger_account", sa.Column("sums", sa.Text(), server_default="", nullable=False))
    op.create_index(op.f("ix_audit_message"), "audit", ["message"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_audit_message"), "audit")
    op.drop_column("ledger_account", "sums")
    op.drop_column("audit", "seals")

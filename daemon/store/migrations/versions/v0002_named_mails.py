"""Mailboxes whose server has names for its mails instead of numbers, and a mark of its own for how far they were read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cursor", sa.Column("mark", sa.Text(), server_default="", nullable=False))
    op.add_column("message", sa.Column("remote", sa.Text(), server_default="", nullable=False))
    op.create_index(
        "uq_message_remote",
        "message",
        ["mailbox", "folder", "remote"],
        unique=True,
        sqlite_where=sa.text("remote != ''"),
        postgresql_where=sa.text("remote != ''"),
    )


def downgrade() -> None:
    op.drop_index("uq_message_remote", "message")
    op.drop_column("message", "remote")
    op.drop_column("cursor", "mark")

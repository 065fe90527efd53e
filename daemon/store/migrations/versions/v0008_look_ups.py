"""Indexes for look-ups that read whole tables: a mail by its Message-ID, a ledger's entries by amount, replies by recipient."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_message_message_id"), "message", ["message_id"], unique=False)
    op.create_index(op.f("ix_ledger_entry_version_amount"), "ledger_entry", ["version", "amount"], unique=False)
    op.create_index(op.f("ix_outbox_recipient_created_at"), "outbox", ["recipient", "created_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_outbox_recipient_created_at"), "outbox")
    op.drop_index(op.f("ix_ledger_entry_version_amount"), "ledger_entry")
    op.drop_index(op.f("ix_message_message_id"), "message")

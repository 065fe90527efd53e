"""Mails to our own people: each a row before it leaves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_mail",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("recipient", sa.String(length=320), nullable=False),
        sa.Column("user", sa.String(length=100), server_default="", nullable=False),
        sa.Column("about", sa.String(length=20), server_default="", nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("draft", sa.String(length=64), server_default="", nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("due_at", sa.String(length=27), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(length=27), nullable=False),
        sa.Column("updated_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_mail")),
        sa.UniqueConstraint("kind", "recipient", "about", "day", name=op.f("uq_staff_mail_kind_recipient_about_day")),
        sa.UniqueConstraint("message_id", name=op.f("uq_staff_mail_message_id")),
    )
    op.create_index(op.f("ix_staff_mail_state_due_at"), "staff_mail", ["state", "due_at"])


def downgrade() -> None:
    op.drop_table("staff_mail")

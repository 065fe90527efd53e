"""Restores that a store has lived through, legal holds, originals whose time is over; what may have left, and our own copies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TRANSITIONS = (
    ("message", "received", "own"),
    ("outbox", "ready", "uncertain"),
    ("outbox", "uncertain", "draft"),
)
TABLE = sa.table("transition", sa.column("noun"), sa.column("was"), sa.column("becomes"))


def upgrade() -> None:
    op.create_table(
        "restoration",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("backup_at", sa.String(length=27), nullable=False),
        sa.Column("restored_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restoration")),
    )
    op.create_table(
        "legal_hold",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("because", sa.Text(), server_default="", nullable=False),
        sa.Column("placed_by", sa.Text(), nullable=False),
        sa.Column("placed_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", name=op.f("pk_legal_hold")),
    )
    op.add_column("message", sa.Column("pruned_at", sa.String(length=27), nullable=True))
    op.bulk_insert(TABLE, [{"noun": noun, "was": was, "becomes": becomes} for noun, was, becomes in TRANSITIONS])


def downgrade() -> None:
    for noun, was, becomes in TRANSITIONS:
        op.execute(TABLE.delete().where(TABLE.c.noun == noun, TABLE.c.was == was, TABLE.c.becomes == becomes))
    op.drop_column("message", "pruned_at")
    op.drop_table("legal_hold")
    op.drop_table("restoration")

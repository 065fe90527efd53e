"""Differences of cases, a row each: added up by reason and counterparty."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FINDING = sa.table("finding", sa.column("case_id"), sa.column("kind"), sa.column("content"))
TOLD = sa.table(
    "case_difference",
    *(sa.column(name) for name in ("case_id", "position", "reason", "amount", "currency", "reference", "since")),
)


def upgrade() -> None:
    op.create_table(
        "case_difference",
        sa.Column("case_id", IDENTITY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=8), server_default="", nullable=False),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_difference_case_id_case")),
        sa.PrimaryKeyConstraint("case_id", "position", name=op.f("pk_case_difference")),
    )
    _fill()


def downgrade() -> None:
    op.drop_table("case_difference")


def _fill() -> None:
    """Give the cases that there are their differences, from what was found of them."""
    connection = op.get_bind()
    decided = sa.select(FINDING.c.case_id).where(FINDING.c.kind == "decision").order_by(FINDING.c.case_id)
    for case in connection.execute(decided).scalars().all():
        found = {
            row.kind: json.loads(row.content)
            for row in connection.execute(
                sa.select(FINDING.c.kind, FINDING.c.content).where(
                    FINDING.c.case_id == case, FINDING.c.kind.in_(("statement", "reconciliation"))
                )
            )
        }
        currency = ((found.get("statement") or {}).get("currency") or "")[:8]
        told = (found.get("reconciliation") or {}).get("differences") or ()
        if told:
            rows = [{"case_id": case, "position": at, "currency": currency, **_row(one)} for at, one in enumerate(told)]
            connection.execute(TOLD.insert(), rows)


def _row(one: dict[str, Any]) -> dict[str, Any]:
    facts = one.get("facts") or {}  # each is its kind and its text
    since = next((facts[name] for name in ("first_told", "date") if name in facts), ("", ""))
    return {
        "reason": one["reason"],
        "amount": one["amount"],
        "reference": facts.get("reference", ("", ""))[1][:200],
        "since": since[1] if since[0] == "day" else None,
    }

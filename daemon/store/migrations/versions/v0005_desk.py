"""The desk: figures of cases for lists, marks and notes of staff, users with their sessions and links."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FINDING = sa.table("finding", sa.column("case_id"), sa.column("kind"), sa.column("content"))
FIGURES = sa.table(
    "case_figures",
    *(
        sa.column(name)
        for name in (
            *("case_id", "currency", "ours", "theirs", "gap", "stake", "verdict"),
            *("statement_date", "lines", "matched", "differences", "gates"),
        )
    ),
)


def upgrade() -> None:
    op.create_table(
        "case_figures",
        sa.Column("case_id", IDENTITY, nullable=False),
        sa.Column("currency", sa.String(length=8), server_default="", nullable=False),
        sa.Column("ours", sa.Text(), server_default="", nullable=False),
        sa.Column("theirs", sa.Text(), server_default="", nullable=False),
        sa.Column("gap", sa.Text(), server_default="", nullable=False),
        sa.Column("stake", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("verdict", sa.String(length=16), server_default="", nullable=False),
        sa.Column("statement_date", sa.String(length=10), nullable=True),
        sa.Column("lines", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("matched", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("differences", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("gates", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_figures_case_id_case")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_figures")),
    )
    op.create_index(op.f("ix_case_figures_stake"), "case_figures", ["stake"])
    op.create_table(
        "case_mark",
        sa.Column("case_id", IDENTITY, nullable=False),
        sa.Column("assigned_to", sa.String(length=100), server_default="", nullable=False),
        sa.Column("disputed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("first_approval", sa.String(length=100), server_default="", nullable=False),
        sa.Column("checked_by", sa.String(length=100), server_default="", nullable=False),
        sa.Column("checked_at", sa.String(length=27), nullable=True),
        sa.Column("wrong", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_mark_case_id_case")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_mark")),
    )
    op.create_index(op.f("ix_case_mark_assigned_to"), "case_mark", ["assigned_to"])
    op.create_table(
        "case_note",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("case_id", IDENTITY, nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_note_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_note")),
    )
    op.create_index(op.f("ix_case_note_case_id"), "case_note", ["case_id"])
    op.create_table(
        "automation_stop",
        sa.Column("counterparty", sa.String(length=200), nullable=False),
        sa.Column("because", sa.Text(), server_default="", nullable=False),
        sa.Column("placed_by", sa.Text(), nullable=False),
        sa.Column("placed_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("counterparty", name=op.f("pk_automation_stop")),
    )
    op.create_table(
        "desk_user",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password", sa.Text(), server_default="", nullable=False),
        sa.Column("totp", sa.String(length=64), server_default="", nullable=False),
        sa.Column("totp_step", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("disabled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("language", sa.String(length=8), server_default="", nullable=False),
        sa.Column("created_at", sa.String(length=27), nullable=False),
        sa.Column("seen_at", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_desk_user")),
    )
    op.create_table(
        "desk_session",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("user", sa.String(length=100), nullable=False),
        sa.Column("created_at", sa.String(length=27), nullable=False),
        sa.Column("used_at", sa.String(length=27), nullable=False),
        sa.Column("ends_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["desk_user.name"], name=op.f("fk_desk_session_user_desk_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_session")),
    )
    op.create_index(op.f("ix_desk_session_user"), "desk_session", ["user"])
    op.create_table(
        "desk_link",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("user", sa.String(length=100), nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("ends_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["desk_user.name"], name=op.f("fk_desk_link_user_desk_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_link")),
    )
    op.create_index(op.f("ix_desk_link_user"), "desk_link", ["user"])
    _fill()


def downgrade() -> None:
    for table in (
        *("desk_link", "desk_session", "desk_user", "automation_stop"),
        *("case_note", "case_mark", "case_figures"),
    ):
        op.drop_table(table)


def _fill() -> None:
    """Give the cases that there are their figures, from what their steps found."""
    connection = op.get_bind()
    kinds = ("statement", "reconciliation", "decision")
    cases = connection.execute(
        sa.select(FINDING.c.case_id).where(FINDING.c.kind == "decision").order_by(FINDING.c.case_id)
    )
    for case in cases.scalars().all():
        rows = connection.execute(
            sa.select(FINDING.c.kind, FINDING.c.content).where(FINDING.c.case_id == case, FINDING.c.kind.in_(kinds))
        )
        found = {row.kind: json.loads(row.content) for row in rows}
        connection.execute(FIGURES.insert().values(case_id=case, **_figures(found)))


def _figures(found: dict[str, Any]) -> dict[str, Any]:
    statement, compared = found.get("statement") or {}, found.get("reconciliation") or {}
    decision, bridge = found.get("decision") or {}, compared.get("bridge")
    closing = statement.get("closing") or {}
    amounts: dict[str, Decimal | None] = {"ours": None, "theirs": None, "gap": None}
    if bridge:
        ours, theirs = Decimal(bridge["ours"]), Decimal(bridge["theirs"])
        amounts = {"ours": ours, "theirs": theirs, "gap": theirs - ours}
    elif closing.get("amount") is not None:
        amounts["theirs"] = Decimal(closing["amount"])
    known = [abs(amount) for amount in amounts.values() if amount is not None]
    stake = int(max(known) * 10000) if known else 0
    matches = compared.get("matches") or ()
    behind = [each["gate"] for each in decision.get("because", ()) if each["answer"] == decision.get("outcome")]
    return {
        "currency": statement.get("currency") or "",
        **{name: "" if amount is None else str(amount) for name, amount in amounts.items()},
        "stake": min(stake, 2**63 - 1),
        "verdict": (statement.get("proof") or {}).get("verdict") or "",
        "statement_date": statement.get("date"),
        "lines": len(statement.get("lines") or ()),
        "matched": sum(len(each["lines"]) for each in matches),
        "differences": len(compared.get("differences") or ()),
        "gates": f" {' '.join(behind)} " if behind else "",
    }

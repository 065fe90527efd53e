"""The first schema: every table, the transitions with the triggers that enforce them, and an audit that cannot be changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TRANSITIONS = (
    ("message", "received", "recognised"),
    ("message", "received", "stuck"),
    ("message", "stuck", "received"),
    ("message", "recorded", "received"),
    ("case", "recognised", "reconciled"),
    ("case", "recognised", "stuck"),
    ("case", "reconciled", "decided"),
    ("case", "reconciled", "stuck"),
    ("case", "decided", "answering"),
    ("case", "decided", "waiting"),
    ("case", "decided", "done"),
    ("case", "decided", "stuck"),
    ("case", "answering", "done"),
    ("case", "answering", "waiting"),
    ("case", "waiting", "answering"),
    ("case", "waiting", "done"),
    ("case", "waiting", "recognised"),
    ("case", "stuck", "recognised"),
    ("case", "stuck", "done"),
    ("outbox", "draft", "ready"),
    ("outbox", "draft", "cancelled"),
    ("outbox", "ready", "sending"),
    ("outbox", "ready", "draft"),
    ("outbox", "ready", "cancelled"),
    ("outbox", "ready", "shadow"),
    ("outbox", "sending", "sent"),
    ("outbox", "sending", "ready"),
    ("outbox", "sending", "uncertain"),
    ("outbox", "sending", "failed"),
    ("outbox", "uncertain", "sent"),
    ("outbox", "uncertain", "ready"),
    ("outbox", "uncertain", "cancelled"),
    ("outbox", "failed", "ready"),
    ("outbox", "failed", "cancelled"),
)

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _tables()
    table = sa.table("transition", sa.column("noun"), sa.column("was"), sa.column("becomes"))
    op.bulk_insert(table, [{"noun": noun, "was": was, "becomes": becomes} for noun, was, becomes in TRANSITIONS])
    if op.get_bind().dialect.name == "sqlite":
        _sqlite_triggers()
    else:
        _postgresql_triggers()


def _sqlite_triggers() -> None:
    for noun in ("message", "case", "outbox"):
        op.execute(f"""
            CREATE TRIGGER {noun}_transition BEFORE UPDATE OF state ON "{noun}"
            WHEN OLD.state <> NEW.state AND NOT EXISTS (
                SELECT 1 FROM transition WHERE noun = '{noun}' AND was = OLD.state AND becomes = NEW.state)
            BEGIN SELECT RAISE(ABORT, 'impossible transition of a {noun}'); END
        """)  # noqa: S608 - the three nouns above, no foreign text
    for action in ("UPDATE", "DELETE"):
        op.execute(f"""
            CREATE TRIGGER audit_no_{action.lower()} BEFORE {action} ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END
        """)


def _postgresql_triggers() -> None:
    op.execute("""
        CREATE FUNCTION refuse_transition() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF OLD.state <> NEW.state AND NOT EXISTS (SELECT 1 FROM transition
                    WHERE noun = TG_TABLE_NAME AND was = OLD.state AND becomes = NEW.state) THEN
                RAISE EXCEPTION 'impossible transition of a %', TG_TABLE_NAME;
            END IF;
            RETURN NEW;
        END $$
    """)
    for noun in ("message", "case", "outbox"):
        op.execute(f"""
            CREATE TRIGGER {noun}_transition BEFORE UPDATE OF state ON "{noun}"
            FOR EACH ROW EXECUTE FUNCTION refuse_transition()
        """)
    op.execute("""
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$
    """)
    op.execute("""
        CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """)


def _tables() -> None:
    op.create_table(
        "audit",
        sa.Column("number", IDENTITY, autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("event", sa.String(length=64), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=True),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_case_id"), "audit", ["case_id"], unique=False)
    op.create_table(
        "counterparty",
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_counterparty")),
    )
    op.create_table(
        "cursor",
        sa.Column("mailbox", sa.String(length=200), nullable=False),
        sa.Column("folder", sa.String(length=500), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("mailbox", "folder", name=op.f("pk_cursor")),
    )
    op.create_table(
        "ledger_version",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("imported_at", sa.String(length=27), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=True),
        sa.Column("entries", sa.BigInteger(), nullable=False),
        sa.Column("accounts", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_version")),
    )
    op.create_index(
        "uq_ledger_version_active",
        "ledger_version",
        ["role"],
        unique=True,
        sqlite_where=sa.text("active"),
        postgresql_where=sa.text("active"),
    )
    op.create_table(
        "message",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("mailbox", sa.String(length=200), nullable=False),
        sa.Column("folder", sa.String(length=500), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.String(length=27), nullable=False),
        sa.Column("recorded_at", sa.String(length=27), nullable=False),
        sa.Column("too_large", sa.Boolean(), nullable=False),
        sa.Column("backlog", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("sender", sa.Text(), server_default="", nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("message_id", sa.Text(), server_default="", nullable=False),
        sa.Column("authenticated", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("settle", sa.String(length=16), server_default="", nullable=False),
        sa.Column("settled", sa.String(length=16), server_default="", nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("trace", sa.Text(), server_default="", nullable=False),
        sa.Column("claimed_by", sa.String(length=100), server_default="", nullable=False),
        sa.Column("lease_until", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint(
            "mailbox", "folder", "uidvalidity", "uid", name=op.f("uq_message_mailbox_folder_uidvalidity_uid")
        ),
        sa.UniqueConstraint("sha256", "copy", name=op.f("uq_message_sha256_copy")),
    )
    op.create_index(op.f("ix_message_mailbox_settle"), "message", ["mailbox", "settle"], unique=False)
    op.create_index(op.f("ix_message_state_tries_id"), "message", ["state", "tries", "id"], unique=False)
    op.create_table(
        "transition",
        sa.Column("noun", sa.String(length=16), nullable=False),
        sa.Column("was", sa.String(length=16), nullable=False),
        sa.Column("becomes", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("noun", "was", "becomes", name=op.f("pk_transition")),
    )
    op.create_table(
        "case",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("message", IDENTITY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=64), server_default="", nullable=False),
        sa.Column("document_name", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=16), server_default="", nullable=False),
        sa.Column("counterparty", sa.String(length=200), server_default="", nullable=False),
        sa.Column("account", sa.String(length=200), server_default="", nullable=False),
        sa.Column("ledger_version", IDENTITY, nullable=True),
        sa.Column("fingerprint", sa.String(length=64), server_default="", nullable=False),
        sa.Column("repeats", IDENTITY, nullable=True),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("trace", sa.Text(), server_default="", nullable=False),
        sa.Column("claimed_by", sa.String(length=100), server_default="", nullable=False),
        sa.Column("lease_until", sa.String(length=27), nullable=True),
        sa.Column("created_at", sa.String(length=27), nullable=False),
        sa.Column("updated_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["ledger_version"], ["ledger_version.id"], name=op.f("fk_case_ledger_version_ledger_version")
        ),
        sa.ForeignKeyConstraint(["message"], ["message.id"], name=op.f("fk_case_message_message")),
        sa.ForeignKeyConstraint(["repeats"], ["case.id"], name=op.f("fk_case_repeats_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("message", "number", name=op.f("uq_case_message_number")),
    )
    op.create_index(op.f("ix_case_counterparty_fingerprint"), "case", ["counterparty", "fingerprint"], unique=False)
    op.create_index(op.f("ix_case_state_tries_id"), "case", ["state", "tries", "id"], unique=False)
    op.create_table(
        "counterparty_key",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=400), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.CheckConstraint("kind IN ('address', 'domain', 'account', 'name')", name=op.f("ck_counterparty_key_kind")),
        sa.ForeignKeyConstraint(["code"], ["counterparty.code"], name=op.f("fk_counterparty_key_code_counterparty")),
        sa.PrimaryKeyConstraint("kind", "value", "code", name=op.f("pk_counterparty_key")),
    )
    op.create_index(op.f("ix_counterparty_key_code"), "counterparty_key", ["code"], unique=False)
    op.create_table(
        "ledger_account",
        sa.Column("version", IDENTITY, nullable=False),
        sa.Column("account", sa.String(length=200), nullable=False),
        sa.Column("currency", sa.String(length=8), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("opening", sa.BigInteger(), nullable=False),
        sa.Column("scale", sa.SmallInteger(), nullable=False),
        sa.Column("opening_date", sa.String(length=10), nullable=True),
        sa.Column("entries", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version"], ["ledger_version.id"], name=op.f("fk_ledger_account_version_ledger_version")
        ),
        sa.PrimaryKeyConstraint("version", "account", "currency", name=op.f("pk_ledger_account")),
    )
    op.create_table(
        "ledger_entry",
        sa.Column("version", IDENTITY, nullable=False),
        sa.Column("account", sa.String(length=200), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=8), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("scale", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=True),
        sa.Column("due_date", sa.String(length=10), nullable=True),
        sa.Column("references", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("open_amount", sa.BigInteger(), nullable=True),
        sa.Column("open_scale", sa.SmallInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version"], ["ledger_version.id"], name=op.f("fk_ledger_entry_version_ledger_version")
        ),
        sa.PrimaryKeyConstraint("version", "account", "position", name=op.f("pk_ledger_entry")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "finding",
        sa.Column("case_id", IDENTITY, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_finding_case_id_case")),
        sa.PrimaryKeyConstraint("case_id", "kind", name=op.f("pk_finding")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("case_id", IDENTITY, nullable=False),
        sa.Column("message_id", sa.String(length=250), nullable=False),
        sa.Column("answers", sa.String(length=400), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("mailbox", sa.String(length=200), nullable=False),
        sa.Column("counterparty", sa.String(length=200), nullable=False),
        sa.Column("account", sa.String(length=200), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("mail", sa.String(length=64), nullable=False),
        sa.Column("mime", sa.String(length=64), server_default="", nullable=False),
        sa.Column("approved_by", sa.Text(), server_default="", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("due_at", sa.String(length=27), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("copied", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", sa.String(length=27), nullable=False),
        sa.Column("updated_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_outbox_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("answers", name=op.f("uq_outbox_answers")),
        sa.UniqueConstraint("case_id", name=op.f("uq_outbox_case_id")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
    )
    op.create_index(op.f("ix_outbox_counterparty_created_at"), "outbox", ["counterparty", "created_at"], unique=False)
    op.create_index(op.f("ix_outbox_mailbox_state_copied"), "outbox", ["mailbox", "state", "copied"], unique=False)
    op.create_index(op.f("ix_outbox_state_due_at"), "outbox", ["state", "due_at"], unique=False)

"""Every table, once. The migrations make them; a test compares the two.

Amounts of ledgers are an integer and a scale (value = amount / 10**scale), exact whatever the currency. Days are ISO text,
instants ISO text in UTC of one fixed width, so both back ends store and compare the same characters.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.types import TypeDecorator

HEAD = "0012"
"""The newest migration. A store that stands here needs no migration tool at start."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[dt.datetime]):
    """A moment: aware in Python, 27 characters of UTC in the store. A naive datetime is refused."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> str | None:
        del dialect
        if value is None:
            return None
        return instant_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dt.datetime | None:
        del dialect
        return None if value is None else dt.datetime.fromisoformat(value)


def instant_text(value: dt.datetime) -> str:
    """Return a moment as the store keeps it. Raises `ValueError` for a naive one."""
    if value.tzinfo is None:
        raise ValueError("An instant needs its time zone.")
    moment = value if value.tzinfo is dt.UTC else value.astimezone(dt.UTC)
    return moment.isoformat(timespec="microseconds")[:26] + "Z"


class Day(TypeDecorator[dt.date]):
    """A day: ten characters in the store."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: dt.date | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> dt.date | None:
        del dialect
        return None if value is None else dt.date.fromisoformat(value)


Identity = BigInteger().with_variant(Integer, "sqlite")
Sha256 = String(64)
HELD = text("claimed_by != ''")
State = String(16)

# What may follow what; triggers refuse the rest. The same table stands in daemon/store/states.py.
transition = Table(
    "transition",
    metadata,
    Column("noun", String(16), primary_key=True),
    Column("was", State, primary_key=True),
    Column("becomes", State, primary_key=True),
)

cursor = Table(
    "cursor",
    metadata,
    Column("mailbox", String(200), primary_key=True),
    Column("folder", String(500), primary_key=True),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("mark", Text, nullable=False, server_default=""),
)

message = Table(
    "message",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("mailbox", String(200), nullable=False),
    Column("folder", String(500), nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("sha256", Sha256, nullable=False),
    Column("copy", Integer, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("too_large", Boolean, nullable=False),
    Column("backlog", Boolean, nullable=False),
    Column("state", State, nullable=False),
    Column("sender", Text, nullable=False, server_default=""),
    Column("subject", Text, nullable=False, server_default=""),
    Column("message_id", Text, nullable=False, server_default=""),
    Column("authenticated", Boolean, nullable=False, server_default=false()),
    Column("settle", String(16), nullable=False, server_default=""),  # what the mailbox is still to show
    Column("settled", String(16), nullable=False, server_default=""),  # what it shows
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("trace", Text, nullable=False, server_default=""),
    Column("claimed_by", String(100), nullable=False, server_default=""),
    Column("lease_until", Instant),
    Column("remote", Text, nullable=False, server_default=""),
    Column("pruned_at", Instant),  # when its content was removed, its time of keeping being over
    UniqueConstraint("mailbox", "folder", "uidvalidity", "uid"),
    UniqueConstraint("sha256", "copy"),
    Index(
        "uq_message_remote",
        "mailbox",
        "folder",
        "remote",
        unique=True,
        sqlite_where=text("remote != ''"),
        postgresql_where=text("remote != ''"),
    ),
    Index(None, "mailbox", "settle"),
    Index(None, "state", "tries", "id"),
    Index(None, "message_id"),
    Index("ix_message_claimed_by", "claimed_by", sqlite_where=HELD, postgresql_where=HELD),
)

case = Table(
    "case",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("message", ForeignKey("message.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("document", Sha256, nullable=False, server_default=""),
    Column("document_name", Text, nullable=False, server_default=""),
    Column("state", State, nullable=False),
    Column("outcome", State, nullable=False, server_default=""),
    Column("counterparty", String(200), nullable=False, server_default=""),
    Column("account", String(200), nullable=False, server_default=""),
    Column("ledger_version", ForeignKey("ledger_version.id")),
    Column("fingerprint", Sha256, nullable=False, server_default=""),
    Column("repeats", ForeignKey("case.id")),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("trace", Text, nullable=False, server_default=""),
    Column("claimed_by", String(100), nullable=False, server_default=""),
    Column("lease_until", Instant),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    UniqueConstraint("message", "number"),
    Index(None, "state", "tries", "id"),
    Index(None, "counterparty", "fingerprint"),
    Index("ix_case_claimed_by", "claimed_by", sqlite_where=HELD, postgresql_where=HELD),
)

# What a step found, as JSON; apart from the case so that lists stay quick.
finding = Table(
    "finding",
    metadata,
    Column("case_id", ForeignKey("case.id"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("content", Text, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("case_id", ForeignKey("case.id"), nullable=False, unique=True),
    Column("message_id", String(250), nullable=False, unique=True),
    Column("answers", String(400), unique=True),
    Column("kind", State, nullable=False),
    Column("state", State, nullable=False),
    Column("mailbox", String(200), nullable=False),
    Column("counterparty", String(200), nullable=False),
    Column("account", String(200), nullable=False),
    Column("sender", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("mail", Sha256, nullable=False),
    Column("mime", Sha256, nullable=False, server_default=""),
    Column("approved_by", Text, nullable=False, server_default=""),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("due_at", Instant, nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    Column("copied", Boolean, nullable=False, server_default=false()),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Index(None, "state", "due_at"),
    Index(None, "mailbox", "state", "copied"),
    Index(None, "counterparty", "created_at"),
    Index(None, "recipient", "created_at"),
)

# How many replies left or are about to, by minute and domain ("*": all; "*hour": all, by hour). Triggers keep it: daemon/store/tally.py.
reply_tally = Table(
    "reply_tally",
    metadata,
    Column("domain", Text, primary_key=True),
    Column("since", String(16), primary_key=True),
    Column("replies", Identity, nullable=False),
)

ledger_version = Table(
    "ledger_version",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("role", State, nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", Sha256, nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("as_of", Day),
    Column("entries", BigInteger, nullable=False),
    Column("accounts", BigInteger, nullable=False),
    Column("active", Boolean, nullable=False),
    Index(
        "uq_ledger_version_active", "role", unique=True, sqlite_where=text("active"), postgresql_where=text("active")
    ),
)

ledger_account = Table(
    "ledger_account",
    metadata,
    Column("version", ForeignKey("ledger_version.id"), primary_key=True),
    Column("account", String(200), primary_key=True),
    Column("currency", String(8), primary_key=True),
    Column("name", Text, nullable=False, server_default=""),
    Column("opening", BigInteger, nullable=False),
    Column("scale", SmallInteger, nullable=False),
    Column("opening_date", Day),
    Column("entries", BigInteger, nullable=False),
    Column("sums", Text, nullable=False, server_default=""),  # over its entries, see daemon/store/sums.py
)

ledger_entry = Table(
    "ledger_entry",
    metadata,
    Column("version", ForeignKey("ledger_version.id"), primary_key=True),
    Column("account", String(200), primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("currency", String(8), nullable=False),
    Column("id", Text, nullable=False),
    Column("row", BigInteger, nullable=False),
    Column("date", Day, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("scale", SmallInteger, nullable=False),
    Column("kind", State),
    Column("due_date", Day),
    Column("references", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("open_amount", BigInteger),
    Column("open_scale", SmallInteger),
    Column("cleared_on", Day),
    Index(None, "version", "amount"),
    sqlite_with_rowid=False,
)

counterparty = Table(
    "counterparty",
    metadata,
    Column("code", String(200), primary_key=True),
    Column("role", State, nullable=False),
    Column("name", Text, nullable=False),
    Column("content", Text, nullable=False),
)

counterparty_key = Table(
    "counterparty_key",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("value", String(400), primary_key=True),
    Column("code", ForeignKey("counterparty.code"), primary_key=True),
    CheckConstraint("kind IN ('address', 'domain', 'account', 'name')", name="kind"),
    Index(None, "code"),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Identity, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("event", String(64), nullable=False),
    Column("message", BigInteger),
    Column("case_id", BigInteger),
    Column("facts", Text, nullable=False),
    Column("previous", Sha256, nullable=False),
    Column("hash", Sha256, nullable=False),
    Column("seals", Text, nullable=False, server_default=""),  # digests of the rows that were written, as JSON
    Index(None, "case_id"),
    Index(None, "message"),
)

# The restores that this store has lived through: what stood in the backup may be behind the world.
restoration = Table(
    "restoration",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("backup_at", Instant, nullable=False),
    Column("restored_at", Instant, nullable=False),
)

# What is kept beyond its time because somebody says so: all of a counterparty, or one case.
legal_hold = Table(
    "legal_hold",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("value", String(200), primary_key=True),
    Column("because", Text, nullable=False, server_default=""),
    Column("placed_by", Text, nullable=False),
    Column("placed_at", Instant, nullable=False),
)

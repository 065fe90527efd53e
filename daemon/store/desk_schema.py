"""The desk's tables: what staff see and lay on cases, and who may sit there. They belong to the one schema beside `schema.py`."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from daemon.store.schema import Day, Identity, Instant, Sha256, State, metadata

# What the desk asks of every case in a list, apart from the findings so that lists are sorted and filtered by SQL.
# Amounts are exact text; `stake` is the larger of gap and balances in 1/10000, rounded, for order and filters alone.
case_figures = Table(
    "case_figures",
    metadata,
    Column("case_id", ForeignKey("case.id"), primary_key=True),
    Column("currency", String(8), nullable=False, server_default=""),
    Column("ours", Text, nullable=False, server_default=""),  # "" where unknown
    Column("theirs", Text, nullable=False, server_default=""),
    Column("gap", Text, nullable=False, server_default=""),
    Column("stake", BigInteger, nullable=False, server_default=text("0")),
    Column("verdict", String(16), nullable=False, server_default=""),
    Column("statement_date", Day),
    Column("lines", Integer, nullable=False, server_default=text("0")),
    Column("matched", Integer, nullable=False, server_default=text("0")),
    Column("differences", Integer, nullable=False, server_default=text("0")),
    Column("gates", Text, nullable=False, server_default=""),  # behind the outcome, each between blanks: " a b "
    Index(None, "stake"),
)

# The differences of a case, a row each, so that they are added up by reason and counterparty by SQL.
case_difference = Table(
    "case_difference",
    metadata,
    Column("case_id", ForeignKey("case.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("reason", String(32), nullable=False),
    Column("amount", Text, nullable=False),  # exact; statement - ledger in our sign
    Column("currency", String(8), nullable=False, server_default=""),
    Column("reference", Text, nullable=False, server_default=""),
    Column("since", Day),  # of the document, or when it was first told
)

# What staff have laid on a case: who has it, whether it is disputed, whether somebody looked at what went by itself.
case_mark = Table(
    "case_mark",
    metadata,
    Column("case_id", ForeignKey("case.id"), primary_key=True),
    Column("assigned_to", String(100), nullable=False, server_default=""),
    Column("disputed", Boolean, nullable=False, server_default=false()),
    Column("first_approval", String(100), nullable=False, server_default=""),  # of two, where two are needed
    Column("checked_by", String(100), nullable=False, server_default=""),
    Column("checked_at", Instant),
    Column("wrong", Text, nullable=False, server_default=""),  # what was wrong with what went by itself
    Index(None, "assigned_to"),
)

case_note = Table(
    "case_note",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("case_id", ForeignKey("case.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", String(100), nullable=False),
    Column("text", Text, nullable=False),
    Index(None, "case_id"),
)

# Counterparties that are answered by a person only, since something that went by itself was wrong.
automation_stop = Table(
    "automation_stop",
    metadata,
    Column("counterparty", String(200), primary_key=True),
    Column("because", Text, nullable=False, server_default=""),
    Column("placed_by", Text, nullable=False),
    Column("placed_at", Instant, nullable=False),
)

# Who may sit at the desk. `password` is an argon2 hash, "" before the first one was chosen; `totp` the second factor's key.
desk_user = Table(
    "desk_user",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("role", State, nullable=False),
    Column("password", Text, nullable=False, server_default=""),
    Column("totp", String(64), nullable=False, server_default=""),
    Column("totp_step", BigInteger, nullable=False, server_default=text("0")),  # the last code's; none counts twice
    Column("disabled", Boolean, nullable=False, server_default=false()),
    Column("language", String(8), nullable=False, server_default=""),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant),
)

# The store knows the hashes of tokens alone: who reads it (or a backup) cannot sit down at the desk with them.
desk_session = Table(
    "desk_session",
    metadata,
    Column("id", Sha256, primary_key=True),
    Column("user", ForeignKey("desk_user.name"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Index(None, "user"),
)

# Links that count once: to choose a password, to approve by mail.
desk_link = Table(
    "desk_link",
    metadata,
    Column("id", Sha256, primary_key=True),
    Column("purpose", String(16), nullable=False),
    Column("user", ForeignKey("desk_user.name"), nullable=False),
    Column("subject", Text, nullable=False, server_default=""),
    Column("ends_at", Instant, nullable=False),
    Index(None, "user"),
)

# Mails to our own people: each row is one mail to one of them, made before it leaves so that none leaves twice. `about` is the
# case of an approval; `draft` names the words that it asks about.
staff_mail = Table(
    "staff_mail",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("kind", State, nullable=False),
    Column("recipient", String(320), nullable=False),
    Column("user", String(100), nullable=False, server_default=""),
    Column("about", String(20), nullable=False, server_default=""),
    Column("day", Day, nullable=False),
    Column("draft", String(64), nullable=False, server_default=""),
    Column("message_id", String(200), nullable=False),
    Column("state", State, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("due_at", Instant, nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    UniqueConstraint("kind", "recipient", "about", "day"),
    UniqueConstraint("message_id"),
    Index(None, "state", "due_at"),
)

# Drafts of replies in the mailbox's own Drafts folder, where a person may send them with a mail program: the row is written
# before the draft is laid there and before it is taken away. `mark` is what the folder said of itself right before.
laid_draft = Table(
    "laid_draft",
    metadata,
    Column("case_id", ForeignKey("case.id"), primary_key=True),
    Column("mailbox", String(200), nullable=False),
    Column("state", State, nullable=False),
    Column("mail", Sha256, nullable=False),  # the words, as the reply's own row names them
    Column("fingerprint", Sha256, nullable=False),  # of what was laid there, see daemon/mail/draft_traces.py
    Column("message_id", Text, nullable=False),
    Column("answers", Text, nullable=False, server_default=""),  # Message-ID of the mail that it answers
    Column("mark", Text, nullable=False, server_default=""),
    Column("laid_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Index(None, "mailbox", "state"),
)

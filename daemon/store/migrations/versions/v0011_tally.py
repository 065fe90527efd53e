"""A count of the replies by minute and domain, kept by triggers, and an index of what is claimed: both were looked for in whole tables."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

COUNTED = "('ready', 'sending', 'sent', 'uncertain')"
KEYS = (("'*'", 16), ("'*hour'", 13), ("{domain}", 16))
# After the last @: in SQLite what is left when everything but @ was stripped from the end.
SQLITE_DOMAIN = "lower(substr({row}recipient, length(rtrim({row}recipient, replace({row}recipient, '@', ''))) + 1))"
POSTGRESQL_DOMAIN = "lower(regexp_replace({row}recipient, '^.*@', ''))"
INTO = "INSERT INTO reply_tally (domain, since, replies)"
SUMMED = "ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies"


def upgrade() -> None:
    op.create_table(
        "reply_tally",
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("since", sa.String(length=16), nullable=False),
        sa.Column("replies", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("domain", "since", name=op.f("pk_reply_tally")),
    )
    for table in ("message", "case"):
        held = sa.text("claimed_by != ''")
        op.create_index(
            op.f(f"ix_{table}_claimed_by"),
            table,
            ["claimed_by"],
            unique=False,
            sqlite_where=held,
            postgresql_where=held,
        )
    _fill()
    if op.get_bind().dialect.name == "sqlite":
        _sqlite_triggers()
    else:
        _postgresql_triggers()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("insert", "delete", "less", "more"):
            op.execute(f"DROP TRIGGER outbox_tally_{name}")
    else:
        op.execute("DROP TRIGGER outbox_tally ON outbox")
        op.execute("DROP FUNCTION count_reply()")
    for table in ("message", "case"):
        op.drop_index(op.f(f"ix_{table}_claimed_by"), table)
    op.drop_table("reply_tally")


def _domain(row: str) -> str:
    sqlite = op.get_bind().dialect.name == "sqlite"
    return (SQLITE_DOMAIN if sqlite else POSTGRESQL_DOMAIN).format(row=row)


def _fill() -> None:
    """Count the replies of the weeks before the latest: no window reaches back further."""
    latest = op.get_bind().execute(sa.text("SELECT max(created_at) FROM outbox")).scalar()
    if latest is None:
        return
    begin = (dt.datetime.fromisoformat(latest) - dt.timedelta(weeks=5)).strftime("%Y-%m-%dT%H:%M")
    for key, length in KEYS:
        counted = f"SELECT {key.format(domain=_domain(''))}, substr(created_at, 1, {length}), count(*) FROM outbox"  # noqa: S608 - our own words
        op.execute(f"{INTO} {counted} WHERE state IN {COUNTED} AND created_at >= '{begin}' GROUP BY 1, 2")


def _counting(row: str, by: int) -> str:
    """Return the statements that count one reply more or less."""
    parts = (
        f"{INTO} VALUES ({key.format(domain=_domain(row))}, substr({row}created_at, 1, {length}), {by}) {SUMMED};"
        for key, length in KEYS
    )
    return " ".join(parts)


def _sqlite_triggers() -> None:
    new, old = f"NEW.state IN {COUNTED}", f"OLD.state IN {COUNTED}"
    moved = "(OLD.recipient != NEW.recipient OR OLD.created_at != NEW.created_at)"
    for name, when, condition, what in (
        ("insert", "INSERT", new, _counting("NEW.", 1)),
        ("delete", "DELETE", old, _counting("OLD.", -1)),
        ("less", "UPDATE OF state, recipient, created_at", f"{old} AND (NOT {new} OR {moved})", _counting("OLD.", -1)),
        ("more", "UPDATE OF state, recipient, created_at", f"{new} AND (NOT {old} OR {moved})", _counting("NEW.", 1)),
    ):
        op.execute(f"CREATE TRIGGER outbox_tally_{name} AFTER {when} ON outbox WHEN {condition} BEGIN {what} END")


def _postgresql_triggers() -> None:
    op.execute(f"""
        CREATE FUNCTION count_reply() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            was boolean := TG_OP <> 'INSERT';
            becomes boolean := TG_OP <> 'DELETE';
        BEGIN
            IF was THEN was := OLD.state IN {COUNTED}; END IF;
            IF becomes THEN becomes := NEW.state IN {COUNTED}; END IF;
            IF was AND becomes AND OLD.recipient = NEW.recipient AND OLD.created_at = NEW.created_at THEN
                RETURN NULL;
            END IF;
            IF was THEN {_counting("OLD.", -1)} END IF;
            IF becomes THEN {_counting("NEW.", 1)} END IF;
            RETURN NULL;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER outbox_tally AFTER INSERT OR DELETE OR UPDATE OF state, recipient, created_at ON outbox
        FOR EACH ROW EXECUTE FUNCTION count_reply()
    """)

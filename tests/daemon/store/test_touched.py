"""Which rows a transaction has written: noted for this program alone, and only where what is covered was written."""

from __future__ import annotations

from sqlalchemy import delete, insert, text, update

from daemon.store import Store, schema, touched
from daemon.store.touched import digests, every, guards, install, seals, streamed, watch
from tests.support.stored import NOW


def cursor(store: Store) -> None:
    store.messages.begin("ar", "INBOX", NOW)


def test_what_was_written_changed_and_removed_is_noted_by_its_key(store: Store) -> None:
    cursor(store)
    with store.writing() as tx:
        assert watch(tx)
        tx.execute(update(schema.cursor).values(folder="Archive"))
        assert [("cursor", "ar", "Archive", True), ("cursor", "ar", "INBOX", False)] == [
            (*seal[:3], bool(seal[3])) for seal in seals(tx)
        ]
        assert [] == seals(tx)
        tx.execute(delete(schema.cursor))
        assert [("cursor", "ar", "Archive", "")] == seals(tx)


def test_a_claim_is_not_noted(store: Store) -> None:
    with store.writing() as tx:
        tx.execute(
            insert(schema.message).values(
                id=1, mailbox="ar", folder="INBOX", uidvalidity=1, uid=1, sha256="a" * 64, copy=0, size=1,
                received_at=NOW, recorded_at=NOW, too_large=False, backlog=False, state="received",
            )
        )  # fmt: skip
        assert 1 == len(seals(tx))
        tx.execute(update(schema.message).values(claimed_by="w", lease_until=NOW, tries=1))
        assert [] == seals(tx)
        tx.execute(update(schema.message).values(subject="b", tries=2))
        assert 1 == len(seals(tx))


def test_the_digest_of_one_row_is_that_of_the_same_row_among_all(store: Store) -> None:
    cursor(store)
    with store.reading() as connection:
        ((key, digest),) = every(connection, "cursor")
        assert [(key, digest), (("ar", "elsewhere"), None)] == list(
            digests(connection, "cursor", [key, ("ar", "elsewhere")])
        )
        assert [("ar", 0)] == [tuple(row) for row in streamed(connection, "SELECT mailbox, uid FROM cursor")]


def test_another_hand_is_not_noted_and_shows(store: Store) -> None:
    cursor(store)
    with store.database.engine.connect().execution_options(holds=True) as connection:
        for name in ("cursor_insert", "cursor_delete", "cursor_update") if store.database.is_sqlite else ():
            connection.execute(text(f"DROP TRIGGER IF EXISTS temp.noted_{name}"))
        if not store.database.is_sqlite:
            connection.execute(text("DROP TABLE pg_temp.touched"))
        connection.execute(text("UPDATE cursor SET uid = 9"))
        connection.commit()
        connection.invalidate()
    assert ["The place up to which mailbox ar was read in INBOX was changed: it is not as audit row 1 tells."] == list(
        store.faults()
    )


def test_the_guards_of_a_server_can_be_made_again(store: Store) -> None:
    with store.writing() as tx:
        install(tx)
    cursor(store)
    assert [] == list(store.faults())
    assert {f"{touched.PREFIX}case", f"{touched.PREFIX}counterparty_key"} <= guards()

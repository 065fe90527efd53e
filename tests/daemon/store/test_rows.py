from __future__ import annotations

from sqlalchemy import update

from daemon.store import Store, schema
from daemon.store.rows import counted, rows
from tests.support.stored import NOW


def test_the_same_rows_count_the_same_in_any_order_and_others_do_not(store: Store) -> None:
    store.messages.begin("ar", "INBOX", NOW)
    store.messages.begin("ap", "INBOX", NOW)
    with store.reading() as connection:
        found = list(rows(connection, schema.cursor))
    assert (2, counted(found)[1]) == counted(reversed(found))
    with store.writing() as tx:
        tx.execute(update(schema.cursor).where(schema.cursor.c.mailbox == "ap").values(uid=1))
    with store.reading() as connection:
        assert counted(found) != counted(rows(connection, schema.cursor))

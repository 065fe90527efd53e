from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from daemon.store import Store, StoreInUse, StoreRefused, open_store, postgresql, schema
from daemon.store.postgresql import AddressRefused, address, shown
from parsers.ledgers.entry import LedgerEntry, Role
from tests.support.places import Place, place_of
from tests.support.postgresql_server import PASSWORD, PostgresqlServer
from tests.support.stored import NOW, raw_mail


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    yield from place_of(request, "postgresql", tmp_path / "state", "migrated")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("mysql://tieout@db/tieout", "begins with postgresql://"),
        ("postgresql://tieout:CANARY@db/tieout", "name a credential"),
        ("postgresql://db/tieout", "names user and database"),
        ("postgresql://tieout@db", "names user and database"),
        ("postgresql://tieout@db/tieout?sslmode=disable", "names one host"),
        ("postgresql://tieout@/tieout", "names one host"),
        ("postgresql://tieout@db:port/tieout", "no address of a database"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_what_to_write(given: str, said: str) -> None:
    with pytest.raises(AddressRefused, match=said) as refusal:
        address(given)

    assert "CANARY" not in str(refusal.value)


def test_an_address_is_shown_as_it_was_written() -> None:
    assert "postgresql://tieout@db:5433/books" == shown(address("postgresql://tieout@db:5433/books"))


def test_the_settings_of_every_connection_hold_whatever_the_server_was_told(
    place: Place, postgresql: PostgresqlServer, store: Store
) -> None:
    database = place.url.rpartition("/")[2]
    postgresql.ask(f"ALTER DATABASE {database} SET synchronous_commit = off")
    postgresql.ask(f"ALTER DATABASE {database} SET default_transaction_isolation = 'serializable'")
    store.database.dispose()

    with store.writing() as tx:
        assert "on" == tx.execute(text("SHOW synchronous_commit")).scalar()
        assert "read committed" == tx.execute(text("SHOW transaction_isolation")).scalar()
        assert "1min" == tx.execute(text("SHOW lock_timeout")).scalar()


def test_reading_writes_nothing(store: Store) -> None:
    with pytest.raises(OperationalError, match="read-only"), store.reading() as connection:
        connection.execute(insert(schema.cursor).values(mailbox="a", folder="b", uidvalidity=1, uid=1, started_at=NOW))


def test_a_server_that_is_not_there_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreRefused, match=r"cannot be used: Can't create a connection to host"):
        open_store("postgresql://tieout@127.0.0.1:1/tieout", tmp_path)


def test_a_database_that_cannot_keep_every_text_is_refused(tmp_path: Path, postgresql: PostgresqlServer) -> None:
    postgresql.ask("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'")

    with pytest.raises(StoreRefused, match="keeps text as LATIN1; make it anew with ENCODING 'UTF8'"):
        open_store(postgresql.url("latin"), tmp_path, password=PASSWORD)


def test_a_server_elsewhere_must_prove_who_it_is(tmp_path: Path) -> None:
    with pytest.raises(StoreRefused, match=r"certificate .*ca.pem cannot be read"):
        open_store("postgresql://tieout@db.example.com/tieout", tmp_path, ca_file=str(tmp_path / "ca.pem"))


def test_an_error_names_its_kind_and_no_value_of_a_row(store: Store) -> None:
    row = {"mailbox": "CANARY", "folder": "b", "uidvalidity": 1, "uid": 1, "started_at": NOW}
    with pytest.raises(IntegrityError) as twice, store.writing() as tx:
        tx.execute(insert(schema.cursor).values(**row))
        tx.execute(insert(schema.cursor).values(**row))
    with pytest.raises(ProgrammingError), store.writing() as tx:
        tx.execute(text("SELECT nothing"))

    assert "CANARY" not in str(twice.value)


def test_text_with_a_nul_is_kept_and_found(store: Store) -> None:
    """Mails of strangers hold any character; SQLite keeps U+0000, PostgreSQL refuses it."""
    store.messages.begin("ar", "INBOX", NOW)
    with store.writing() as tx:
        _, found = store.messages.record(tx, raw_mail(), sha256=store.archive.put(b"x"), now=NOW)
        tx.execute(update(schema.message).where(schema.message.c.id == found).values(subject="a\0b"))
    with store.reading() as connection:
        query = select(schema.message.c.subject).where(schema.message.c.subject == "a\0b")
        assert "a\ufffdb" == connection.execute(query).scalar()


@pytest.mark.parametrize("nasty", ["\\N", "a\tb", "a\nb\r", "\\.", 'quo"te, comma', "", "对账单", "\\"])
def test_a_ledger_of_odd_texts_comes_back_as_it_was(store: Store, nasty: str) -> None:
    entry = LedgerEntry(
        id=nasty,
        row=2,
        account="C-1",
        date=dt.date(2026, 3, 1),
        amount=Decimal("-0.10"),
        references=(nasty,),
        description=nasty,
        currency=None,
    )
    version = store.ledgers.import_rows([entry], name="l", sha256="1" * 64, role=Role.CUSTOMER, imported_at=NOW)

    assert (entry,) == store.ledgers.account(version.id, "C-1")[0].entries


def test_a_copy_that_the_server_refuses_undoes_the_whole_import(store: Store) -> None:
    entry = LedgerEntry(
        id="r", row=2**63, account="C-1", date=dt.date(2026, 3, 1), amount=Decimal(1), references=(), currency="X"
    )
    with pytest.raises(ProgrammingError, match="out of range"):
        store.ledgers.import_rows([entry], name="l", sha256="1" * 64, role=Role.CUSTOMER, imported_at=NOW)

    assert () == store.ledgers.versions()


def test_a_restart_of_the_server_costs_a_transaction_and_no_more(tmp_path: Path) -> None:
    server = PostgresqlServer()
    try:
        server.start()
        store = Place(tmp_path, server.url(server.new_database())).open()
        with pytest.raises(OperationalError), store.writing() as tx:
            tx.execute(select(schema.cursor)).all()
            server.end()
            tx.execute(select(schema.cursor)).all()
        server.run()

        with store.writing() as tx:
            store.audit.add(tx, NOW, "decided")
        assert [] == list(store.audit.faults())
        store.close()
    finally:
        server.stop()


def test_a_service_that_lost_its_hold_writes_no_more(place: Place, store: Store, postgresql: PostgresqlServer) -> None:
    """The server ends the connection that holds the store; another service takes it; the first must not go on."""
    other = Place(place.directory.parent / "another", place.url).open()
    with store.exclusively() as stands:
        with store.writing() as tx:
            store.audit.add(tx, NOW, "decided")
        assert stands()
        with (
            pytest.raises(StoreInUse, match="Another tieout service works on the store at postgresql://"),
            other.exclusively(),
        ):
            pass

        _end_sessions(postgresql, place)

        with other.exclusively():
            with pytest.raises(OperationalError, match="hold on the store was lost"), store.writing():
                pass
            with other.writing() as tx:
                other.audit.add(tx, NOW, "decided")
        assert not stands()
    other.close()


def _end_sessions(server: PostgresqlServer, place: Place) -> None:
    database = place.url.rpartition("/")[2]
    server.ask(f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{database}'")


def test_the_locks_are_numbers_of_this_program() -> None:
    assert b"tieout" == postgresql.WRITERS.to_bytes(8, "big")[:6] == postgresql.SERVICE.to_bytes(8, "big")[:6]

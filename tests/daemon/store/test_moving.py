from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update

from daemon.store import Store, StoreInUse, StoreRefused, open_store, schema
from daemon.store.moving import move
from tests.support.house import House, mail, statement_mail
from tests.support.places import Place, place_of
from tests.support.postgresql_server import PostgresqlServer
from tests.support.stored import NOW


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    store = open_store(tmp_path / "state")
    house.furnish(store)
    house.deliver(statement_mail(1), "1")
    house.deliver(statement_mail(2), "2")
    house.deliver(mail(sender="stranger@elsewhere.example", number=3), "3")
    house.service(store).run_once()
    store.close()
    return house


@pytest.fixture
def source(house: House) -> Iterator[Store]:
    store = open_store(house.directory / "state")
    yield store
    store.close()


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    yield from place_of(request, "postgresql", tmp_path / "state", "migrated")


@pytest.fixture
def target(place: Place) -> Iterator[Store]:
    store = place.open()
    yield store
    store.close()


def test_everything_comes_over_and_the_service_goes_on_there(house: House, source: Store, target: Store) -> None:
    before = source.cases.overviews()
    replies = [source.outbox.of_case(row.case.id) for row in before]

    moved = move(source, target, NOW)

    assert (before, replies) == (target.cases.overviews(), [target.outbox.of_case(row.case.id) for row in before])
    assert moved.rows["case"] == len(before) == 3
    assert moved.rows["audit"] == len(list(target.audit.rows()))
    assert [] == list(target.faults())
    house.deliver(statement_mail(4), "4")
    house.service(target).run_once()
    assert [4, 3, 2, 1] == [row.case.id for row in target.cases.overviews()]
    assert 1 == len(house.sent()), "the same statement is not answered a second time"
    assert [] == list(target.faults())


def test_the_directory_alone_is_refused_afterwards(house: House, source: Store, target: Store) -> None:
    moved = move(source, target, NOW)

    with pytest.raises(StoreRefused, match=r'has moved: write url = "postgresql://tieout@'):
        open_store(house.directory / "state")
    assert moved.kept.stat().st_size > 0


def test_a_database_that_holds_a_store_is_left_alone(source: Store, target: Store) -> None:
    with target.writing() as tx:
        target.audit.add(tx, NOW, "decided")

    with pytest.raises(StoreRefused, match="holds a store already"):
        move(source, target, NOW)

    assert 1 == len(list(target.audit.rows()))


def test_a_text_with_a_nul_comes_over(source: Store, target: Store) -> None:
    with source.writing() as tx:
        tx.execute(update(schema.message).where(schema.message.c.id == 1).values(subject="a\0b"))

    move(source, target, NOW)

    assert "a\ufffdb" == target.messages.get(1).subject


def test_what_the_server_cannot_keep_moves_nothing(house: House, source: Store, target: Store) -> None:
    with source.writing() as tx:
        tx.execute(insert(schema.cursor).values(mailbox="x" * 201, folder="b", uidvalidity=1, uid=1, started_at=NOW))

    with pytest.raises(StoreRefused, match="The table cursor cannot be copied: value too long"):
        move(source, target, NOW)

    with target.reading() as connection:
        assert 0 == connection.execute(select(func.count()).select_from(schema.audit)).scalar()
    assert 3 == len(source.cases.overviews())
    open_store(house.directory / "state").close()


def test_a_store_at_work_is_not_moved(house: House, source: Store, target: Store, place: Place) -> None:
    other = open_store(house.directory / "state")
    with other.exclusively(), pytest.raises(StoreInUse):
        move(source, target, NOW)
    other.close()
    elsewhere = Place(place.directory.parent / "elsewhere", place.url).open()
    with elsewhere.exclusively(), pytest.raises(StoreInUse):
        move(source, target, NOW)
    elsewhere.close()


def test_a_damaged_audit_is_not_moved(house: House, source: Store, target: Store) -> None:
    with source.writing() as tx:
        tx.exec_driver_sql("DROP TRIGGER audit_no_delete")
        tx.exec_driver_sql("DELETE FROM audit WHERE number = 2")

    with pytest.raises(StoreRefused, match="tieout verify"):
        move(source, target, NOW)


def test_only_sqlite_moves(postgresql: PostgresqlServer, target: Store) -> None:
    with pytest.raises(StoreRefused, match="is there already"):
        move(target, target, NOW)

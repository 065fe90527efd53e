from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import text

from daemon.store import StoreRefused, open_store, schema
from daemon.store.database import Database
from daemon.store.migrate import FOLDER, version_of
from daemon.store.postgresql import address, engine
from daemon.store.schema import HEAD
from tests.support.house import House, mail, statement_pdf
from tests.support.places import KINDS, place_of
from tests.support.postgresql_server import PASSWORD, PostgresqlServer


def test_a_fresh_store_stands_at_the_head_and_opens_again(tmp_path: Path) -> None:
    for _ in range(2):
        store = open_store(tmp_path)
        with store.reading() as connection:
            assert version_of(connection) == HEAD
        store.close()


def test_a_store_of_a_newer_program_is_refused_in_one_sentence(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "tieout.sqlite")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()

    with pytest.raises(StoreRefused, match=r"newer tieout; install that version"):
        open_store(tmp_path)


def test_nobody_else_may_read_the_store(tmp_path: Path) -> None:
    store = open_store(tmp_path / "state")

    modes = {path.name: path.stat().st_mode & 0o077 for path in (tmp_path / "state").iterdir() if path.is_file()}

    assert {0} == set(modes.values())
    store.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("released", ["0001", "0002", "0003", "0004"])
def test_a_store_of_each_released_schema_is_upgraded_with_all_it_holds_and_a_copy_beside_it(
    request: pytest.FixtureRequest, tmp_path: Path, released: str, kind: str
) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    place = next(places := place_of(request, kind, tmp_path, ""))
    old = Database(engine(address(place.url), PASSWORD) if place.url else f"sqlite:///{tmp_path / 'tieout.sqlite'}")
    with old.writing() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, released)
        tx.execute(
            text(
                "INSERT INTO message (mailbox, folder, uidvalidity, uid, sha256, copy, size, received_at, recorded_at, "
                "too_large, backlog, state) VALUES ('ar', 'INBOX', 7, 5, 'ab', 0, 3, '2026-01-31T08:00:00.000000Z', "
                "'2026-01-31T08:00:00.000000Z', FALSE, FALSE, 'received')"
            )
        )
    old.dispose()

    store = place.open()
    with store.reading() as connection:
        assert HEAD == version_of(connection)
    message = store.messages.get(1)
    assert (5, "", "received") == (message.uid, message.remote, message.state)
    assert [] == list(store.audit.faults())
    copies = 1 if kind == "sqlite" else 0  # a change of PostgreSQL's schema is wholly done or not at all
    assert copies == len(list(tmp_path.glob(f"tieout-before-{released}-*.sqlite")))
    store.close()
    assert [] == list(places)


RELEASED = Path(__file__).parent / "released"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("released", sorted({path.name[:4] for path in RELEASED.glob("*.sql")}))
def test_a_store_that_a_released_program_filled_is_upgraded_verifies_and_goes_on(
    request: pytest.FixtureRequest, tmp_path: Path, released: str, kind: str
) -> None:
    house = House(tmp_path)
    place = next(places := place_of(request, kind, tmp_path / "state", ""))
    place.directory.mkdir()
    sql = (RELEASED / f"{released}-{kind}.sql").read_text(encoding="utf-8")
    if place.url:
        server: PostgresqlServer = request.getfixturevalue("postgresql")
        server.run_script(sql, place.url.rpartition("/")[2])
    else:
        filled = sqlite3.connect(place.directory / "tieout.sqlite")
        filled.executescript(sql)
        filled.close()
    with zipfile.ZipFile(RELEASED / "archive.zip") as packed:
        for name in packed.namelist():
            (place.directory / "archive" / name[:2]).mkdir(parents=True, exist_ok=True)
            (place.directory / "archive" / name[:2] / name).write_bytes(packed.read(name))

    store = place.open()

    assert [] == list(store.faults())
    with store.reading() as connection:
        assert HEAD == version_of(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert [] == compare_metadata(context, schema.metadata)
    before = [(row.case.id, row.case.state, row.sender, row.reply_state) for row in store.cases.overviews()]
    assert [(2, "waiting", "m@elsewhere.example", ""), (1, "done", "ap@acme.example", "sent")] == before
    assert "store_sealed" == list(store.audit.rows())[-1].event
    reply = store.outbox.of_case(1)
    assert reply is not None
    assert "ap@acme.example" == store.outbox.mail(reply).recipient
    house.deliver(mail(("statement.pdf", statement_pdf(date="30 Apr 2026")), number=3), "3")
    house.service(store).run_once()
    assert 3 == store.cases.overviews()[0].case.id
    assert [] == list(store.faults())
    with store.database.engine.connect().execution_options(holds=True) as connection:
        connection.execute(text("UPDATE ledger_entry SET amount = amount + 1 WHERE position = 3"))
        connection.execute(text("UPDATE finding SET content = '{}' WHERE case_id = 1 AND kind = 'statement'"))
        connection.commit()
        connection.invalidate()
    said = " ".join(store.faults())
    assert "entry 3 (account C-1001" in said
    assert "The statement of case 1 was changed" in said
    store.close()
    assert [] == list(places)


def test_there_is_a_frozen_store_of_every_schema_before_this_one() -> None:
    known = [path.name[1:5] for path in (FOLDER / "versions").glob("v[0-9]*.py")]
    assert sorted(set(known) - {HEAD}) == sorted({path.name[:4] for path in RELEASED.glob("*.sql")})

"""A store that a service has filled, and a hand that changes it beside the program: each change is named."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from daemon.pipeline import desk
from daemon.pipeline.work import Work
from daemon.store import Store, open_store
from daemon.store.verification import digests
from tests.support.house import House, mail, statement_pdf


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One mail that was answered (message and case 1), one that waits (2), in a store where all is well."""
    house = House(tmp_path_factory.mktemp("filled"))
    store = open_store(house.directory / "state")
    house.furnish(store)
    house.deliver(mail(("statement.pdf", statement_pdf()), number=1), "1")
    house.service(store).run_once()
    house.deliver(mail(("statement.pdf", statement_pdf()), sender="m@elsewhere.example", number=2), "2")
    house.service(store).run_once()
    assert [] == list(store.faults())
    store.close()
    return house.directory / "state"


@pytest.fixture
def store(tmp_path: Path, filled: Path) -> Iterator[Store]:
    shutil.copytree(filled, tmp_path / "state")
    opened = open_store(tmp_path / "state")
    yield opened
    opened.close()


def tamper(store: Store, *statements: str) -> None:
    """Do what somebody with the file in his hands can do: past the guards, which stand there again afterwards."""
    connection = sqlite3.connect(store.directory / "tieout.sqlite")
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in guards:
        connection.execute(sql)
    connection.commit()
    connection.close()


def numbers(store: Store, event: str) -> list[int]:
    return [row.number for row in store.audit.rows() if row.event == event]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE outbox SET recipient = 'm@elsewhere.example'", ["The reply of case 1 was changed: its recipient"]),
        ("UPDATE outbox SET mime = mail", ["The reply of case 1 was changed: its mime"]),
        ("UPDATE outbox SET state = 'ready'", ["The reply of case 1 is ready, but audit row"]),
        ("UPDATE outbox SET case_id = 2", ["The reply of case 2 was sent without", "of case 2 is sent, but", "not told", "of case 1 is missing"]),
        ("DELETE FROM outbox", ["The reply of case 1 is missing; audit row"]),
        ("UPDATE message SET sha256 = (SELECT mail FROM outbox) WHERE id = 2", ["Message 2 was changed: audit row"]),
        ("UPDATE message SET sha256 = 'x' WHERE id = 2", ["The original of message 2 is missing", "Message 2 was changed"]),
        ("UPDATE \"case\" SET outcome = 'confirm' WHERE id = 2", ["Case 2 was changed: its outcome"]),
        ("UPDATE \"case\" SET account = 'C-2002' WHERE id = 1", ["Case 1 was changed: its account"]),
        ("UPDATE finding SET content = '{}' WHERE case_id = 1 AND kind = 'decision'", ["The decision of case 1 was changed"]),
        ("DELETE FROM finding WHERE case_id = 1 AND kind = 'reconciliation'", ["The reconciliation of case 1 is missing"]),
        ("DELETE FROM ledger_entry WHERE position = 2", ["Version 1 of the ledger (ledger.csv) holds 4 entries; 5 were"]),
        ("INSERT INTO transition VALUES ('outbox', 'uncertain', 'sending')", ["The table of transitions allows that a"]),
    ],
)  # fmt: skip
def test_a_row_that_was_changed_by_hand_is_named(store: Store, change: str, said: Sequence[str]) -> None:
    tamper(store, change)
    faults = list(store.faults())
    assert [] == [each for each in said if not any(each in fault for fault in faults)], faults
    assert len(said) == len(faults), faults


def test_a_case_that_was_removed_with_all_that_hangs_on_it_is_missed(store: Store) -> None:
    hanging = [f"DELETE FROM {table} WHERE case_id = 2" for table in ("finding", "case_figures")]
    tamper(store, *hanging, 'DELETE FROM "case" WHERE id = 2')
    faults = list(store.faults())
    assert ["Message 2 was read, but its cases are missing."] == faults[:1]
    assert [True] == [fault.startswith("Case 2 is missing; audit row") for fault in faults[1:]]


def test_a_sent_reply_whose_audit_row_was_cut_off_the_end_is_named(store: Store) -> None:
    """The chain that is left is whole in itself; the rows that it no longer tells of give the cut away."""
    first = numbers(store, "reply_sent")[0]
    tamper(store, f"DELETE FROM audit WHERE number >= {first}")
    assert [] == list(store.audit.faults())
    faults = list(store.faults())
    assert "The reply of case 1 was sent without a row in the audit." in faults
    assert "Message 2 is not told of in the audit." in faults


def test_an_end_that_was_cut_off_with_all_it_told_of_shows_by_its_anchor(store: Store) -> None:
    anchor = store.audit.end()
    assert store.audit.holds(anchor)
    tamper(store, f"DELETE FROM audit WHERE number >= {numbers(store, 'reply_sent')[0]}")
    assert not store.audit.holds(anchor)
    with pytest.raises(ValueError, match="no anchor"):
        store.audit.holds("today")


def test_a_file_that_is_gone_or_was_changed_is_named(store: Store) -> None:
    reply = store.outbox.of_case(1)
    assert reply is not None
    store.archive.path(reply.mime).unlink()
    original = store.messages.get(2).sha256
    store.archive.path(original).write_bytes(b"another mail")
    assert [
        f"The archived file {original} was changed; restore it from a backup.",
        f"The reply of case 1 is missing from the archive: {reply.mime}.",
    ] == list(store.faults())


def test_a_guard_that_was_taken_away_is_named(store: Store) -> None:
    connection = sqlite3.connect(store.directory / "tieout.sqlite")
    connection.execute("DROP TRIGGER outbox_transition")
    connection.commit()
    connection.close()
    assert ["The database's guard outbox_transition is gone; rows may be changed in ways that it refuses."] == list(
        store.faults()
    )


def test_a_case_that_was_worked_on_again_and_closed_is_no_fault(tmp_path: Path, filled: Path) -> None:

    shutil.copytree(filled.parent, tmp_path / "house")
    house = House(tmp_path / "house")
    store = open_store(house.directory / "state")
    desk.replay(Work(house.settings, store), 2, "carol")
    assert [] == list(store.faults())
    house.service(store).run_once()
    desk.close(Work(house.settings, store), 2, "carol")
    assert [] == list(store.faults())
    store.close()


def test_the_hash_of_each_finding_is_a_fact_of_its_own() -> None:
    assert {"sha256_decision"} == set(digests({"decision": "{}", "reconciliation": None}))

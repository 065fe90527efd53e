"""What is past its time goes with its files and is told of; what is needed, waits or is held stays."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from daemon.config.settings import Retention, Settings
from daemon.pipeline.pack import PackRefused, export
from daemon.pipeline.prune import DailyPruning, Pruned, prune, would_go
from daemon.pipeline.work import Work
from daemon.store import Store, StoreInUse
from daemon.store.holds import Hold, Kind
from parsers.ledgers.entry import Role
from tests.support.house import (
    ACME_POSTINGS,
    Failing,
    House,
    entries,
    mail,
    replace_struct,
    statement_mail,
    statement_pdf,
)
from tests.support.stored import NOW

LATE = NOW + dt.timedelta(days=101)


@pytest.fixture
def kept(house: House) -> Settings:
    return replace_struct(house.settings, retention=Retention(mail_days=100, ledger_days=100))


@pytest.fixture
def work(house: House, store: Store, kept: Settings) -> Work:
    """Case 1 was answered, case 2 waits; the ledger was imported anew."""
    house.deliver(statement_mail(), "1")
    house.deliver(mail(("s.pdf", statement_pdf()), sender="m@elsewhere.example", number=2), "2")
    house.service(store).run_once()
    rows = entries("C-1001", ACME_POSTINGS)
    store.ledgers.import_rows(rows, name="next.csv", sha256="2" * 64, role=Role.CUSTOMER, imported_at=NOW)
    return Work(kept, store, clock=lambda: LATE)


def test_a_finished_case_goes_with_its_files_and_the_audit_tells(work: Work, store: Store) -> None:
    original, waiting = store.messages.get(1).sha256, store.messages.get(2).sha256
    assert Pruned(1, 3, 0) == would_go(work)
    assert Pruned(1, 3, 1) == prune(work), "the version is free when the case is gone"

    assert [waiting] == list(store.archive.names())
    assert store.cases.finding(1, "statement") is None
    assert store.cases.finding(2, "statement") is not None
    told = {row.event: row for row in store.audit.rows() if row.event in {"mail_pruned", "ledger_pruned"}}
    assert original in told["mail_pruned"].facts["files"]
    assert "ledger.csv" == told["ledger_pruned"].facts["file"]
    assert [] == list(store.faults())
    assert Pruned() == prune(work)
    with pytest.raises(PackRefused, match="its time being over"):
        export(work, store.cases.get(1), store.directory / "x.zip")


def test_the_same_mail_that_comes_again_is_still_known(house: House, work: Work, store: Store) -> None:
    prune(work)
    house.deliver(statement_mail(), "again")
    (summary,) = house.service(store).run_once()
    assert "confirm" != summary.outcome
    assert 1 == len(house.sent())
    assert [] == list(store.faults())


def test_a_mail_that_comes_again_while_its_first_copy_is_pruned_keeps_its_original(
    house: House, work: Work, store: Store
) -> None:
    """Its bytes lay there already when it was to be archived, and were removed before it was recorded."""

    def pruned_between(step: str) -> None:
        if step == "receive:archived":
            prune(work)

    house.deliver(statement_mail(), "again")
    house.service(store, on_step=pruned_between).run_once()

    again = store.messages.get(3)
    assert again.sha256 == store.messages.get(1).sha256
    assert store.archive.holds(again.sha256)
    assert [] == list(store.faults())


def test_a_customer_who_answers_a_reply_that_is_gone_is_attended_to(house: House, work: Work, store: Store) -> None:
    reply = store.outbox.of_case(1)
    assert reply is not None
    prune(work)
    answer = mail(
        text="Thank you.", number=9, headers=[("In-Reply-To", reply.message_id), ("References", reply.message_id)]
    )
    house.deliver(answer, "answer")
    (summary,) = house.service(store).run_once()
    assert "stuck" != summary.state


@pytest.mark.parametrize(("kind", "value"), [("counterparty", "C-1001"), ("case", "1")])
def test_what_is_under_a_hold_stays_until_it_is_lifted(work: Work, store: Store, kind: Kind, value: str) -> None:
    hold = Hold(kind=kind, value=value, because="", placed_by="carol", placed_at=NOW)
    with store.writing() as tx:
        store.holds.place(tx, hold)
        store.holds.place(tx, replace(hold, kind="case", value="99"))
    assert Pruned() == prune(work)
    with store.writing() as tx:
        store.holds.lift(tx, kind, value)
    assert 1 == prune(work).mails


def test_nothing_goes_before_its_time_or_where_nobody_said_so(work: Work, store: Store, house: House) -> None:
    work.clock = lambda: NOW + dt.timedelta(days=100)
    assert Pruned() == prune(work)
    work.clock, work.settings = (lambda: LATE), house.settings
    assert Pruned() == prune(work)
    assert [] == list(store.faults())


def test_a_round_may_be_short_and_the_next_goes_on(work: Work, house: House, store: Store) -> None:
    assert 0 == prune(work, most=0).mails
    assert 1 == prune(work, most=1).mails
    assert [] == list(store.faults())


def test_a_crash_before_the_files_went_is_made_up_for(work: Work, store: Store) -> None:
    work.on_step = Failing("prune:recorded", 1, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        prune(work)
    assert 4 == len(list(store.archive.names()))
    assert [] == list(store.faults())
    assert 3 == prune(work).files
    assert [] == list(store.faults())


def test_a_file_that_is_missing_without_the_audit_telling_is_a_fault(work: Work, store: Store) -> None:
    with store.writing() as tx:
        tx.exec_driver_sql("UPDATE message SET pruned_at = '2026-04-02T08:30:00.000000Z' WHERE id = 1")
    assert ["Message 1 was not pruned, as the audit tells; its row says otherwise."] == list(store.faults())


def test_while_a_backup_reads_the_archive_nothing_is_removed_and_it_is_tried_again(work: Work, store: Store) -> None:
    daily = DailyPruning(work)
    with store.undisturbed():
        with pytest.raises(StoreInUse, match="try again"):
            prune(work)
        daily.once()
    assert 4 == len(list(store.archive.names()))

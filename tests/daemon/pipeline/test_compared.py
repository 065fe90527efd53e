"""A reply whose figures rest on an older ledger: it leaves where our books still say the same, and waits where they do not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from daemon.desk import DeskRefused
from daemon.pipeline import desk
from daemon.pipeline.compared import changed_since, compared_account
from daemon.pipeline.send import send_due
from daemon.pipeline.work import Work
from daemon.store import Store, forms
from daemon.store.findings import RECONCILIATION
from daemon.store.ledgers import Opening
from daemon.store.states import CaseState, ReplyState
from parsers.ledgers.entry import LedgerEntry, Role
from tests.daemon.pipeline.test_send import Server
from tests.support.house import ACME_POSTINGS, House, Posting, entries, statement_mail
from tests.support.stored import NOW, OpeningRow

APRIL = Posting("2026-04-01", "INV-6001", "70.00")
LATE = Posting("2026-03-30", "INV-5004", "70.00")


def _import(store: Store, *postings: Posting, opening: str = "100.00", start: int = 3) -> None:
    rows: list[LedgerEntry | Opening] = [
        OpeningRow("C-1001", Decimal(opening), dt.date(2026, 3, 1), 2, "USD"),
        *entries("C-1001", postings, start),
    ]
    store.ledgers.import_rows(rows, name="new.csv", sha256="2" * 64, role=Role.CUSTOMER, imported_at=NOW)


@pytest.fixture
def work(house: House, store: Store) -> Work:
    """Case 1 waits with the draft of a confirmation."""
    house.deliver(statement_mail())
    review = house.with_policy(mode="review")
    house.service(store, review).run_once()
    return Work(review, store, clock=lambda: NOW)


def _changed(store: Store) -> bool:
    with store.reading() as tx:
        return changed_since(store, 1, tx) != ""


def test_the_same_ledger_has_not_changed(work: Work, store: Store) -> None:
    assert work.store is store
    assert not _changed(store)


def test_a_newer_export_that_says_the_same_up_to_the_day_has_not_changed(work: Work, store: Store) -> None:
    assert work.store is store
    _import(store, *reversed((*ACME_POSTINGS, APRIL)), start=90)
    assert not _changed(store)


@pytest.mark.parametrize(
    ("postings", "opening"),
    [
        ((*ACME_POSTINGS, LATE), "100.00"),
        (ACME_POSTINGS[:-1], "100.00"),
        (ACME_POSTINGS, "99.00"),
        ((), "1050.00"),
    ],
)
def test_what_was_posted_since_has_changed_it(
    work: Work, store: Store, postings: tuple[Posting, ...], opening: str
) -> None:
    assert work.store is store
    _import(store, *postings, opening=opening)
    assert _changed(store)


def test_an_account_that_is_gone_has_changed(work: Work, store: Store) -> None:
    assert work.store is store
    rows = entries("C-2002", ACME_POSTINGS)
    store.ledgers.import_rows(rows, name="new.csv", sha256="2" * 64, role=Role.CUSTOMER, imported_at=NOW)
    assert _changed(store)


def test_stale_figures_cannot_be_approved_and_are_made_anew(house: House, work: Work, store: Store) -> None:
    _import(store, *ACME_POSTINGS, LATE)

    with pytest.raises(DeskRefused, match="case replay 1"):
        desk.approve(work, 1, "zhang")
    desk.replay(work, 1, "zhang")
    (before,) = {case.outcome for case in store.cases.of_message(1)}
    house.service(store, work.settings).run_once()

    assert ("confirm", "differences") == (before, store.cases.get(1).outcome)
    desk.approve(work, 1, "zhang")


def test_an_approved_reply_that_was_kept_waiting_is_held_back(work: Work, store: Store) -> None:
    desk.approve(work, 1, "zhang")
    _import(store, *ACME_POSTINGS, LATE)
    server = Server([])

    send_due(work, server)

    reply = store.outbox.of_case(1)
    assert reply is not None
    assert (ReplyState.DRAFT, CaseState.WAITING) == (reply.state, store.cases.get(1).state)


def test_the_account_is_that_of_the_version_compared(work: Work, store: Store) -> None:
    _import(store, LATE)
    case = store.cases.get(1)
    content = store.cases.finding(1, RECONCILIATION)
    assert content is not None

    found = compared_account(work.store, case, forms.read_reconciliation(content))

    assert found is not None
    assert Decimal(1050) == found.balance()
    assert compared_account(work.store, case, None) is None

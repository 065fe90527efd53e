from __future__ import annotations

from decimal import Decimal

import pytest

from daemon.store import Store
from daemon.store.cases import NewCase
from daemon.store.figures import Figures
from daemon.store.marks import Stop
from daemon.store.parties import WantedParties
from daemon.store.states import CaseState, MessageState
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import Role
from tests.support.stored import NOW, raw_mail

PARTIES = (
    Counterparty(code="C-1", name="Acme 100% Ltd", language="de", addresses=("ap@acme.example",)),
    Counterparty(code="C-2", name="bolt", accounts=("2001", "2002")),
    Counterparty(code="S-1", name='Crane "language":"de"', role=Role.SUPPLIER, language="en"),
)


@pytest.fixture
def filled(store: Store) -> Store:
    """C-1 has two statements of one account (3 differences, then 1), C-2 one of each of two accounts, and one by nobody known."""
    store.counterparties.replace_all(PARTIES)
    cases = (("C-1", "C-1", 3, True), ("C-1", "C-1", 1, True), ("C-2", "2001", 2, True), ("C-2", "2002", 4, True))
    for number, (party, account, differences, authenticated) in enumerate((*cases, ("C-1", "C-1", 9, False)), 1):
        mail = raw_mail(f"mail {number}".encode(), number)
        with store.writing() as tx:
            store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)
        message = store.messages.claim("w", NOW)
        assert message is not None
        with store.writing() as tx:
            store.messages.move(tx, message, MessageState.RECOGNISED, authenticated=authenticated)
            case = store.cases.create(tx, message.id, NewCase(number=0, counterparty=party), NOW)
            store.cases.move(tx, store.cases.get(case, tx), CaseState.RECONCILED, NOW, account=account)
            store.cases.move(tx, store.cases.get(case, tx), CaseState.DECIDED, NOW)
            store.figures.put(tx, case, Figures(ours=Decimal(1), theirs=Decimal(2), differences=differences))
            store.cases.move(tx, store.cases.get(case, tx), CaseState.WAITING, NOW)
    with store.writing() as tx:
        store.marks.stop(tx, Stop(counterparty="C-2", because="it was wrong", placed_by="carol", placed_at=NOW))
    return store


def codes(store: Store, **wanted: object) -> list[str]:
    rows, total = store.parties.listed(WantedParties(**wanted))  # type: ignore[arg-type]
    assert len(rows) == total or "limit" in wanted
    return [row.counterparty.code for row in rows]


def test_the_newest_statement_of_each_account_counts_and_none_that_nobody_vouches_for(filled: Store) -> None:
    rows, _ = filled.parties.listed(WantedParties())
    assert {"C-1": 1, "C-2": 6, "S-1": 0} == {row.counterparty.code: row.differences for row in rows}
    assert {"C-1": [2], "C-2": [4, 3], "S-1": []} == {
        row.counterparty.code: [each.case.id for each in row.latest] for row in rows
    }
    assert ["C-2"] == [row.counterparty.code for row in rows if row.stopped]


def test_the_list_is_narrowed_by_what_is_asked(filled: Store) -> None:
    assert ["C-1"] == codes(filled, search="100% acme")
    assert ["C-2"] == codes(filled, search="2002")
    assert ["C-1"] == codes(filled, search="AP@acme")
    assert [] == codes(filled, search="1_0")
    assert ["S-1"] == codes(filled, role="supplier")
    assert ["C-1"] == codes(filled, language="de")
    assert ["C-2"] == codes(filled, stopped=True)
    assert ["C-1", "C-2"] == codes(filled, open_only=True)


def test_it_is_sorted_and_paged(filled: Store) -> None:
    assert ["C-1", "C-2", "S-1"] == codes(filled)
    assert ["S-1", "C-2", "C-1"] == codes(filled, descending=True)
    assert ["C-2", "C-1", "S-1"] == codes(filled, order="differences", descending=True)
    assert ["C-1", "C-2", "S-1"] == codes(filled, order="last", descending=True)
    assert ["C-2"] == codes(filled, limit=1, offset=1)


def test_the_waiting_cases_of_one_are_its_own(filled: Store) -> None:
    assert (1, 2, 5) == filled.parties.waiting("C-1", [CaseState.WAITING])
    assert () == filled.parties.waiting("C-1", [CaseState.STUCK])

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from daemon.config.settings import Policy
from daemon.pipeline.counterparty import Choice, choose, of_sender, on_file
from daemon.store import Store
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import Role
from parsers.statements.statement import Form, Statement
from tests.support.house import ACME, BOLT, House
from tests.support.stored import NOW, entry

PAPER = Statement(document="d", reader="pdf", form=Form.BALANCE_FORWARD, lines=(), currency="USD")


@pytest.fixture(autouse=True)
def _books(house: House, store: Store) -> None:
    assert house.directory.exists()
    rows = [
        entry(3, "600.00", account="C-1001", currency="USD"),
        entry(4, "5.00", account="C-1002", currency="USD"),
        entry(5, "6.00", account="C-1002", currency="EUR"),
        entry(6, "77.00", account="C-2002", currency="USD"),
        entry(7, "1.00", account="9999", currency="USD"),
    ]
    store.ledgers.import_rows(rows, name="l", sha256="2" * 64, role=Role.CUSTOMER, imported_at=NOW)


def _choose(store: Store, paper: Statement = PAPER, *candidates: Counterparty) -> Choice:
    return choose(store, candidates or (ACME,), paper)


TWO = replace(ACME, accounts=("C-1001", "C-1002"))


def test_the_only_account_is_chosen_whatever_number_they_have_for_us(store: Store) -> None:
    found = _choose(store, replace(PAPER, account="VENDOR-4711"))

    assert found.account is not None
    assert ("C-1001", Decimal(600), "") == (found.account.account, found.account.balance(), found.problem)


def test_the_number_on_the_paper_chooses_among_ones_own_accounts(store: Store) -> None:
    found = _choose(store, replace(PAPER, account="c 1002"), TWO)

    assert found.account is not None
    assert ("C-1002", "USD") == (found.account.account, found.account.currency)
    assert {("C-1001", "USD"), ("C-1002", "EUR")} == {(other.account, other.currency) for other in found.others}


def test_the_currency_chooses_among_ones_own_accounts(store: Store) -> None:
    found = _choose(store, replace(PAPER, currency="EUR"), TWO)

    assert found.account is not None
    assert ("C-1002", "EUR") == (found.account.account, found.account.currency)


def test_where_the_paper_leaves_it_open_nothing_is_chosen(store: Store) -> None:
    found = _choose(store, PAPER, TWO)

    assert found.account is None
    assert "does not say which account in USD is meant" in found.problem


def test_a_currency_in_which_there_is_no_account_is_said(store: Store) -> None:
    found = _choose(store, replace(PAPER, currency="GBP"))

    assert found.account is None
    assert "in GBP" in found.problem


@pytest.mark.parametrize("number", ["C-2002", "c2002", "C-2OO2", "9999", " 9999 "])
def test_a_paper_that_names_anothers_account_touches_no_ledger(store: Store, number: str) -> None:
    found = _choose(store, replace(PAPER, account=number))

    assert (None, ()) == (found.account, found.others)
    assert "not one of C-1001's" in found.problem


@pytest.mark.parametrize("where", ["holder", "addressee"])
def test_a_paper_in_anothers_name_touches_no_ledger(store: Store, where: str) -> None:
    found = _choose(store, replace(PAPER, **{where: "BOLT BROTHERS LTD."}))  # type: ignore[arg-type]

    assert found.account is None
    assert "is not C-1001" in found.problem


def test_a_name_that_two_counterparties_share_is_also_ones_own(store: Store) -> None:
    store.counterparties.replace_all([ACME, replace(BOLT, aliases=(ACME.name,))])

    assert _choose(store, replace(PAPER, holder=ACME.name)).account is not None


def test_an_account_that_the_ledger_does_not_know_is_said(store: Store) -> None:
    assert "no account C-7" in _choose(store, PAPER, replace(ACME, accounts=("C-7",))).problem


def test_a_supplier_is_looked_up_in_the_payables(store: Store) -> None:
    supplier = replace(ACME, role=Role.SUPPLIER)
    assert "No ledger" in _choose(store, PAPER, supplier).problem
    store.ledgers.import_rows(
        [entry(3, "-8.00", account="C-1001")], name="ap", sha256="3" * 64, role=Role.SUPPLIER, imported_at=NOW
    )

    found = _choose(store, PAPER, supplier)

    assert found.account is not None
    assert Decimal(-8) == found.account.balance()


def test_a_shared_address_is_told_apart_by_the_paper_or_not_at_all(store: Store) -> None:
    """A bookkeeper writes for two of our customers: the paper chooses between these two, never beyond them."""
    both = (ACME, replace(BOLT, addresses=ACME.addresses))

    named = choose(store, both, replace(PAPER, account="C-2002"))
    by_name = choose(store, both, replace(PAPER, holder="Acme Fasteners Ltd"))
    neither = choose(store, both, PAPER)

    assert "C-2002" == (named.account.account if named.account else None)
    assert "C-1001" == (by_name.account.account if by_name.account else None)
    assert neither.account is None
    assert "does not say which is meant" in neither.problem


def test_nobody_on_file_is_nobody(store: Store) -> None:
    assert Choice() == choose(store, (), PAPER)


def test_senders_are_known_by_full_address_and_by_domain_only_where_that_suffices(store: Store) -> None:
    by_domain = Counterparty(code="C-5", name="Five", domains=("five.example",))
    store.counterparties.put(by_domain)
    lax, strict = Policy(domains_suffice=True), Policy()

    assert (ACME,) == of_sender(store, strict, "AP@acme.example")
    assert () == of_sender(store, strict, "any@five.example")
    assert (by_domain,) == of_sender(store, lax, "any@five.example")
    assert () == of_sender(store, lax, "any@sub.five.example")
    assert () == of_sender(store, lax, "")
    at_large = Counterparty(code="C-6", name="Six", domains=("qq.com",))
    store.counterparties.put(at_large)
    assert () == of_sender(store, lax, "anybody@QQ.com")
    assert not on_file(lax, at_large, "anybody@qq.com")
    assert on_file(lax, by_domain, "any@FIVE.example")
    assert not on_file(strict, by_domain, "any@five.example")
    assert not on_file(lax, by_domain, "any@notfive.example")


def test_a_look_alike_of_ones_own_number_that_is_anothers_is_anothers(store: Store) -> None:
    """B100 read badly is 8100; where 8100 is somebody's, the paper means that one."""
    fold, other = replace(ACME, code="B100"), replace(BOLT, code="8100")
    store.counterparties.replace_all([fold, other])
    rows = [entry(3, "10.00", account="B100"), entry(4, "10.00", account="8100")]
    store.ledgers.import_rows(rows, name="l", sha256="3" * 64, role=Role.CUSTOMER, imported_at=NOW)

    found = choose(store, (fold,), replace(PAPER, account="8100"))

    assert found.account is None
    assert "8100" in found.problem


def test_a_number_of_ones_own_that_was_read_badly_is_ones_own(store: Store) -> None:
    fold = replace(ACME, code="B100")
    store.counterparties.replace_all([fold])
    store.ledgers.import_rows(
        [entry(3, "10.00", account="B100", currency="USD")],
        name="l",
        sha256="3" * 64,
        role=Role.CUSTOMER,
        imported_at=NOW,
    )

    assert "" == choose(store, (fold,), replace(PAPER, account="8100")).problem

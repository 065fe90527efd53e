"""Which account of a ledger file a statement means: the one named, the only one, or the one on the paper; never a guess."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from daemon.cli.exits import UNUSABLE, CommandError
from daemon.cli.ledger_file import choose, gathered
from parsers.ledgers.entry import LedgerAccount, LedgerEntry
from parsers.ledgers.generic import OpeningBalance
from parsers.statements.statement import Form, Statement


def account(code: str, name: str = "", currency: str | None = None) -> LedgerAccount:
    return LedgerAccount(account=code, name=name, currency=currency)


def paper(number: str | None = None, holder: str | None = None, currency: str | None = None) -> Statement:
    return Statement(
        document="ab", reader="test", form=Form.OPEN_ITEM, lines=(), account=number, holder=holder, currency=currency
    )


def test_the_only_account_is_chosen() -> None:
    assert "C1" == choose([account("C1")], paper(), None).account


def test_the_account_that_is_named_is_chosen_however_it_is_spelt() -> None:
    assert "C-1001" == choose([account("C-1001"), account("C2")], paper(number="C2"), "c1001").account


def test_the_paper_s_number_chooses_before_its_name() -> None:
    accounts = [account("C1", "Acme Ltd"), account("C2", "Bolt plc")]
    assert "C2" == choose(accounts, paper(number="c 2", holder="Acme Ltd"), None).account


@pytest.mark.parametrize("holder", ["ACME LTD.", "Acme  Ltd", "Ａｃｍｅ Ltd"])
def test_the_paper_s_name_chooses_whatever_its_case_and_width(holder: str) -> None:
    assert "C1" == choose([account("C1", "Acme Ltd"), account("C2", "Bolt plc")], paper(holder=holder), None).account


@pytest.mark.parametrize(
    ("accounts", "statement"),
    [
        ([account("C1", "Acme"), account("C2", "Bolt")], paper()),
        ([account("C1", "Acme"), account("C2", "Bolt")], paper(holder="Carol")),
        ([account("C1", "Acme"), account("C2", "Acme")], paper(holder="Acme")),
        ([account("C1"), account("C2")], paper(holder="...")),
    ],
)
def test_where_it_is_not_certain_the_accounts_are_named(accounts: list[LedgerAccount], statement: Statement) -> None:
    with pytest.raises(CommandError, match=r"--account.*C1, C2") as error:
        choose(accounts, statement, None)
    assert UNUSABLE == error.value.code


def test_an_account_that_is_not_there_is_unusable_and_the_list_stays_short() -> None:
    accounts = [account(f"C{number}") for number in range(40)]
    with pytest.raises(CommandError, match=r"no account X; it has C0, .*C11 and 28 more"):
        choose(accounts, paper(), "X")


def test_the_paper_s_currency_chooses_among_the_currencies_of_an_account() -> None:
    accounts = [account("C1", currency="EUR"), account("C1", currency="USD")]
    assert "USD" == choose(accounts, paper(currency="USD"), "C1").currency
    with pytest.raises(CommandError, match="several currencies"):
        choose(accounts, paper(), "C1")
    with pytest.raises(CommandError, match="GBP"):
        choose(accounts, paper(currency="GBP"), "C1")


def test_an_account_without_a_currency_fits_any_paper() -> None:
    assert choose([account("C1")], paper(currency="USD"), None).currency is None


def test_rows_are_gathered_by_account_and_currency_and_stand_by_date() -> None:
    def entry(row: int, day: int, code: str, currency: str | None) -> LedgerEntry:
        return LedgerEntry(
            id=str(row), row=row, account=code, date=dt.date(2026, 3, day), amount=Decimal(row), currency=currency
        )

    opening = OpeningBalance(account="C1", amount=Decimal(5), date=dt.date(2026, 3, 1), row=2, currency="EUR")
    first, second = gathered([opening, entry(4, 9, "C1", "EUR"), entry(5, 3, "C1", "USD"), entry(6, 2, "C1", "EUR")])
    assert ("EUR", Decimal(5), ["6", "4"]) == (first.currency, first.opening, [each.id for each in first.entries])
    assert ("USD", Decimal(0), ["5"]) == (second.currency, second.opening, [each.id for each in second.entries])


def test_in_a_ledger_too_large_for_memory_only_the_wanted_account_keeps_its_entries() -> None:
    rows = [
        LedgerEntry(id=str(row), row=row, account=f"C{row % 3}", date=dt.date(2026, 3, 1), amount=Decimal(row))
        for row in range(30)
    ]
    assert {"C0": 10, "C1": 10, "C2": 10} == {each.account: len(each.entries) for each in gathered(rows, "c1", 20)}
    assert {"C0": 0, "C1": 10, "C2": 0} == {each.account: len(each.entries) for each in gathered(rows, "c1", 19)}
    assert {"C0": 10, "C1": 10, "C2": 10} == {each.account: len(each.entries) for each in gathered(rows, None, 5)}

"""Who, which account, which currency, which period."""

from __future__ import annotations

import datetime as dt

import pytest

from parsers.dates import DateOrder
from parsers.statements.facts import facts_of
from parsers.statements.statement import Period
from parsers.statements.surroundings import Facts
from tests.parsers.statements.tables import spot


def facts(*texts: str, order: DateOrder | None = None) -> Facts:
    return facts_of([spot(text, 0, 20.0 * number) for number, text in enumerate(texts)], order, ".")


@pytest.mark.parametrize(
    "text",
    [
        "Account No: C-1001",
        "Your account number: C-1001",
        "A/C No C-1001",
        "客户编号：C-1001",
        "客戶代號: C-1001",
        "Kundennummer: C-1001",
        "N° client : C-1001",
        "Vendor No.: C-1001",
        "Account C-1001 (Depot North)",
        "Account C-1001 (Depot North) Currency: GBP",
    ],
)
def test_the_account_is_found(text: str) -> None:
    assert "C-1001" == facts(text).account


def test_a_pair_without_a_colon_does_not_hide_the_one_behind_it() -> None:
    assert "GBP" == facts("Account C-1001 (Depot North) Currency: GBP").currency


def test_a_known_word_at_the_end_of_an_unknown_key_is_no_key() -> None:
    assert facts("Payment due date: 13/04/2026").date is None
    assert facts("Delivery note for account: C-1001").account is None


def test_a_bank_account_is_no_customer_account_but_a_note() -> None:
    found = facts("开户行：中国工商银行 账号：1102 0206 0900 1234 567", "Bank: IBAN GB29 NWBK 6016")
    assert found.account is None
    assert 2 == len(found.notes)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Period: 01/03/2026 - 31/03/2026", dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
        ("From 1 March 2026 to 31 March 2026", dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
        ("对账期间：2026年3月1日至2026年3月31日", dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
        ("Zeitraum: 01.03.2026 bis 31.03.2026", dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
        ("Période du 1 mars 2026 au 31 mars 2026", dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
        ("会计期间：2026年03月", dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
    ],
)
def test_the_period_is_found(text: str, start: dt.date, end: dt.date) -> None:
    assert Period(start, end) == facts(text).period


def test_the_date_is_read_in_the_order_that_the_text_itself_proves() -> None:
    assert dt.date(2026, 4, 5) == facts("Statement date: 05/04/2026", "Period: 01/03/2026 to 31/03/2026").date
    assert dt.date(2026, 5, 4) == facts("Statement date: 05/04/2026", order=DateOrder.MONTH_FIRST).date
    undecided = facts("Statement date: 05/04/2026")
    assert (None, ["05/04/2026"]) == (undecided.date, undecided.open_dates)


def test_currencies_are_named_and_never_guessed_from_a_lone_sign() -> None:
    assert "EUR" == facts("Currency: EUR").currency
    assert "CNY" == facts("币种：人民币").currency
    assert "GBP" == facts("All amounts are shown in GBP").currency
    assert facts("Balance due: $5.00").currency is None


def test_names() -> None:
    found = facts("Acme Trading Ltd", "12 High Street", "Customer: Bolt GmbH")
    assert ("Acme Trading Ltd", "Bolt GmbH") == (found.holder, found.addressee)


def test_pages_are_counted_as_the_paper_tells() -> None:
    assert (2, 3) == facts("Page 1 of 3", "Page 2 of 3").pages_told
    assert (1, 2) == facts("第1页 共2页").pages_told

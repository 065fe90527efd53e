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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Offene-Posten-Liste zum 30.06.2026", dt.date(2026, 6, 30)),
        ("Relevé au 30/06/2026", dt.date(2026, 6, 30)),
        ("Zahlbar zum 30.06.2026", None),
        ("Kontoauszug vom 01.06.2026 bis 30.06.2026", None),
        ("Saldo per 01.06.2026", None),
    ],
)
def test_a_title_may_end_in_the_day_of_the_statement(text: str, expected: dt.date | None) -> None:
    assert expected == facts(text).date


def test_a_period_under_the_title_ledger_account_is_no_account_number() -> None:
    assert facts("Ledger Account", "1-Apr-2026 to 30-Jun-2026").account is None


def test_the_company_with_which_a_letter_begins_is_spoken_to_and_the_sealed_one_speaks() -> None:
    found = facts("往来对账单", "上海博联贸易有限公司：", "苏州瑞丰精密机械有限公司（盖章）")
    assert ("苏州瑞丰精密机械有限公司", "上海博联贸易有限公司") == (found.holder, found.addressee)
    assert facts("对方单位公司：").addressee is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Statement period: 01-Sep-2025 to 31-Oct-2025. Currency: USD", "USD"),
        ("Compte : 411DUPONT   Tenue de compte : EUR", "EUR"),
        ("Account in CHF", "CHF"),
        ("Balance Due (NZD)", "NZD"),
        ("Account in USE", None),
    ],
)
def test_a_currency_named_inside_a_line_is_found(text: str, expected: str | None) -> None:
    assert expected == facts(text).currency


def test_a_number_where_the_customer_s_name_would_stand_is_the_account() -> None:
    assert ("K4410", None) == (facts("Customer: K4410").account, facts("Customer: K4410").addressee)
    assert "Miller & Sons" == facts("Customer: Miller & Sons").addressee


@pytest.mark.parametrize(
    ("text", "account", "addressee"),
    [
        ("Customer: 0000104567", "0000104567", None), ("Kunde: 10020 Acme GmbH", "10020", "Acme GmbH"), ("Client : 411ACME", "411ACME", None),
        ("客户：00123 广州日升纺织品有限公司", "00123", "广州日升纺织品有限公司"), ("Customer: 4Ways Logistics Ltd", None, "4Ways Logistics Ltd"),
        ("Statement no.: 1023", None, None), ("Konto 10100 Acme GmbH", "10100", None),
    ],
)  # fmt: skip
def test_a_customer_is_told_by_number_or_by_name(text: str, account: str | None, addressee: str | None) -> None:
    facts = facts_of([spot(text)], None, None)
    assert (account, addressee) == (facts.account, facts.addressee)


def test_labels_and_titles_are_nobodys_name() -> None:
    for text in ("BALANCE DUE NZD", "Current", "Hello,", "Partner Ledger", "Offene Posten Liste Debitoren"):
        assert facts_of([spot(text)], None, None).holder is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Statement of account USD, October 2025, account SB-7741", "SB-7741"),
        ("Kontoübersicht und Zahlungserinnerung, 31.10.2025, Kundennummer 5581", "5581"),
        ("Date : 31/10/2025 — Code client : FROBOC — Règlement : LCR 45 jours", "FROBOC"),
        ("Bill to: Peak Outdoor Co. Customer ID: C-00212 Statement date: 10/31/2025", "C-00212"),
        ("Please pay into our account 10293847, sort code 20-11-43", None),
        ("Movements of your account 31.10.2025", None),
        ("Account statement for: Casa Verde, customer number 55-1002, as of 31 Oct 2025", "55-1002"),
        ("Paid on account 120", None),
    ],
)
def test_an_account_named_inside_a_line_is_found(text: str, expected: str | None) -> None:
    assert expected == facts(text).account


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Page 2 of 3",), (1, 3)),
        (("Page : 1/2",), (1, 2)),
        (("Page 1 of 2", "Page 2 of 2"), (2, 2)),
        (("Seite: 2 von 4", "Seite: 2 von 4"), (1, 4)),
    ],
)
def test_pages_are_counted_by_the_different_numbers_that_stand_in_the_file(
    texts: tuple[str, ...], expected: tuple[int, int]
) -> None:
    assert expected == facts(*texts).pages_told


def test_a_page_s_number_may_stand_apart_from_its_word() -> None:
    assert (1, 2) == facts_of([spot("Page", 300, 0), spot(": 1 / 2", 380, 0)], None, ".").pages_told


def test_a_number_behind_the_word_customer_is_the_account() -> None:
    assert "100234" == facts("客户: 100234").account


def test_the_account_of_a_bank_behind_its_name_is_none_of_the_customer() -> None:
    found = facts("匯款銀行：台灣銀行　戶名：永昌印刷　帳號：012-001-123456")
    assert (None, 1) == (found.account, len(found.notes))

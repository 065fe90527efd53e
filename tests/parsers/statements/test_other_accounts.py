"""Accounts that add up and are none of a counterparty."""

from __future__ import annotations

import pytest

from parsers.statements.other_accounts import other_account
from tests.parsers.statements.tables import assembled, section


@pytest.mark.parametrize(
    ("headings", "title", "expected"),
    [
        ("Date|Description|Money out|Money in|Balance", "", "bank_statement"),
        ("Buchungstag|Wertstellung|Verwendungszweck|Betrag|Saldo", "", "bank_statement"),
        ("交易日期|摘要|对方户名|收入金额|支出金额|账户余额", "", "bank_statement"),
        ("Date|Value date|Description|Debit|Credit|Balance", "IBAN: IE29AIBK93115212345678", "bank_statement"),
        ("日期|凭证字号|摘要|借方|贷方|余额", "管理费用明细账", "expense_ledger"),
        ("Date|Payment|Principal|Interest|Balance", "", "loan_schedule"),
        ("Datum|Text|Betrag|Zinsen|Tilgung|Saldo", "", "loan_schedule"),
        ("Due date|Instalment|Payment|Remaining balance", "Repayment plan for loan L-8871", "loan_schedule"),
        ("Date|Activity|Points earned|Points spent|Points balance", "", "count_of_units"),
        ("Date|Project|Hours|Running total", "", "count_of_units"),
        ("Date|Activity|Credit|Debit|Balance", "Miles account 445566", "points_statement"),
        ("Date|Details|Receipts|Payments|Balance", "Petty cash book", "cash_book"),
    ],
)
def test_another_account_is_known_by_its_columns_or_its_title(headings: str, title: str, expected: str) -> None:
    made = section(f"{headings}\n2026-03-01|A-1|1.00|1.00|1.00|1.00")
    assert expected == other_account(made.columns, [title])


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ("Date|Ref|Description|Debit|Credit|Balance", "Sort code 20-00-00 Account number 73441122"),
        ("Datum|Belegnummer|Valuta|Soll|Haben|Saldo", "IBAN DE89 3704 0044 0532 0130 00"),
        ("Date|Invoice|Hours|Amount|Balance", "Statement of account"),
        ("Invoice|Date|Days overdue|Outstanding", "Collect your points at our shops."),
        ("Datum|Beleg|Buchungstext|Soll|Haben|Saldo", "Kontoauszug"),
        ("Invoice|Date|0-30 days|31-60 days|Balance", "Statement of account"),
        ("日期|单据号|摘要|收入|支出|余额", "往来对账单"),
        ("Belegdatum|Belegnummer|Fälligkeitsdatum|Verwendungszweck|Umsatz|Kontostand", "Kontoblatt"),
    ],
)
def test_what_may_be_a_counterpartys_is_left_alone(headings: str, title: str) -> None:
    made = section(f"{headings}\n2026-03-01|A-1|1.00|1.00|1.00|1.00")
    assert other_account(made.columns, [title]) is None


def test_a_bank_statement_that_adds_up_is_no_statement() -> None:
    found = assembled("Date|Description|Paid out|Paid in|Balance\n|Start balance|||9.00\n2026-03-01|Card|2.00||7.00")
    assert ((), "bank_statement") == (found.statements, found.looks_like)

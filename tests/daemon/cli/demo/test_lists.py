"""Our side as files: every account with its opening and every posting; every customer with its address."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl

from daemon.cli.demo import books, company
from daemon.cli.demo.lists import counterparty_list, ledger_workbook


def test_the_ledger_s_accounts_close_as_the_books_do() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(ledger_workbook())).active
    balances: dict[str, Decimal] = {}
    for row in sheet.iter_rows(min_row=2, values_only=True):
        amount = Decimal(str(row[9] or 0)) - Decimal(str(row[10] or 0))
        balances[row[0]] = balances.get(row[0], Decimal(0)) + amount
    assert {account.customer.code: account.closing for account in books.ACCOUNTS} == balances


def test_every_customer_is_on_the_list_with_its_address() -> None:
    rows = list(csv.DictReader(io.StringIO(counterparty_list().decode("utf-8-sig"))))
    assert [(each.code, each.address) for each in company.CUSTOMERS] == [
        (row["Code"], row["Mail addresses"]) for row in rows
    ]


def test_the_same_files_come_each_time() -> None:
    assert ledger_workbook() == ledger_workbook()
    assert counterparty_list() == counterparty_list()

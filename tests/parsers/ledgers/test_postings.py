"""One sheet, row by row: what one row leaves to the next."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest

from parsers.ledgers.entry import LedgerEntry, Role
from parsers.ledgers.layout import layouts_of
from parsers.ledgers.postings import SheetPostings
from parsers.ledgers.rows import LedgerRefused, LedgerRow
from parsers.ledgers.whose import Whose
from parsers.sheets.opening import open_sheets
from tests.support.workbooks import xlsxwriter_book


def rows(content: bytes, account: str = "") -> list[LedgerRow]:
    [layout] = layouts_of(open_sheets(io.BytesIO(content)), Role.CUSTOMER)
    return list(SheetPostings(layout, Role.CUSTOMER, Whose(layout, account, {}, ""), {}).rows())


def test_a_merged_account_cell_covers_the_rows_below_it_and_an_empty_one_does_not() -> None:
    def fill(book: Any, *, merged: bool) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Account", "Date", "Ref", "Debit", "Credit"])
        for number in (1, 2):
            sheet.write(number, 1, dt.date(2026, 3, number), book.add_format({"num_format": "yyyy-mm-dd"}))
            sheet.write(number, 2, f"A{number}")
            sheet.write(number, 3, 5)
        if merged:
            sheet.merge_range("A2:A3", "C1")
        else:
            sheet.write(1, 0, "C1")

    assert ["C1", "C1"] == [row.account for row in rows(xlsxwriter_book(lambda book: fill(book, merged=True)))]
    with pytest.raises(LedgerRefused) as refused:
        rows(xlsxwriter_book(lambda book: fill(book, merged=False)))
    assert 3 == refused.value.row


def test_hidden_rows_of_our_own_export_count_since_a_filter_deletes_nothing() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Account", "Date", "Ref", "Debit", "Credit"])
        sheet.write_row(1, 0, ["C1", "2026-03-01", "A", 5])
        sheet.set_row(1, None, None, {"hidden": True})

    assert 1 == len(rows(xlsxwriter_book(fill)))


def test_open_amounts_take_the_sign_of_their_posting() -> None:
    text = b"Account,Date,Ref,Debit,Credit,Outstanding\nC1,2026-03-01,A,5.00,,2.00\nC1,2026-03-01,B,,5.00,3.00\nC1,2026-03-01,C,,5.00,-3.00\n"
    assert ["2.00", "-3.00", "-3.00"] == [str(row.open_amount) for row in rows(text) if isinstance(row, LedgerEntry)]


def test_references_that_say_the_same_are_named_once_the_documents_own_first() -> None:
    text = b"Account,Date,Voucher No,Document No,Your Ref,Debit,Credit\nC1,2026-03-01,V-1,INV-1,inv 1,5.00,\n"
    assert [("INV-1", "V-1")] == [row.references for row in rows(text) if isinstance(row, LedgerEntry)]


def test_the_title_names_account_and_currency_where_no_column_does() -> None:
    text = "客户：C9 甲\n币种：美元\n日期,凭证号,借方,贷方\n2026-03-01,记-1,5.00,\n".encode()
    assert [("C9", "USD")] == [(row.account, row.currency) for row in rows(text)]

"""What only the whole file can tell is looked up before its rows are read."""

from __future__ import annotations

import io

import pytest

from parsers.dates import DateOrder
from parsers.ledgers.entry import Role
from parsers.ledgers.layout import Layout, LayoutRefused, layouts_of
from parsers.ledgers.signs import AmountSign
from parsers.sheets.opening import open_sheets
from tests.support.workbooks import openpyxl_book


def layout(text: str, role: Role = Role.CUSTOMER) -> Layout:
    [found] = layouts_of(open_sheets(io.BytesIO(text.encode())), role)
    return found


def test_marks_and_orders_are_proved_far_below_the_first_rows() -> None:
    unclear = "C1;01/02/2026;A;1.234;\n" * 5000
    found = layout("Account;Date;Ref;Debit;Credit\n" + unclear + "C1;25/02/2026;B;1.234,50;\n")
    assert (",", DateOrder.DAY_FIRST) == (found.decimal_mark, found.order)


def test_nothing_is_assumed_where_nothing_proves_it() -> None:
    found = layout("Account;Date;Ref;Debit;Credit\nC1;01/02/2026;A;1.234;\n")
    assert (None, None) == (found.decimal_mark, found.order)


def test_the_sign_is_looked_up_in_the_whole_file() -> None:
    text = "Vendor,Date,Type,Num,Amount\n" + "V1,2026-03-01,XX,B1,100.00\n" * 5000 + "V1,2026-03-01,Bill,B1,-100.00\n"
    assert AmountSign.AS_IS is layout(text, Role.SUPPLIER).sign


def test_cover_sheets_are_passed_over_and_sheets_of_postings_without_headings_are_not() -> None:
    assert 1 == len(
        layouts_of(open_sheets(io.BytesIO(openpyxl_book([["Date", "Ref", "Debit", "Credit"]]))), Role.CUSTOMER)
    )
    with pytest.raises(LayoutRefused) as refused:
        layout("C1,2026-03-01,INV-1,100.00\n")
    assert 1 == refused.value.row

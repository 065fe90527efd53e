"""Exports as they come when something went wrong on the way: read exactly, or refused with the row and what to do."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from parsers.ledgers.generic import LedgerRefused
from tests.support.exports import cells, told, workbook

HEADER = "Account,Date,Ref,Debit,Credit\n"


@pytest.mark.parametrize(
    ("text", "row", "word"),
    [
        (HEADER + "C1,2026-03-01,A,5.00,\nC1,2026-03-02,B", 3, "no amount"),
        (HEADER + "C1,2026-03-01,A,5.00,\nTotal,,,5.00,\nOverdue,,,3.00,\n", 4, "no date"),
        (HEADER + "C1,2026-03-01,A,5.00,\n,2026-03-02,B,6.00,\n", 3, "Account"),
        (HEADER + "C1,31.02.2026,A,5.00,\n", 2, "Date"),
        (HEADER + "C1,2026-03-01,A,1.234.5,\n", 2, "Debit"),
        ("客户,日期,单据号,借方,贷方\n1,2026-03-01,A,5.00,6.00\n", 2, "both sides"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_row(text: str, row: int, word: str) -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(text)
    assert (row, True) == (refused.value.row, word in refused.value.reason), refused.value


def test_a_minus_behind_and_european_marks() -> None:
    text = "Account;Date;Ref;Amount\n0010;01.03.2026;A;1.234,56-\n0010;13.03.2026;B;2.234,56\n"
    assert ["2|0010|2026-03-01|||A|C 1234.56|||", "3|0010|2026-03-13|||B|D 2234.56|||"] == told(text)


def test_rows_after_a_total_count() -> None:
    text = HEADER + "C1,2026-03-01,A,5.00,\nTotal,,,5.00,\nC1,2026-03-02,B,6.00,\n"
    assert ["D 5.00", "D 6.00"] == [line.split("|")[6] for line in told(text)]


def test_one_customer_in_two_currencies_has_two_accounts() -> None:
    text = '客户 Customer,Posting Date,单据号,Debit 借方,贷方 Credit,币种 Currency\n0001,2026-03-01,A,"1,234.50",,USD\n0001,2026-03-02,B,,7.00,人民币\n'  # fmt: skip
    assert ["2|0001|2026-03-01|||A|D 1234.50|USD||", "3|0001|2026-03-02|||B|C 7.00|CNY||"] == told(text)


def test_receivables_and_payables_in_one_table_belong_to_two_ledgers() -> None:
    text = "往来单位,日期,业务类型,单据号,应收款,销售收款,应付款,采购付款\n甲,2026-03-01,销售,A,100.00,,,\n"
    assert ["2|甲|2026-03-01||invoice|A|D 100.00|||"] == told(text)
    with pytest.raises(LedgerRefused) as refused:
        told(text, role=Role.SUPPLIER)
    assert 2 == refused.value.row


SAP = """
Customer | Document Number | Document Type | Posting Date | Amount in doc. curr. | Document currency | Amount in local currency | Local Currency | Clearing Document
0001 | '18 | DR | 01.03.2026 | 5 | EUR | 5 | EUR |
0001 | | | | 5 | EUR | 5 | EUR |
0002 | '19 | DR | 02.03.2026 | 7 | EUR | 7 | EUR |
0002 | | | | 7 | EUR | 7 | EUR |
 | | | | 12 | EUR | 12 | EUR |
"""


def test_sums_of_sap_that_no_symbol_marks_are_sums_if_they_add_up() -> None:
    assert ["2|0001|2026-03-01||invoice|18|D 5.00|EUR||", "4|0002|2026-03-02||invoice|19|D 7.00|EUR||"] == told(
        workbook(cells(SAP))
    )
    with pytest.raises(LedgerRefused) as refused:
        told(workbook(cells(SAP.replace("0002 | | | | 7 ", "0002 | | | | 8 "))))
    assert 5 == refused.value.row


def test_a_number_that_a_spreadsheet_shortened_is_refused() -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(HEADER + "C1,2026-03-01,1.8E+09,5.00,\n")
    assert "shortened" in refused.value.reason

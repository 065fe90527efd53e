"""Odoo's partner ledger: blocks that begin with the partner's name and sums."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from parsers.ledgers.generic import LedgerRefused
from tests.support.exports import cells, reading, told, workbook

CUSTOMERS = cells("""
Partner Ledger
 | Journal | Account | Invoice Date | Due Date | Matching | Debit | Credit | Balance
Acme Ltd | | | | | | 1700 | 550.5 | 1149.5
Initial Balance | | | | | | 200 | 0 | 200
INV/2026/00001 | INV | 121000 Account Receivable | 2026-03-01 | 2026-03-31 | A12 | 500.5 | 0 | 700.5
INV/2026/00002 - PO 77 | INV | 121000 Account Receivable | 2026-03-05 | 2026-04-04 | | 999.5 | 0 | 1700
RINV/2026/00001 | INV | 121000 Account Receivable | 2026-03-07 | 2026-03-07 | | 0 | 50 | 1650
PBNK1/2026/00001 | BNK1 | 121000 Account Receivable | 2026-03-10 | | A12 | 0 | 500.5 | 1149.5
Bolt GmbH | | | | | | 200 | 0 | 200
INV/2026/00003 | INV | 121000 Account Receivable | 2026-03-06 | 2026-04-04 | | 200 | 0 | 200
Total | | | | | | 1900 | 550.5 | 1349.5
""")
SUPPLIERS = cells("""
Partner Ledger
 | JRNL | Account | Invoice Date | Due Date | Matching Number | Debit | Credit | Balance
Carol SARL | | | | | | 100 | 340 | -240
BILL/2026/03/0001 (F-9) | BILL | 211000 Account Payable | 2026-03-01 | 2026-03-31 | P1 | 0 | 340 | -340
BNK1/2026/00007 | BNK1 | 211000 Account Payable | 2026-03-20 | | P1 | 100 | 0 | -240
""")


def test_blocks_by_partner_with_what_was_carried_in() -> None:
    assert [
        "5|Acme Ltd|2026-03-01|2026-03-31|invoice|INV/2026/00001|D 500.50|||",
        "6|Acme Ltd|2026-03-05|2026-04-04|invoice|INV/2026/00002 PO 77|D 999.50|||",
        "7|Acme Ltd|2026-03-07|2026-03-07|credit_note|RINV/2026/00001|C 50.00|||",
        "8|Acme Ltd|2026-03-10||payment|PBNK1/2026/00001|C 500.50|||",
        "10|Bolt GmbH|2026-03-06|2026-04-04|invoice|INV/2026/00003|D 200.00|||",
        "4|Acme Ltd|opening|D 200.00|",
    ] == told(workbook(CUSTOMERS))
    assert ("Odoo (partner ledger)",) == reading(workbook(CUSTOMERS)).systems


def test_suppliers_bills_carry_their_number_behind_ours() -> None:
    assert [
        "4|Carol SARL|2026-03-01|2026-03-31|invoice|BILL/2026/03/0001 F-9|C 340.00|||",
        "5|Carol SARL|2026-03-20||payment|BNK1/2026/00007|D 100.00|||",
    ] == told(workbook(SUPPLIERS), role=Role.SUPPLIER)


def test_a_bill_is_no_customers_document() -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(workbook(SUPPLIERS))
    assert (4, True) == (refused.value.row, "suppliers" in refused.value.reason)


@pytest.mark.parametrize("missing", [6, 9])
def test_a_line_that_is_missing_is_missed(missing: int) -> None:
    rows = [row[:-1] for number, row in enumerate(CUSTOMERS) if number != missing]
    with pytest.raises(LedgerRefused) as refused:
        told(workbook(rows))
    assert "rows are missing" in refused.value.reason


OPEN_ITEMS = cells("""
Open Items - My Company
Date | Entry | Journal | Account | Partner | Ref - Label | Due date | Original | Residual
2026-03-01 | INV/2026/00001 | INV | 121000 | Acme | PO1 | 2026-03-31 | 500 | 200
2026-03-09 | PBNK1/2026/00004 | BNK1 | 121000 | Acme | on account | | -70 | -70
 | | | | | Partner ending balance | | 430 | 130
""")


def test_open_items_of_the_community_count_with_what_is_left_of_them() -> None:
    content = workbook(OPEN_ITEMS)
    assert [
        "3|Acme|2026-03-01|2026-03-31|invoice|INV/2026/00001 PO1|D 200.00||200.00|",
        "4|Acme|2026-03-09||payment|PBNK1/2026/00004 on account|C 70.00||-70.00|",
    ] == told(content)
    assert ("Odoo (OCA) (open items)",) == reading(content).systems

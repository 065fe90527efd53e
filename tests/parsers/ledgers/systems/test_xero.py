"""Xero: aged detail in blocks, invoices one row a line, account transactions with their contact."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from parsers.ledgers.generic import LedgerRefused
from tests.support.exports import cells, reading, separated, told, workbook

AGED = cells("""
Aged Receivables Detail
Demo Company (UK)
As at 31 March 2026
 |
Invoice Date | Due Date | Invoice Number | Invoice Reference | Current | < 1 Month | 1 Month | 2 Months | 3 Months | Older | Total
 |
Acme Ltd
1 Mar 2026 | 31 Mar 2026 | INV-0001 | PO1 | 500.5 | 0 | 0 | 0 | 0 | 0 | 500.5
5 Mar 2026 | 5 Mar 2026 | CN-0001 | | -100 | 0 | 0 | 0 | 0 | 0 | -100
Total Acme Ltd | | | | 400.5 | 0 | 0 | 0 | 0 | 0 | 400.5
 |
Bolt Ltd
3 Mar 2026 | 31 Mar 2026 | INV-0002 | | 70 | 0 | 0 | 0 | 0 | 0 | 70
Total Bolt Ltd | | | | 70 | 0 | 0 | 0 | 0 | 0 | 70
 |
Total | | | | 470.5 | 0 | 0 | 0 | 0 | 0 | 470.5
Percentage of total | | | | 100.00% | 0% | 0% | 0% | 0% | 0% | 100.00%
""")
INVOICES = """
*ContactName | EmailAddress | *InvoiceNumber | Reference | *InvoiceDate | *DueDate | Total | InvoiceAmountPaid | InvoiceAmountDue | Description | *Quantity | *UnitAmount | LineAmount | TaxAmount | Currency | Type | Status
Acme | a@acme.example | INV-1 | PO1 | 01/03/2026 | 31/03/2026 | 120.00 | 20.00 | 100.00 | Steel | 1 | 60.00 | 60.00 | 12.00 | GBP | Sales invoice | Awaiting Payment
Acme | a@acme.example | INV-1 | PO1 | 01/03/2026 | 31/03/2026 | 120.00 | 20.00 | 100.00 | Freight | 1 | 40.00 | 40.00 | 8.00 | GBP | Sales invoice | Awaiting Payment
Acme | a@acme.example | CN-7 | | 05/03/2026 | 05/03/2026 | -24.00 | 0.00 | -24.00 | Return | 1 | -20.00 | -20.00 | -4.00 | GBP | Sales credit note | Awaiting Payment
Bolt | b@bolt.example | INV-2 | PO2 | 13/03/2026 | 13/04/2026 | 500.00 | 500.00 | 0.00 | Goods | 1 | 500.00 | 500.00 | 0.00 | GBP | Sales invoice | Paid
"""
TRANSACTIONS = """
Account Transactions | | | | | | |
Demo Company | | | | | | |
Date | Source | Description | Reference | Debit | Credit | Running Balance | Contact
Accounts Receivable | | | | | | |
1 Mar 2026 | Receivable Invoice | goods | INV-1 | 500.00 | 0.00 | 500.00 | Acme
9 Mar 2026 | Receivable Payment | paid | BACS 7 | 0.00 | 200.00 | 300.00 | Acme
Total Accounts Receivable | | | | 500.00 | 200.00 | 300.00 |
"""


def test_aged_receivables_in_blocks_by_contact() -> None:
    assert [
        "8|Acme Ltd|2026-03-01|2026-03-31||INV-0001 PO1|D 500.50|||",
        "9|Acme Ltd|2026-03-05|2026-03-05||CN-0001|C 100.00|||",
        "13|Bolt Ltd|2026-03-03|2026-03-31||INV-0002|D 70.00|||",
    ] == told(workbook(AGED))
    assert ("Xero (aged receivables or payables in detail)",) == reading(workbook(AGED)).systems


def test_invoices_of_several_lines_count_once_and_with_what_is_still_due() -> None:
    assert [
        "2|Acme|2026-03-01|2026-03-31|invoice|INV-1 PO1|D 100.00|GBP|100.00|",
        "4|Acme|2026-03-05|2026-03-05|credit_note|CN-7|C 24.00|GBP|-24.00|",
        "5|Bolt|2026-03-13|2026-04-13|invoice|INV-2 PO2|D 0.00|GBP|0.00|",
    ] == told(separated(INVOICES))
    assert ("Xero (invoices)",) == reading(separated(INVOICES)).systems


@pytest.mark.parametrize("status", ["Draft", "Voided", "Deleted", "Submitted", "Awaiting Approval"])
def test_what_xero_has_not_posted_is_refused(status: str) -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(separated(INVOICES).replace("Paid\n", f"{status}\n"))
    assert (5, True) == (refused.value.row, status in refused.value.reason)


def test_a_bill_is_no_customers_document() -> None:
    text = separated(INVOICES).replace("Sales invoice", "Bill").replace("Sales credit note", "Bill credit note")
    with pytest.raises(LedgerRefused):
        told(text)
    assert "2|Acme|2026-03-01|2026-03-31|invoice|INV-1 PO1|C 100.00|GBP|-100.00|" == told(text, role=Role.SUPPLIER)[0]


def test_account_transactions_name_the_contact() -> None:
    assert [
        "5|Acme|2026-03-01||invoice|INV-1|D 500.00|||",
        "6|Acme|2026-03-09||payment|BACS 7|C 200.00|||",
    ] == told(separated(TRANSACTIONS))


def test_payables_are_owed_and_are_no_customers() -> None:
    rows: list[list[str | int | float]] = [["Aged Payables Detail"], *AGED[1:]]
    assert ["C 500.50", "D 100.00", "C 70.00"] == [
        line.split("|")[6] for line in told(workbook(rows), role=Role.SUPPLIER)
    ]
    with pytest.raises(LedgerRefused) as refused:
        told(workbook(rows))
    assert "Aged Payables" in refused.value.reason

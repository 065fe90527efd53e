"""ERPNext: the general ledger grouped by party, and what the reports of open items leave to be owed."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from parsers.ledgers.generic import LedgerRefused
from tests.support.exports import cells, reading, separated, told, workbook

HEADER = "Posting Date | Account | Debit (EUR) | Credit (EUR) | Balance (EUR) | Voucher Type | Voucher No | Against Account | Party Type | Party | Cost Center | Against Voucher Type | Against Voucher | Supplier Invoice No | Remarks"
GROUPED = separated(f"""
{HEADER}
 | 'Opening' | 130.0 | 0.0 | 130.0 | | | | | | | | | |
 | 'Opening' | 100.0 | 0.0 | 100.0 | | | | | | | | | |
01-03-2026 | Debtors - C | 500.0 | 0.0 | 600.0 | Sales Invoice | ACC-SINV-2026-00001 | Sales - C | Customer | ACME | Main - C | Sales Invoice | ACC-SINV-2026-00001 | | No Remarks
19-03-2026 | Debtors - C | 0.0 | 300.0 | 300.0 | Payment Entry | ACC-PAY-2026-00001 | Bank - C | Customer | ACME | Main - C | Sales Invoice | ACC-SINV-2026-00001 | | Amount EUR 300.0 received
 | 'Total' | 500.0 | 300.0 | 200.0 | | | | | | | | | |
 | 'Closing (Opening + Total)' | 600.0 | 300.0 | 300.0 | | | | | | | | | |
 | | | | | | | | | | | | | |
 | 'Opening' | 30.0 | 0.0 | 30.0 | | | | | | | | | |
03-03-2026 | Debtors - C | 70.25 | 0.0 | 100.25 | Journal Entry | ACC-JV-2026-00001 | Sales - C | Customer | BOLT | Main - C | | | | late fee
 | 'Total' | 70.25 | 0.0 | 70.25 | | | | | | | | | |
 | 'Closing (Opening + Total)' | 100.25 | 0.0 | 100.25 | | | | | | | | | |
 | 'Total' | 570.25 | 300.0 | 270.25 | | | | | | | | | |
 | 'Closing (Opening + Total)' | 700.25 | 300.0 | 400.25 | | | | | | | | | |
""")
RECEIVABLE = cells("""
Posting Date | Customer | Customer Name | Receivable Account | Voucher Type | Voucher No | Due Date | Invoiced Amount | Paid Amount | Credit Note | Outstanding Amount | Age (Days) | 0-30 | 31-60 | 61-90 | 91-Above | Currency | Customer LPO
2026-03-01 | C-001 | Acme | Debtors - C | Sales Invoice | ACC-SINV-2026-00001 | 2026-03-31 | 500 | 300 | 0 | 200 | 20 | 200 | 0 | 0 | 0 | EUR | PO-7
2026-03-02 | C-001 | Acme | Debtors - C | Payment Entry | ACC-PAY-2026-00009 | 2026-03-02 | 0 | 50 | 0 | -50 | 20 | -50 | 0 | 0 | 0 | EUR |
2026-03-04 | C-002 | Bolt | Debtors - C | Sales Invoice | ACC-SINV-2026-00004 | 2026-04-04 | 80 | 0 | 0 | 80 | 20 | 80 | 0 | 0 | 0 | USD |
Total | | | | | | | 580 | 350 | 0 | 230 | | 230 | 0 | 0 | 0 | |
""")
PAYABLE = cells("""
Posting Date | Supplier | Supplier Name | Payable Account | Voucher Type | Voucher No | Bill No | Bill Date | Due Date | Invoiced Amount | Paid Amount | Debit Note | Outstanding Amount | Age (Days) | 0-30 | Currency
2026-03-01 | S-001 | Carol | Creditors - C | Purchase Invoice | ACC-PINV-2026-00001 | F-9 | 2026-02-28 | 2026-03-31 | 500 | 120.5 | 0 | 379.5 | 20 | 379.5 | EUR
""")


def test_the_general_ledger_grouped_by_party() -> None:
    assert [
        "4|ACME|2026-03-01||invoice|ACC-SINV-2026-00001|D 500.00|EUR||",
        "5|ACME|2026-03-19||payment|ACC-PAY-2026-00001|C 300.00|EUR||",
        "10|BOLT|2026-03-03||journal|ACC-JV-2026-00001|D 70.25|EUR||",
        "3|ACME|opening|D 100.00|EUR",
        "9|BOLT|opening|D 30.00|EUR",
    ] == told(GROUPED)
    assert ("ERPNext (general ledger)",) == reading(GROUPED).systems


def test_an_opening_balance_of_all_that_theirs_do_not_come_to_is_refused() -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(GROUPED.replace("'Opening',130.0,0.0,130.0", "'Opening',131.0,0.0,131.0"))
    assert 2 == refused.value.row


def test_an_opening_balance_above_several_parties_is_nobodys() -> None:
    lines = separated(f"""
{HEADER.replace(" | Balance (EUR)", "")}
 | 'Opening' | 130.0 | 0.0 | | | | | | | | | |
01-03-2026 | Debtors - C | 500.0 | 0.0 | Sales Invoice | A1 | Sales - C | Customer | ACME | Main - C | | | |
13-03-2026 | Debtors - C | 70.0 | 0.0 | Sales Invoice | A2 | Sales - C | Customer | BOLT | Main - C | | | |
""")
    with pytest.raises(LedgerRefused) as refused:
        told(lines)
    assert (2, True) == (refused.value.row, "whose" in refused.value.reason)
    assert "2|ACME|opening|D 130.00|EUR" in told("\n".join(lines.splitlines()[:3]).replace("01-03", "21-03"))


def test_a_supplier_among_the_customers_is_refused() -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(GROUPED.replace("Customer,BOLT", "Supplier,BOLT"))
    assert (10, True) == (refused.value.row, "suppliers" in refused.value.reason)


def test_accounts_receivable_lists_what_is_still_owed() -> None:
    assert [
        "2|C-001|2026-03-01|2026-03-31|invoice|ACC-SINV-2026-00001 PO-7|D 200.00|EUR|200.00|",
        "3|C-001|2026-03-02|2026-03-02|payment|ACC-PAY-2026-00009|C 50.00|EUR|-50.00|",
        "4|C-002|2026-03-04|2026-04-04|invoice|ACC-SINV-2026-00004|D 80.00|USD|80.00|",
    ] == told(workbook(RECEIVABLE))


def test_accounts_payable_are_debts_of_ours() -> None:
    assert [
        "2|S-001|2026-03-01|2026-03-31|invoice|ACC-PINV-2026-00001 F-9|C 379.50|EUR|-379.50|",
    ] == told(workbook(PAYABLE), role=Role.SUPPLIER)
    with pytest.raises(LedgerRefused) as refused:
        told(workbook(PAYABLE))
    assert "accounts payable" in refused.value.reason

"""Business Central: ledger entries as the page exports them, and as OData names them."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from parsers.ledgers.generic import LedgerRefused
from tests.support.exports import cells, reading, separated, told, workbook

ODATA = separated("""
Entry_No | Posting_Date | Document_Date | Document_Type | Document_No | External_Document_No | Customer_No | Customer_Name | Description | Currency_Code | Original_Amount | Amount | Amount_LCY | Remaining_Amount | Remaining_Amt_LCY | Due_Date | Open | Closed_at_Date
901 | 2026-03-01 | 2026-02-28 | Invoice | PSI-1001 | PO1 | 00010000 | Acme | Order 1 | | 500.00 | 500.00 | 500.00 | 0.00 | 0.00 | 2026-03-31 | false | 2026-03-21
902 | 2026-03-11 | 2026-03-11 | Payment | BANK-1 | | 00010000 | Acme | pay | | -500.00 | -500.00 | -500.00 | 0.00 | 0.00 | 0001-01-01 | false | 2026-03-21
903 | 2026-03-05 | 2026-03-05 | Invoice | PSI-1002 | PO2 | 00010000 | Acme | Order 2 | USD | 500.00 | 500.00 | 460.00 | 200.00 | 184.00 | 2026-04-04 | true | 0001-01-01
904 | 2026-03-12 | 2026-03-12 | Credit Memo | PSC-1 | | 00010000 | Acme | return | USD | -50.00 | -50.00 | -46.00 | -50.00 | -46.00 | 0001-01-01 | true | 0001-01-01
905 | 2026-03-14 | 2026-03-14 | Refund | BANK-2 | | 00020000 | Bolt | refund | | 7.00 | 7.00 | 7.00 | 7.00 | 7.00 | 0001-01-01 | true | 0001-01-01
906 | 2026-03-15 | 2026-03-15 | _x0020_ | GJ-1 | | 00020000 | Bolt | correction | | -2.00 | -2.00 | -2.00 | -2.00 | -2.00 | 0001-01-01 | true | 0001-01-01
""")
VENDORS = cells("""
Posting Date | Document Type | Document No. | External Document No. | Vendor No. | Vendor Name | Description | Currency Code | Original Amount | Amount | Amount (LCY) | Remaining Amount | Remaining Amt. (LCY) | Due Date | Open | Closed at Date
2026-03-01 | Invoice | '108001 | V-1 | '20000 | Fabrikam | Steel | | -500.25 | -500.25 | -500.25 | -400.25 | -400.25 | 2026-03-31 | Yes |
2026-03-05 | Payment | P-1 | | '20000 | Fabrikam | paid | | 100 | 100 | 100 | 0 | 0 | | No | 2026-03-05
""")


def test_customer_ledger_entries_as_odata_names_them() -> None:
    assert [
        "2|00010000|2026-03-01|2026-03-31|invoice|PSI-1001 PO1 901|D 500.00||0.00|2026-03-21",
        "3|00010000|2026-03-11||payment|BANK-1 902|C 500.00||0.00|2026-03-21",
        "4|00010000|2026-03-05|2026-04-04|invoice|PSI-1002 PO2 903|D 500.00|USD|200.00|",
        "5|00010000|2026-03-12||credit_note|PSC-1 904|C 50.00|USD|-50.00|",
        "6|00020000|2026-03-14||payment|BANK-2 905|D 7.00||7.00|",
        "7|00020000|2026-03-15||journal|GJ-1 906|C 2.00||-2.00|",
    ] == told(ODATA)
    assert ("Business Central (customer ledger entries)",) == reading(ODATA).systems


def test_vendor_ledger_entries_keep_their_sign() -> None:
    content = workbook(VENDORS)
    assert [
        "2|20000|2026-03-01|2026-03-31|invoice|108001 V-1|C 500.25||-400.25|",
        "3|20000|2026-03-05||payment|P-1|D 100.00||0.00|2026-03-05",
    ] == told(content, role=Role.SUPPLIER)
    with pytest.raises(LedgerRefused) as refused:
        told(content)
    assert (1, True) == (refused.value.row, "vendor ledger entries" in refused.value.reason)


def test_headings_half_in_chinese_are_read_by_meaning() -> None:
    text = ODATA.replace("Posting_Date", "过账日期").replace("Customer_No,", "客户编号,").replace("Amount,", "金额,")
    assert "2|00010000|2026-03-01" == told(text)[0][:21]

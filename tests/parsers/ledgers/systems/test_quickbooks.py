"""QuickBooks: sections by customer, with running balances, online and desktop."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from parsers.ledgers.generic import LedgerRefused
from tests.support.exports import reading, separated, told

ONLINE = separated("""
Customer Balance Detail | | | | | | |
Craig's Design | | | | | | |
All Dates | | | | | | |
 | | | | | | |
 | Date | Transaction type | Num | Due date | Amount | Open balance | Balance
Acme Ltd | | | | | | |
 | 03/13/2026 | Invoice | 1001 | 04/12/2026 | 1,200.00 | 1,000.00 | 1,200.00
 | 03/20/2026 | Payment | 77 | 03/20/2026 | -200.00 | 0.00 | 1,000.00
Total for Acme Ltd | | | | | $1,000.00 | $1,000.00 |
Bolt, Inc. | | | | | | |
 | 03/14/2026 | Credit Memo | 1004 | 03/14/2026 | -7.00 | -7.00 | -7.00
Total for Bolt, Inc. | | | | | -$7.00 | -$7.00 |
TOTAL | | | | | $993.00 | $993.00 |
Wednesday, Nov 25, 2026 09:12 AM GMT | | | | | | |
""")
DESKTOP = separated("""
 | | Type | Date | Num | Account | Amount | Balance
Acme Ltd | | | | | | |
 | | Invoice | 03/13/2026 | 1001 | Accounts Receivable | 1200.00 | 1200.00
 | | Payment | 03/20/2026 | 77 | Accounts Receivable | -200.00 | 1000.00
Total Acme Ltd | | | | | | 1000.00 | 1000.00
Bolt | | | | | | |
 | | Invoice | 03/21/2026 | 1002 | Accounts Receivable | 5.00 | 5.00
Total Bolt | | | | | | 5.00 | 5.00
TOTAL | | | | | | 1005.00 | 1005.00
""")
VENDORS = separated("""
Vendor Balance Detail | | | | | | |
 | Date | Transaction type | Num | Due date | Amount | Open balance | Balance
Carol LLC | | | | | | |
 | 03/13/2026 | Bill | F-9 | 04/12/2026 | 340.00 | 240.00 | 340.00
 | 03/20/2026 | Bill Payment (Check) | 501 | 03/20/2026 | -100.00 | 0.00 | 240.00
Total for Carol LLC | | | | | $240.00 | $240.00 |
""")


def test_customer_balance_detail_online() -> None:
    assert [
        "7|Acme Ltd|2026-03-13|2026-04-12|invoice|1001|D 1200.00||1000.00|",
        "8|Acme Ltd|2026-03-20|2026-03-20|payment|77|C 200.00||0.00|",
        "11|Bolt, Inc.|2026-03-14|2026-03-14|credit_note|1004|C 7.00||-7.00|",
    ] == told(ONLINE)
    assert ("QuickBooks Online (balance detail or transaction list)",) == reading(ONLINE).systems


def test_customer_balance_detail_of_the_desktop_names_customers_and_not_the_account_of_the_books() -> None:
    assert [
        "3|Acme Ltd|2026-03-13||invoice|1001|D 1200.00|||",
        "4|Acme Ltd|2026-03-20||payment|77|C 200.00|||",
        "7|Bolt|2026-03-21||invoice|1002|D 5.00|||",
    ] == told(DESKTOP)
    assert ("QuickBooks Desktop (customer or vendor balance detail)",) == reading(DESKTOP).systems


def test_vendors_are_owed() -> None:
    assert [
        "4|Carol LLC|2026-03-13|2026-04-12|invoice|F-9|C 340.00||-240.00|",
        "5|Carol LLC|2026-03-20|2026-03-20|payment|501|D 100.00||0.00|",
    ] == told(VENDORS, role=Role.SUPPLIER)
    with pytest.raises(LedgerRefused):
        told(VENDORS)


def test_a_running_balance_that_does_not_follow_is_refused() -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(DESKTOP.replace("-200.00,1000.00", "-200.00,1001.00"))
    assert 4 == refused.value.row


@pytest.mark.parametrize("kind", ["Estimate", "Sales Order"])
def test_an_order_is_no_posting(kind: str) -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(DESKTOP.replace("Invoice,03/21", f"{kind},03/21"))
    assert (7, True) == (refused.value.row, kind in refused.value.reason)

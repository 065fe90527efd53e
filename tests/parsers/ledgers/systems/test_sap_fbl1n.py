"""FBL1N: what a vendor claims is a credit, and is not taken for a customer's debt."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from parsers.ledgers.generic import LedgerRefused
from tests.support.exports import reading, separated, told

EXPORT = separated(
    """
Account | Vendor Name | Document type | Reference | Document Date | Posting Date | Document currency | Amount in doc. curr. | Clearing Document | Clearing Date | Document Number | Text | Net due date | Payment block | Payment Method
0000200001 | Acme Ltd | KR | V-1 | 01.03.2026 | 02.03.2026 | EUR | 1.190,00- | | | 1900000001 | steel | 31.03.2026 | |
0000200001 | Acme Ltd | KG | V-2 | 05.03.2026 | 05.03.2026 | EUR | 90,00 | | | 1700000001 | return | 05.03.2026 | |
0000200001 | Acme Ltd | KZ | | 20.03.2026 | 20.03.2026 | EUR | 500,00 | 1500000001 | 20.03.2026 | 1500000001 | | 20.03.2026 | | T
0000200002 | Bolt SA | RE | V-9 | 28.02.2026 | 01.03.2026 | USD | 2.345.678,90- | | | 5100000001 | parts | 30.03.2026 | R |
""",
    ";",
)


def test_vendor_line_items_keep_the_sign_of_the_books() -> None:
    assert [
        "2|0000200001|2026-03-02|2026-03-31|invoice|1900000001 V-1|C 1190.00|EUR|-1190.00|",
        "3|0000200001|2026-03-05|2026-03-05|credit_note|1700000001 V-2|D 90.00|EUR|90.00|",
        "4|0000200001|2026-03-20|2026-03-20|payment|1500000001|D 500.00|EUR|0.00|2026-03-20",
        "5|0000200002|2026-03-01|2026-03-30|invoice|5100000001 V-9|C 2345678.90|USD|-2345678.90|",
    ] == told(EXPORT, role=Role.SUPPLIER)
    assert ("SAP FBL1N (vendor line items)",) == reading(EXPORT, role=Role.SUPPLIER).systems


def test_a_vendor_with_nothing_but_a_reversed_invoice_keeps_its_sign() -> None:
    header, invoice, *_ = EXPORT.splitlines()
    assert ["2|0000200001|2026-03-02|2026-03-31|invoice|1900000001 V-1|D 1190.00|EUR|1190.00|"] == told(
        f"{header}\n{invoice.replace('1.190,00-', '1.190,00')}\n", role=Role.SUPPLIER
    )


def test_imported_as_customers_it_would_turn_every_sign_and_is_refused() -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(EXPORT)
    assert (1, True) == (refused.value.row, "FBL1N" in refused.value.reason)


def test_a_customer_among_the_vendors_is_refused() -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(EXPORT.replace(";KG;", ";DG;"), role=Role.SUPPLIER)
    assert (3, True) == (refused.value.row, "customers" in refused.value.reason)

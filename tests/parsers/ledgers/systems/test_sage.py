"""Sage 50: audit trail transactions without signs, and the activity report."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from parsers.ledgers.generic import LedgerRefused
from tests.support.exports import reading, separated, told

HEADER = "ACCOUNT_REF | NAME | TRAN_NUMBER | TYPE | DATE | DUE_DATE | INV_REF | DETAILS | NET_AMOUNT | TAX_AMOUNT | GROSS_AMOUNT | AMOUNT_PAID | OUTSTANDING | DELETED_FLAG | CURRENCY"
AUDIT = separated(f"""
{HEADER}
A1D001 | A1 Design | 1 | SI | 01/03/2026 | 31/03/2026 | 1001 | goods | 100.00 | 20.00 | 120.00 | 50.00 | 70.00 | 0 | GBP
A1D001 | A1 Design | 2 | SC | 05/03/2026 | | 55 | return | 10.00 | 2.00 | 12.00 | 0.00 | 12.00 | 0 | GBP
A1D001 | A1 Design | 3 | SR | 15/03/2026 | | BACS | payment | 50.00 | 0.00 | 50.00 | 50.00 | 0.00 | 0 | GBP
0042 | Bolt | 4 | SA | 16/03/2026 | | CHQ7 | on account | 30.00 | 0.00 | 30.00 | 0.00 | 30.00 | 0 | GBP
0042 | Bolt | 5 | SD | 17/03/2026 | | 1002 | discount | 1.00 | 0.00 | 1.00 | 1.00 | 0.00 | 0 | GBP
""")
ACTIVITY = separated("""
Date: | 31/03/2026 | | | | | | | | | |
Customer Activity (Detailed) | | | | | | | | | | |
No | Type | Date | Ref | N/C | Details | Dept | T/C | Value | O/S | Debit | Credit
A/C: A1D001 | Name: A1 Design | | | | | | | | | |
1 | SI | 01/03/2026 | 1001 | 4000 | goods | 1 | T1 | 120.00 | 120.00 | 120.00 |
2 | SR | 15/03/2026 | BACS | 1200 | pay | 0 | T9 | 50.00 | 0.00 | | 50.00
Totals: | | | | | | | | 70.00 | 120.00 | 120.00 | 50.00
A/C: BOLT | Name: Bolt Ltd | | | | | | | | | |
3 | SI | 20/03/2026 | 1002 | 4000 | goods | 1 | T1 | 5.00 | 5.00 | 5.00 |
Totals: | | | | | | | | 5.00 | 5.00 | 5.00 |
""")


def test_types_give_the_side_where_no_amount_has_a_sign() -> None:
    assert [
        "2|A1D001|2026-03-01|2026-03-31|invoice|1001 1|D 120.00|GBP|70.00|",
        "3|A1D001|2026-03-05||credit_note|55 2|C 12.00|GBP|-12.00|",
        "4|A1D001|2026-03-15||payment|BACS 3|C 50.00|GBP|0.00|",
        "5|0042|2026-03-16||payment|CHQ7 4|C 30.00|GBP|-30.00|",
        "6|0042|2026-03-17||payment|1002 5|C 1.00|GBP|0.00|",
    ] == told(AUDIT)
    assert ("Sage 50 (audit trail transactions)",) == reading(AUDIT).systems


def test_purchases_are_the_mirror_image() -> None:
    text = AUDIT
    for sales, purchase in (("SI", "PI"), ("SC", "PC"), ("SR", "PP"), ("SA", "PA"), ("SD", "PD")):
        text = text.replace(f",{sales},", f",{purchase},")
    assert ["C 120.00", "D 12.00", "D 50.00", "D 30.00", "D 1.00"] == [
        line.split("|")[6] for line in told(text, role=Role.SUPPLIER)
    ]
    with pytest.raises(LedgerRefused) as refused:
        told(text)
    assert (2, True) == (refused.value.row, "suppliers" in refused.value.reason)


def test_a_refund_raises_what_is_owed() -> None:
    assert "4|A1D001|2026-03-15||payment|BACS 3|D 50.00|GBP|0.00|" in told(AUDIT.replace(",SR,", ",SP,"))


@pytest.mark.parametrize(
    ("old", "new", "word"), [("BACS,payment,50.00,0.00,50.00,50.00,0.00,0", "BACS,payment,50.00,0.00,50.00,50.00,0.00,1", "deleted"), (",SR,", ",JC,", "nominal")]
)  # fmt: skip
def test_deleted_and_nominal_transactions_are_refused(old: str, new: str, word: str) -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(AUDIT.replace(old, new))
    assert (4, True) == (refused.value.row, word in refused.value.reason)


def test_the_activity_report_names_the_account_above_its_rows() -> None:
    assert [
        "5|A1D001|2026-03-01||invoice|1001 1|D 120.00||120.00|",
        "6|A1D001|2026-03-15||payment|BACS 2|C 50.00||0.00|",
        "9|BOLT|2026-03-20||invoice|1002 3|D 5.00||5.00|",
    ] == told(ACTIVITY)
    assert ("Sage 50 (customer or supplier activity)",) == reading(ACTIVITY).systems

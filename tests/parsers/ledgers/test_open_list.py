"""A list of open items with original amounts, beside a ledger that has its payments."""

from __future__ import annotations

import pytest

from tests.support.exports import reading

HEADER = "Account,Date,Document No,Type,Amount,Open amount\n"
PART = "C1,2026-01-20,INV-102,Invoice,300.00,100.00\n"
WHOLE = "C1,2026-02-20,INV-103,Invoice,250.00,250.00\n"


def amounts(rows: str) -> list[str]:
    found = reading(HEADER + rows)
    return [str(row.amount) for row in found]


def test_open_amounts_count_where_nothing_settled_is_listed() -> None:
    assert ["100.00", "250.00"] == amounts(PART + WHOLE)


def test_the_credit_that_is_left_counts_too() -> None:
    assert ["100.00", "-20.00"] == amounts(PART + "C1,2026-02-21,CN-7,Credit note,-50.00,-20.00\n")


@pytest.mark.parametrize(
    "more",
    [
        "C1,2026-02-01,P-1,Payment,-200.00,0.00\n",  # the payment stands there
        "C1,2026-02-01,P-1,Payment,-500.00,-300.00\n",  # its other part is open: the sums agree
        "C1,2026-02-01,INV-99,Invoice,70.00,0.00\n",  # what is settled is listed
        "C1,2026-02-01,INV-99,Invoice,70.00,\n",  # unknown
    ],
)
def test_a_ledger_that_lists_what_was_settled_counts_its_amounts(more: str) -> None:
    assert "300.00" == amounts(PART + more)[0]

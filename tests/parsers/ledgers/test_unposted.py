"""Drafts and what is void refuse the file, whoever wrote it."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from parsers.ledgers.generic import LedgerRefused
from tests.support.exports import told

HEADER = "Account,Date,Ref,Status,Party Type,Debit,Credit\n"


@pytest.mark.parametrize("status", ["Draft", "VOID", "cancelled", "作废", "未记账", "Storniert"])
def test_a_status_that_says_so_refuses_the_row(status: str) -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(f"{HEADER}C1,2026-03-01,A,Open,,5.00,\nC1,2026-03-02,B,{status},,5.00,\n")
    assert (3, True) == (refused.value.row, status in refused.value.reason)


@pytest.mark.parametrize("status", ["Open", "Paid", "", "已审核", "Draft beer, paid", "Posted"])
def test_any_other_word_changes_nothing(status: str) -> None:
    assert 1 == len(told(f'{HEADER}C1,2026-03-01,A,"{status}",Customer,5.00,\n'))


def test_a_column_that_names_the_side_keeps_sides_apart() -> None:
    rows = HEADER + "C1,2026-03-01,A,,Customer,5.00,\nC2,2026-03-01,B,,Supplier,,5.00\n"
    for role, row in ((Role.CUSTOMER, 3), (Role.SUPPLIER, 2)):
        with pytest.raises(LedgerRefused) as refused:
            told(rows, role=role)
        assert row == refused.value.row

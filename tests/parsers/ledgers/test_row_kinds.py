"""The kind of a posting, by the system's codes before all else."""

from __future__ import annotations

import io

import pytest

from parsers.ledgers.entry import EntryKind, Role
from parsers.ledgers.layout import Layout, layouts_of, postings
from parsers.ledgers.row_kinds import kind_at, refunds_at
from parsers.ledgers.systems import odoo, sage
from parsers.sheets.opening import open_sheets


def layout(text: str) -> Layout:
    [found] = layouts_of(open_sheets(io.BytesIO(text.encode())), Role.CUSTOMER)
    return found


def test_words_of_a_row_tell_its_kind_and_whether_money_goes_back() -> None:
    found = layout("Account,Date,Type,Ref,Description,Debit,Credit\nC1,2026-03-01,,A,Payment refund,5.00,\n")
    [row] = postings(found)
    assert (EntryKind.PAYMENT, True) == (kind_at(row, found.columns, None), refunds_at(row, found.columns, None))


@pytest.mark.parametrize(
    ("code", "kind", "refund"), [("SA", EntryKind.PAYMENT, False), ("SP", EntryKind.PAYMENT, True), ("??", None, False)]
)
def test_a_code_means_what_its_system_means_by_it(code: str, kind: EntryKind | None, refund: bool) -> None:
    found = layout(f"Account,Date,Type,Ref,Description,Debit,Credit\nC1,2026-03-01,{code},A,x,5.00,\n")
    [row] = postings(found)
    system = sage.SYSTEMS[0]
    assert (kind, refund) == (kind_at(row, found.columns, system), refunds_at(row, found.columns, system))


def test_a_number_may_tell_more_than_the_journal() -> None:
    found = layout("Account,Date,Type,Ref,Debit,Credit\nC1,2026-03-01,INV,RINV/2026/00001,,5.00\n")
    [row] = postings(found)
    assert EntryKind.CREDIT_NOTE is kind_at(row, found.columns, odoo.SYSTEMS[0])

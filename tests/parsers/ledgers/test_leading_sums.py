"""What a block announces must follow."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.ledgers.columns import Columns
from parsers.ledgers.entry import Role
from parsers.ledgers.layout import Layout
from parsers.ledgers.leading_sums import LeadingSums
from parsers.ledgers.row_money import RowMoney
from parsers.ledgers.rows import LedgerRefused
from parsers.sheets.model import Sheet, SheetRow
from tests.support.workbooks import no_rows


def block(debit: str, credit: str) -> LeadingSums:
    columns = Columns(date=0, debit=1, credit=2, titles={1: "Debit", 2: "Credit"})
    layout = Layout(Sheet(None, no_rows), columns, (), 1, ())
    sums = LeadingSums(columns, RowMoney(layout, Role.CUSTOMER))
    sums.begin(SheetRow(3, ["Acme", debit, credit]), "Acme")
    return sums


@pytest.mark.parametrize(("debit", "credit"), [("7.00", "2.00"), ("17.00", "2.00")])
def test_sums_with_and_without_what_was_carried_in(debit: str, credit: str) -> None:
    sums = block(debit, credit)
    sums.add(Decimal("10.00"), opening=True)
    sums.add(Decimal("7.00"))
    sums.add(Decimal("-2.00"))
    sums.finish()


def test_rows_that_are_missing_are_missed() -> None:
    sums = block("7.00", "2.00")
    sums.add(Decimal("7.00"))
    with pytest.raises(LedgerRefused) as refused:
        sums.begin(SheetRow(9, ["Bolt", "1.00", ""]), "Bolt")
    assert (3, True) == (refused.value.row, "missing" in refused.value.reason)

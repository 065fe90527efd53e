"""Printed totals tell when rows are missing, whatever they are totals of."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.ledgers.cells import CellRefused
from parsers.ledgers.columns import Columns
from parsers.ledgers.entry import Role
from parsers.ledgers.generic import LedgerRefused
from parsers.ledgers.layout import Layout
from parsers.ledgers.printed_totals import PrintedTotals
from parsers.ledgers.row_money import RowMoney
from parsers.ledgers.rows import Key
from parsers.ledgers.sums import Sums
from parsers.sheets.model import Sheet, SheetRow
from tests.support.exports import separated, told
from tests.support.workbooks import no_rows

COLUMNS = Columns(date=0, debit=1, credit=2)


class Book:
    """A sheet's totals, and the sums that they are laid against."""

    def __init__(self) -> None:
        money = RowMoney(Layout(Sheet(None, no_rows), COLUMNS, (), 1, ()), Role.CUSTOMER)
        self._sums = Sums(COLUMNS, money)
        self._totals = PrintedTotals(COLUMNS, money, self._sums, open_only=False)
        self.check = self._totals.check

    def carry(self, account: str, amount: Decimal) -> None:
        self._totals.carry(amount, None)
        self._sums.add(account, amount)

    def add(self, key: Key, movement: Decimal) -> None:
        self._totals.turn(key)
        self._sums.add(key[0], movement)


def totals() -> Book:
    return Book()


def row(debit: str, credit: str, word: str = "Total") -> SheetRow:
    return SheetRow(9, [word, debit, credit])


@pytest.mark.parametrize(
    ("debit", "credit"),
    [("30.00", "5.00"), ("25.00", ""), ("", "25.00"), ("20.00", ""), ("130.00", "5.00"), ("125.00", ""), ("35.00", "")],
)
def test_of_the_sheet_of_the_last_account_with_and_without_what_was_carried_in(debit: str, credit: str) -> None:
    found = totals()
    found.carry("C1", Decimal("100.00"))
    for account, movement in (("C1", 10), ("C1", -5), ("C2", 20)):
        found.add((account, None), Decimal(movement))
    found.check(row(debit, credit))


def test_one_that_nothing_above_comes_to_is_refused() -> None:
    found = totals()
    found.add(("C1", None), Decimal(10))
    with pytest.raises(CellRefused):
        found.check(row("11.00", ""))
    found.check(row("11.00", "", "本年累计"))  # of a year: earlier months too
    found.check(row("n/a", ""))
    found.add(("C1", "USD"), Decimal(3))
    found.check(row("11.00", ""))  # in which currency?


@given(
    st.lists(st.tuples(st.sampled_from(["C1", "C2", "C3"]), st.integers(-9999, 9999)), min_size=1, max_size=30),
    st.integers(1, 500),
)
def test_the_sum_of_all_rows_holds_and_no_other_does(rows: list[tuple[str, int]], off: int) -> None:
    found = totals()
    for account, cents in rows:
        found.add((account, None), Decimal(cents) / 100)
    net = Decimal(sum(cents for _, cents in rows)) / 100
    found.check(row(str(net), ""))
    everything = sum(abs(cents) for _, cents in rows) / Decimal(100)
    with pytest.raises(CellRefused):
        found.check(row(str(everything + off), ""))


EXPORT = """
Account | Date | Ref | Debit | Credit
C1 | 2026-03-01 | A | 5.00 |
C1 | 2026-03-02 | B | | 2.00
C1 Total | | | 5.00 | 2.00
C2 | 2026-03-02 | C | 6.00 |
C2 Total | | | 6.00 |
Grand Total | | | 11.00 | 2.00
"""


@pytest.mark.parametrize(("missing", "row_number"), [(1, 3), (2, 3), (4, 5)])
def test_an_export_that_lost_a_row_is_refused_at_the_total_that_shows_it(missing: int, row_number: int) -> None:
    assert 3 == len(told(separated(EXPORT)))
    lines = [line for number, line in enumerate(separated(EXPORT).splitlines()) if number != missing]
    with pytest.raises(LedgerRefused) as refused:
        told("\n".join(lines))
    assert (row_number, True) == (refused.value.row, "missing" in refused.value.reason)

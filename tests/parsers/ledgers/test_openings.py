"""Opening balances from rows, from printed balances, and from sheet to sheet."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from parsers.ledgers.cells import CellRefused
from parsers.ledgers.openings import Openings
from parsers.ledgers.rows import Key, LedgerRefused, OpeningBalance

KEY: Key = ("C1", None)
D = Decimal


def test_an_opening_row_is_told_with_its_date_and_one_of_zero_too() -> None:
    openings = Openings({}, signed=False, printed=False)
    openings.opened(KEY, 2, dt.date(2026, 1, 1), amount=D(0), balance=None)
    assert [OpeningBalance(account="C1", amount=D(0), row=2, date=dt.date(2026, 1, 1))] == list(openings.balances())


def test_a_second_one_must_follow_from_the_rows_between() -> None:
    openings = Openings({}, signed=False, printed=False)
    openings.opened(KEY, 2, None, amount=D(5), balance=None)
    openings.moved(KEY, 3, D(2), None)
    openings.opened(KEY, 4, None, amount=D(7), balance=None)
    with pytest.raises(CellRefused):
        openings.opened(KEY, 5, None, amount=D(8), balance=None)
    assert [D(5)] == [row.amount for row in openings.balances()]


def test_printed_balances_must_lead_from_the_opening_row() -> None:
    openings = Openings({}, signed=True, printed=True)
    openings.opened(KEY, 2, None, amount=D(5), balance=None)
    openings.moved(KEY, 3, D(2), D(8))
    with pytest.raises(LedgerRefused) as refused:
        list(openings.balances())
    assert 2 == refused.value.row


def test_what_an_earlier_sheet_closed_with_is_not_told_again() -> None:
    closings: dict[Key, Decimal] = {}
    first = Openings(closings, signed=False, printed=False)
    first.opened(KEY, 2, None, amount=D(5), balance=None)
    first.moved(KEY, 3, D(2), None)
    assert [D(5)] == [row.amount for row in first.balances()]
    assert {KEY: D(7)} == closings
    second = Openings(closings, signed=False, printed=False)
    second.opened(KEY, 2, None, amount=D(7), balance=None)
    second.moved(KEY, 3, D(1), None)
    assert [] == list(second.balances())
    assert {KEY: D(8)} == closings
    third = Openings(closings, signed=False, printed=False)
    third.opened(KEY, 2, None, amount=D(9), balance=None)
    with pytest.raises(LedgerRefused):
        list(third.balances())

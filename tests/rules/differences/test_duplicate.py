"""Rows that stand twice."""

from __future__ import annotations

import pytest

from rules.model.difference import Reason
from tests.rules.jotting import laid, ledger, reasons, statement, the_difference

ROW = "2026-03-12 invoice INV-1002 333.10\n"


@pytest.mark.parametrize("again", [ROW, "2026-03-19 invoice INV-1002 333.10\n"])
def test_a_number_listed_twice_is_a_duplicate(again: str) -> None:
    theirs = the_difference(laid(statement(ROW + again), ledger(ROW)), Reason.DUPLICATE_STATEMENT)
    assert ((1,), ()) == (theirs.lines, theirs.entries)
    ours = the_difference(laid(statement(ROW), ledger(ROW + again)), Reason.DUPLICATE_LEDGER)
    assert ((), ("3",)) == (ours.lines, ours.entries)


def test_without_a_number_the_same_words_within_days_are_needed() -> None:
    rent = "2026-03-02 invoice - 500.00 ; rent\n"
    twice = laid(statement(rent + rent), ledger(rent))
    assert ["duplicate_statement"] == reasons(twice)
    month = laid(statement(rent + "2026-03-16 invoice - 500.00 ; rent"), ledger(rent))
    assert ["missing_in_ledger"] == reasons(month)


def test_an_item_listed_again_from_before_the_period_is_not_called_missing() -> None:
    earlier = "2026-02-25 invoice INV-1000 70.00\n"
    theirs = statement("2026-03-02 invoice INV-1000 70.00\n" + ROW, opening="70.00")
    difference = the_difference(laid(theirs, ledger(earlier + ROW)), Reason.DUPLICATE_STATEMENT)
    assert "opening balance" in difference.explanation


def test_instalments_under_one_number_are_no_duplicates() -> None:
    paid = "2026-03-02 payment C-77 -500.00\n2026-03-09 payment C-77 -500.00\n"
    found = laid(statement(paid + "2026-03-16 payment C-77 -500.00"), ledger(paid))
    assert ["missing_in_ledger"] == reasons(found)

"""The opening balances."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rules.model.difference import Reason
from tests.rules.jotting import day, laid, ledger, statement, the_difference

ROWS = "2026-03-02 invoice INV-1001 5.00"


def test_openings_that_differ_are_one_difference_with_both_amounts() -> None:
    difference = the_difference(
        laid(statement(ROWS, opening="62.00"), ledger(ROWS, opening="50.00")), Reason.PRIOR_PERIOD
    )
    assert (Decimal("12.00"), (), ()) == (difference.amount, difference.lines, difference.entries)
    assert (Decimal(62), Decimal(50), day("2026-03-01")) == tuple(
        difference.facts[key] for key in ("theirs", "ours", "date")
    )


def test_openings_that_tie_or_are_unknown_are_none() -> None:
    assert () == laid(statement(ROWS, opening="50.00"), ledger(ROWS, opening="50.00")).differences
    assert () == laid(statement(ROWS, opening=None, closing=None), ledger(ROWS, opening="50.00")).differences


def test_where_our_ledger_holds_nothing_of_earlier_days_a_person_looks_first() -> None:
    """An export of one month without its opening balance: nobody is told that all of theirs is missing here."""
    books = ledger(ROWS)
    assert not the_difference(laid(statement(ROWS, opening="62.00"), books), Reason.PRIOR_PERIOD).certain
    opened = replace(books, opening_date=day("2026-03-01"))
    assert the_difference(laid(statement(ROWS, opening="62.00"), opened), Reason.PRIOR_PERIOD).certain
    before = ledger(f"2026-01-05 invoice INV-900 7.00\n2026-01-25 payment P-1 -7.00\n{ROWS}")
    assert the_difference(laid(statement(ROWS, opening="62.00"), before), Reason.PRIOR_PERIOD).certain

"""The opening balances."""

from __future__ import annotations

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

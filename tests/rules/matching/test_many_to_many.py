"""Several rows here, several there."""

from __future__ import annotations

from rules.matching.many_to_many import hypotheses
from tests.rules.jotting import groups, laid, ledger, pool, statement

THEIRS = "2026-03-05 payment P-1 -500.78\n2026-03-05 payment P-2 -499.33"
OURS = "2026-03-06 payment R-1 -600.37\n2026-03-06 payment R-2 -300.31\n2026-03-06 payment R-3 -99.43"


def test_choices_of_a_day_and_runs_of_days_are_looked_at() -> None:
    assert ((0, 1), (0, 1, 2)) in {(one.lines, one.entries) for one in hypotheses(pool(THEIRS, OURS))}
    spread = OURS.replace("2026-03-06 payment R-3", "2026-03-08 payment R-3")
    assert ((0, 1), (0, 1, 2)) in {(one.lines, one.entries) for one in hypotheses(pool(THEIRS, spread))}


def test_two_payments_booked_as_three_are_one_match() -> None:
    assert [((0, 1), ("2", "3", "4"))] == groups(laid(statement(THEIRS), ledger(OURS)))


def test_two_slips_that_cancel_out_are_never_agreed() -> None:
    theirs = "2026-03-05 payment P-1 -544.76\n2026-03-06 payment P-2 -806.15"
    ours = "2026-03-05 payment R-1 -444.76\n2026-03-06 payment R-2 -906.15"
    assert not laid(statement(theirs), ledger(ours)).agreed


def test_equal_rows_are_no_group() -> None:
    rows = "2026-03-05 payment P-1 -500.78\n2026-03-05 payment P-2 -499.33"
    assert [] == list(hypotheses(pool(rows, rows.replace("P-", "R-"))))

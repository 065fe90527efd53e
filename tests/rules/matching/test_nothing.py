"""Rows of zero are told once and are no difference."""

from __future__ import annotations

from tests.rules.jotting import groups, laid, ledger, reasons, statement

BASE = "2026-03-02 invoice INV-1001 100.00\n"


def test_a_row_of_zero_on_either_side_is_no_difference() -> None:
    theirs = laid(statement(BASE + "2026-03-04 - - 0.00 ; memo"), ledger(BASE))
    ours = laid(statement(BASE), ledger(BASE + "2026-03-05 invoice INV-1002 0.00"))
    assert theirs.agreed
    assert ours.agreed
    assert ([((0,), ("2",)), ((1,), ())], [((0,), ("2",)), ((), ("3",))]) == (groups(theirs), groups(ours))


def test_zero_against_an_amount_under_one_number_is_one() -> None:
    found = laid(
        statement(BASE + "2026-03-04 invoice INV-1002 0.00"), ledger(BASE + "2026-03-04 invoice INV-1002 5.00")
    )
    assert ["short_payment"] == reasons(found)

"""What one side booked before the cut-off and the other not yet."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from rules.model.terms import Terms
from tests.rules.jotting import day, laid, ledger, reasons, statement

BASE = "2026-03-02 invoice INV-1001 100.00\n"
SUPPLIED = "2026-03-02 invoice S-1001 -100.00\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2026-03-30 payment P-1 -7.00", "timing_statement"),
        ("2026-03-08 payment P-1 -7.00", "missing_in_ledger"),
        ("2026-03-08 invoice X-1 7.00", "missing_in_ledger"),
    ],
)
def test_a_customer_s_payment_near_the_end_may_be_on_its_way(row: str, expected: str) -> None:
    assert [expected] == reasons(laid(statement(BASE + row), ledger(BASE + "2026-04-02 invoice INV-1009 1.00")))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2026-03-30 invoice INV-1002 7.00", "timing_ledger"),
        ("2026-03-30 payment RC-1 -7.00", "missing_on_statement"),
        ("2026-03-08 invoice INV-1002 7.00", "missing_on_statement"),
    ],
)
def test_our_invoice_near_the_end_may_be_on_its_way(row: str, expected: str) -> None:
    assert [expected] == reasons(laid(statement(BASE), ledger(BASE + row)))


def test_with_a_supplier_it_is_the_other_way_round() -> None:
    theirs = statement("2026-03-02 invoice S-1001 100.00\n2026-03-30 invoice S-1002 7.00")
    ours = ledger(SUPPLIED + "2026-03-30 payment P-1 9.00")
    assert ["timing_ledger", "timing_statement"] == reasons(laid(theirs, ours, role=Role.SUPPLIER))


def test_an_invoice_after_our_last_posting_is_theirs_after_our_cut_off() -> None:
    found = laid(statement(BASE + "2026-03-30 invoice X-1 7.00"), ledger(BASE))
    assert ["timing_statement"] == reasons(found)
    assert day("2026-03-31") == found.differences[0].facts["period_end"]


def test_a_habit_shows_who_books_first() -> None:
    theirs = "\n".join(f"2026-03-{number:02} payment P-{number}00 -{number}.01" for number in range(3, 13))
    ours = "\n".join(f"2026-03-{number - 1:02} payment P-{number}00 -{number}.01" for number in range(3, 13))
    found = laid(statement(theirs), ledger(ours + "\n2026-03-30 payment P-9900 -7.00"))
    assert ["timing_ledger"] == reasons(found)


def test_the_span_is_a_term() -> None:
    row = "2026-03-24 payment P-1 -7.00"
    ours = ledger(BASE + "2026-04-02 invoice INV-1009 1.00")
    assert ["timing_statement"] == reasons(laid(statement(BASE + row), ours))
    assert ["missing_in_ledger"] == reasons(laid(statement(BASE + row), ours, Terms(cutoff_days=5)))


def test_a_set_off_behind_the_end_of_our_books_is_not_called_timing() -> None:
    base = "2026-03-27 invoice INV-1001 900.00\n"
    found = laid(statement(base + "2026-03-28 journal SET-4 -800.00 ; set-off"), ledger(base))
    assert ["missing_in_ledger"] == reasons(found)

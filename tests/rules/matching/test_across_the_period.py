"""Items that crossed the turn of a period."""

from __future__ import annotations

from decimal import Decimal

from tests.rules.jotting import laid, ledger, reasons, statement

BASE = "2026-03-10 invoice INV-1001 100.00\n"


def test_an_earlier_entry_is_taken_in_where_that_brings_the_openings_together() -> None:
    found = laid(statement(BASE + "2026-03-02 payment P-1 -70.00"), ledger("2026-02-27 payment RC-1 -70.00\n" + BASE))
    assert found.agreed
    assert Decimal(0) == found.ledger.opening


def test_it_stays_where_the_opening_balances_tie() -> None:
    found = laid(
        statement(BASE + "2026-03-02 invoice INV-0999 70.00", opening="70.00"),
        ledger("2026-02-27 invoice INV-0999 70.00\n" + BASE),
    )
    assert ["duplicate_statement"] == reasons(found)


def test_only_the_items_that_close_the_gap_are_taken_in() -> None:
    theirs = BASE + "2026-03-02 invoice INV-0998 70.00\n2026-03-02 invoice INV-0999 30.00"
    ours = "2026-02-26 invoice INV-0998 70.00\n2026-02-27 invoice INV-0999 30.00\n"
    found = laid(statement(theirs, opening="30.00"), ledger(ours + BASE))
    assert {"2", "4"} == {entry.id for entry in found.ledger.entries}


def test_a_later_entry_is_timing_by_number_and_by_amount() -> None:
    for ours in ("2026-04-01 payment P-1 -70.00", "2026-04-01 payment RC-1 -70.00"):
        found = laid(statement(BASE + "2026-03-31 payment P-1 -70.00"), ledger(BASE + ours))
        assert ["timing_statement"] == reasons(found)
        assert ("3",) == found.differences[0].entries

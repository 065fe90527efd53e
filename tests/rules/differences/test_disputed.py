"""What staff marked as disputed is recognised by its number."""

from __future__ import annotations

from rules.model.difference import Reason
from rules.model.terms import Terms
from tests.rules.jotting import laid, ledger, reasons, statement, the_difference

BASE = "2026-03-02 invoice INV-1001 100.00\n"


def test_a_disputed_number_is_told_as_disputed_with_what_it_would_be_else_kept_inside() -> None:
    found = laid(statement(BASE + "2026-03-08 invoice INV-1003 7.00"), ledger(BASE), Terms(disputed=("inv 1003",)))
    assert {"otherwise": "missing_in_ledger"} == the_difference(found, Reason.DISPUTED).internal


def test_our_own_entry_counts_too_and_an_agreed_document_is_no_difference() -> None:
    terms = Terms(disputed=("INV-1003", "INV-1001"))
    found = laid(statement(BASE), ledger(BASE + "2026-03-08 invoice INV-1003 7.00"), terms)
    assert ["disputed"] == reasons(found)
    assert 1 == len(found.matches)

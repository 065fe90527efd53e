"""One invoice for the deliveries of a month."""

from __future__ import annotations

import pytest

from rules.model.match import Certainty
from tests.rules.jotting import groups, laid, ledger, reasons, statement

BASE = "2026-03-02 invoice INV-1001 100.00\n"
DELIVERIES = (
    "2026-03-03 invoice D-9001 210.10\n2026-03-10 invoice D-9002 320.35\n2026-03-17 invoice D-9003 109.20\n"
    "2026-03-24 invoice D-9004 360.35\n"
)


def test_all_deliveries_of_the_weeks_before_are_the_invoice_yet_never_for_certain() -> None:
    found = laid(statement(BASE + DELIVERIES), ledger(BASE + "2026-03-31 invoice INV-3100 1000.00"))
    assert ((1, 2, 3, 4), ("3",)) in groups(found)
    assert ([], False) == (reasons(found), found.agreed)
    assert Certainty.LIKELY is found.matches[1].certainty


def test_and_the_other_way_round() -> None:
    found = laid(statement(BASE + "2026-03-31 invoice INV-3100 1000.00"), ledger(BASE + DELIVERIES))
    assert ((1,), ("3", "4", "5", "6")) in groups(found)


@pytest.mark.parametrize(
    "more",
    ["2026-03-25 invoice D-9005 0.01\n", "2026-01-10 invoice D-8800 50.00\n"],
    ids=["a delivery too many", "an old one that is not of these weeks is left over"],
)
def test_no_choice_is_made_among_deliveries(more: str) -> None:
    found = laid(statement(BASE + DELIVERIES + more), ledger(BASE + "2026-03-31 invoice INV-3100 1000.00"))
    assert "missing_in_ledger" in reasons(found)


def test_documents_of_one_series_are_no_deliveries_of_each_other() -> None:
    theirs = BASE + "2026-03-05 invoice INV-1005 300.00\n2026-03-20 invoice INV-1006 700.00"
    found = laid(statement(theirs), ledger(BASE + "2026-03-31 invoice INV-3100 1000.00"))
    assert 3 == len(reasons(found))


def test_the_deliveries_of_one_series_are_taken_where_another_document_is_missing_besides() -> None:
    theirs = BASE + DELIVERIES + "2026-03-28 invoice X-77 88.00\n2026-03-29 invoice INV-1009 5.00"
    found = laid(statement(theirs), ledger(BASE + "2026-03-31 invoice INV-3100 1000.00"))
    assert ((1, 2, 3, 4), ("3",)) in groups(found)
    assert ["missing_in_ledger", "missing_in_ledger"] == reasons(found)

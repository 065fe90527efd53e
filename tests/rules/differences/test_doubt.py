"""Rows called missing on both sides that together are nothing are guesses."""

from __future__ import annotations

import pytest

from tests.rules.jotting import laid, ledger, reasons, statement

BASE = "2026-03-02 invoice INV-1001 100.00\n"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (
            "2026-03-10 invoice X-77 283.34",
            "2026-03-06 invoice INV-1656 300.00\n2026-03-08 credit_note CN-5 -16.66",
        ),
        (
            "2026-03-10 payment PV-1 -349.41\n2026-03-10 payment PV-2 -197.59",
            "2026-03-26 payment RC-1 -447.57\n2026-03-27 payment RC-2 -99.43",
        ),
    ],
    ids=["an invoice less its credit note", "one sum in other portions"],
)
@pytest.mark.parametrize("more", ["", "\n2026-03-12 invoice Z-500 61.17"], ids=["alone", "beside another"])
def test_what_cancels_out_is_not_told_unasked(theirs: str, ours: str, more: str) -> None:
    found = laid(statement(BASE + theirs + more), ledger(BASE + ours))
    surely_told = [one.facts["reference"] for one in found.differences if one.certain]
    assert (["Z-500"] if more else []) == surely_told
    assert any("one fact" in one.explanation for one in found.differences)


def test_two_documents_of_one_amount_are_two() -> None:
    found = laid(
        statement(BASE + "2026-03-10 invoice INV-1777 50.55"), ledger(BASE + "2026-03-10 invoice INV-1888 50.55")
    )
    assert ["missing_in_ledger", "missing_on_statement"] == reasons(found)
    assert all(one.certain for one in found.differences)


def test_round_sums_that_chance_meets_are_told() -> None:
    theirs = BASE + "2026-03-10 invoice INV-1777 500.00\n2026-03-12 invoice INV-1790 41.13"
    found = laid(
        statement(theirs), ledger(BASE + "2026-03-06 invoice INV-1656 300.00\n2026-03-08 invoice INV-1660 200.00")
    )
    assert 4 == len(found.differences)
    assert all(one.certain for one in found.differences)


def test_a_row_under_the_number_of_an_invoice_that_agrees_is_a_guess() -> None:
    once = "2026-03-06 invoice INV-1001 7633.53\n"
    twice = once + "2026-03-06 invoice INV-1001 7632.63\n"
    assert [False] == [one.certain for one in laid(statement(twice), ledger(once)).differences]
    assert [False] == [one.certain for one in laid(statement(once), ledger(twice)).differences]
    another = once + "2026-03-06 invoice INV-1002 7632.63\n"
    assert [True] == [one.certain for one in laid(statement(another), ledger(once)).differences]

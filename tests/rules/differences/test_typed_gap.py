"""Rows that belong together and do not agree."""

from __future__ import annotations

from decimal import Decimal

from rules.model.difference import Reason
from tests.rules.jotting import laid, ledger, statement, the_difference

BASE = "2026-03-02 invoice INV-1001 100.00\n"


def test_the_facts_hold_what_the_words_need() -> None:
    found = laid(statement(BASE + "2026-03-20 payment RC-7 -1000.00"), ledger(BASE + "2026-03-21 payment RC-7 -980.00"))
    facts = the_difference(found, Reason.DISCOUNT).facts
    assert (Decimal(-1000), Decimal(-980), Decimal(-20)) == (facts["theirs"], facts["ours"], facts["gap"])
    assert (Decimal("0.02"), "RC-7", "payment") == (facts["rate"], facts["reference"], facts["kind"])


def test_a_wrong_number_is_told_with_both_and_moves_nothing() -> None:
    found = laid(
        statement(BASE + "2026-03-20 invoice INV-1045 7.13"), ledger(BASE + "2026-03-20 invoice INV-1054 7.13")
    )
    difference = the_difference(found, Reason.REFERENCE_ERROR)
    assert Decimal(0) == difference.amount
    assert ("INV-1045", "INV-1054") == (difference.facts["their_reference"], difference.facts["our_reference"])
    assert "INV-1045" in difference.explanation

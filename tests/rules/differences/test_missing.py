"""What is on one side only, and no other reason fits."""

from __future__ import annotations

from decimal import Decimal

from tests.rules.jotting import laid, ledger, statement

BASE = "2026-03-02 invoice INV-1001 100.00\n"


def test_both_sides_may_lack_something() -> None:
    found = laid(statement(BASE + "2026-03-08 invoice X-9 7.00"), ledger(BASE + "2026-03-08 payment RC-1 -30.00"))
    assert [("missing_in_ledger", Decimal("7.00")), ("missing_on_statement", Decimal("30.00"))] == [
        (difference.reason.value, difference.amount) for difference in found.differences
    ]
    assert ["They list invoice X-9; we do not have it.", "We have payment RC-1; they do not list it."] == [
        difference.explanation for difference in found.differences
    ]

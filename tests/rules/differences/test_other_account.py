"""An item on another account of ours is a hint for staff alone."""

from __future__ import annotations

from rules.model.difference import Reason
from tests.rules.jotting import laid, ledger, reasons, statement, the_difference

BASE = "2026-03-02 invoice INV-1001 100.00\n"
THEIRS = statement(BASE + "2026-03-20 invoice INV-2001 99.00")
ELSEWHERE = ledger("2026-03-20 invoice INV-2001 99.00", account="SECRET-77")


def test_the_other_account_is_named_in_internal_only() -> None:
    difference = the_difference(laid(THEIRS, ledger(BASE), other_accounts=[ELSEWHERE]), Reason.OTHER_ACCOUNT)
    assert {"account": "SECRET-77", "entry": "2", "row": 2} == difference.internal
    assert not difference.certain
    assert "SECRET-77" not in f"{difference.facts} {difference.explanation}"


def test_another_amount_there_is_no_hint() -> None:
    other = ledger("2026-03-20 invoice INV-2001 98.00", account="77")
    assert ["missing_in_ledger"] == reasons(laid(THEIRS, ledger(BASE), other_accounts=[other]))

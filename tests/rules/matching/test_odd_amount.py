"""Pairs whose gap has a name, without a number."""

from __future__ import annotations

import pytest

from rules.matching.odd_amount import hypotheses
from rules.model.difference import Reason
from tests.rules.jotting import laid, ledger, pool, reasons, statement


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        ("payment P-1 -1000.00", "payment R-1 -985.00", Reason.BANK_FEE),
        ("payment P-1 -812.37", "payment R-1 -796.12", Reason.DISCOUNT),
        ("invoice - 1321.77", "invoice INV-1001 1231.77", Reason.AMOUNT_TYPO),
        ("invoice - -77.31", "invoice INV-1001 77.31", Reason.SIGN_ERROR),
        ("payment P-1 -900.00", "payment R-1 -1000.37", Reason.SHORT_PAYMENT),
    ],
)
def test_a_typed_gap_within_days_is_a_hypothesis(theirs: str, ours: str, expected: Reason) -> None:
    found = pool(f"2026-03-05 {theirs}", f"2026-03-06 {ours}")
    assert [expected] == [one.gap.reason for one in hypotheses(found) if one.gap]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("2026-03-05 payment P-1 -1000.00", "2026-03-29 payment R-1 -985.00"),
        ("2026-03-05 invoice INV-1001 1321.77", "2026-03-05 invoice INV-1077 1231.77"),
        ("2026-03-05 payment P-1 -100.00", "2026-03-05 payment R-1 -985.00"),
        ("2026-03-05 invoice - 100.00", "2026-03-05 invoice - 105.55"),
    ],
    ids=["far apart", "other documents", "far too little", "no pattern"],
)
def test_all_else_is_none(theirs: str, ours: str) -> None:
    assert [] == list(hypotheses(pool(theirs, ours)))


def test_a_difference_found_so_is_never_certain() -> None:
    base = "2026-03-02 invoice INV-1001 100.00\n"
    found = laid(statement(base + "2026-03-05 payment P-1 -70.00"), ledger(base + "2026-03-05 payment R-1 -55.00"))
    assert ["bank_fee"] == reasons(found)
    assert not found.differences[0].certain

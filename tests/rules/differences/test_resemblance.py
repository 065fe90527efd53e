"""Pieces of a payment that all but make one of the other side are not told as missing."""

from __future__ import annotations

import pytest

from tests.rules.jotting import laid, ledger, statement

BASE = "2026-03-02 invoice INV-1001 100.00\n"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (
            "2026-03-19 payment PAY-3350 -1250.00\n2026-03-19 payment PAY-3350 -3480.75",
            "2026-03-20 payment RC-910 -4703.75",
        ),
        (
            "2026-03-19 payment PAY-3350 -1250.00\n2026-03-19 payment PAY-3350 -3480.75",
            "2026-03-24 payment RC-910 -4705.75",
        ),
    ],
    ids=["two digits turned", "a charge taken off"],
)
def test_pieces_that_all_but_make_a_payment_of_the_other_side_are_guesses(theirs: str, ours: str) -> None:
    for one, other in ((theirs, ours), (ours, theirs)):
        found = laid(statement(BASE + one), ledger(BASE + other)).differences
        assert not any(difference.certain for difference in found)


def test_pieces_of_another_sum_or_weeks_away_are_told() -> None:
    pieces = "2026-03-05 payment PAY-3350 -1250.00\n2026-03-05 payment PAY-3350 -3480.75"
    for receipt in ("2026-03-06 payment RC-910 -2222.22", "2026-03-20 payment RC-910 -4703.75"):
        found = laid(statement(BASE + pieces), ledger(BASE + receipt)).differences
        assert [True] * 3 == [difference.certain for difference in found]

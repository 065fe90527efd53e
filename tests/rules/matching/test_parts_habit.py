"""Payments in parts over several days, beside others in parts of which there is no doubt."""

from __future__ import annotations

import pytest

from rules.model.reconciliation import Reconciliation
from tests.rules.jotting import laid, ledger, statement

LISTED_APART = ("2026-03-05 payment - -321.47\n2026-03-07 payment - -178.56", "2026-03-07 payment R-1 -500.03")
BOOKED_APART = ("2026-03-07 payment - -500.03", "2026-03-05 payment R-1 -321.47\n2026-03-07 payment R-2 -178.56")
OTHERS_IN_PARTS = (
    "2026-03-14 payment - -811.19\n2026-03-21 payment - -1207.77",
    "2026-03-14 payment R-7 -500.40\n2026-03-14 payment R-8 -310.79\n2026-03-21 payment R-9 -1001.13\n2026-03-21 payment R-10 -206.64",
)


def together(*pairs: tuple[str, str]) -> Reconciliation:
    return laid(statement("\n".join(theirs for theirs, _ in pairs)), ledger("\n".join(ours for _, ours in pairs)))


def first(pair: tuple[str, str], lines: int, entries: int) -> tuple[str, str]:
    return "\n".join(pair[0].splitlines()[:lines]), "\n".join(pair[1].splitlines()[:entries])


def test_parts_of_two_days_alone_are_no_proof() -> None:
    assert not together(LISTED_APART).agreed
    assert not together(BOOKED_APART).agreed


def test_one_other_payment_in_parts_lets_their_two_rows_be_our_one() -> None:
    assert together(LISTED_APART, first(OTHERS_IN_PARTS, 1, 2)).agreed


def test_two_rows_of_ours_need_two_others_that_we_have_in_parts() -> None:
    assert not together(BOOKED_APART, first(OTHERS_IN_PARTS, 1, 2)).agreed
    assert together(BOOKED_APART, OTHERS_IN_PARTS).agreed


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("2026-03-05 payment - -321.47\n2026-03-10 payment - -178.56", "2026-03-07 payment R-1 -500.03"),
        ("2026-03-05 invoice - 321.47\n2026-03-07 invoice - 178.56", "2026-03-07 invoice R-1 500.03"),
        ("2026-03-05 payment R1 -321.47\n2026-03-07 payment - -178.56", "2026-03-07 payment R-1 -500.03"),
        ("2026-03-05 payment - -321.47\n2026-03-07 credit_note - -178.56", "2026-03-07 payment R-1 -500.03"),
    ],
    ids=["five days apart", "invoices", "the whole names a part", "of two kinds"],
)
def test_no_habit_covers(theirs: str, ours: str) -> None:
    assert not together((theirs, ours), OTHERS_IN_PARTS).agreed


def test_two_and_two_are_other_portions_unless_they_look_like_two_slips() -> None:
    ours = "2026-03-05 payment R-1 -321.47\n2026-03-05 payment R-2 -1178.56"
    portions = "2026-03-05 payment - -733.88\n2026-03-05 payment - -766.15"
    slips = "2026-03-05 payment - -311.23\n2026-03-05 payment - -1188.80"
    round_slips = "2026-03-05 payment - -721.47\n2026-03-05 payment - -778.56"
    assert together((portions, ours), OTHERS_IN_PARTS).agreed
    assert not together((portions, ours)).agreed
    assert not together((slips, ours), OTHERS_IN_PARTS).agreed
    assert not together((round_slips, ours), OTHERS_IN_PARTS).agreed

"""The bridge from our balance to theirs."""

from __future__ import annotations

from decimal import Decimal

from rules.bridge import build, label_of, their_balance, unexplained
from rules.model.difference import Difference, Reason
from tests.rules.jotting import statement

ROWS = "2026-03-02 invoice INV-1 100.00"


def difference(amount: str, reason: Reason = Reason.MISSING_IN_LEDGER) -> Difference:
    return Difference(amount=Decimal(amount), reason=reason, facts={"reference": "INV-1"})


def test_their_balance_is_the_printed_one_in_our_sign() -> None:
    assert Decimal("-130.00") == their_balance(statement(ROWS, closing="130.00"), -1, Decimal(0))


def test_without_one_it_follows_from_their_opening_or_else_ours() -> None:
    assert Decimal("150.00") == their_balance(statement(ROWS, opening="50.00", closing=None), 1, Decimal(7))
    assert Decimal("107.00") == their_balance(statement(ROWS, opening=None, closing=None), 1, Decimal(7))


def test_what_no_difference_explains_is_a_difference() -> None:
    assert unexplained(Decimal(10), Decimal(15), [difference("5")]) is None
    rest = unexplained(Decimal(10), Decimal(15), [difference("2")])
    assert rest is not None
    assert (Decimal(3), Reason.UNEXPLAINED, False) == (rest.amount, rest.reason, rest.certain)


def test_differences_of_nothing_are_no_steps() -> None:
    bridge = build(Decimal(10), Decimal(15), [difference("0"), difference("5")])
    assert bridge.closes
    assert [1] == [step.difference for step in bridge.steps]


def test_a_label_names_reason_and_document() -> None:
    assert "Missing in ledger: INV-1" == label_of(difference("5"))
    assert "Unexplained" == label_of(Difference(amount=Decimal(1), reason=Reason.UNEXPLAINED))

"""What could not be read is solved by the chain, and nothing else ever is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from parsers.statements.draft import Draft, DraftLine
from parsers.statements.repair import repaired
from parsers.statements.statement import Figure, Form

LINES = (
    DraftLine(Decimal("100.00"), Decimal("100.00"), {}),
    DraftLine(None, Decimal("70.00"), {}, read_as="-3?.00"),
    DraftLine(Decimal("5.00"), Decimal("75.00"), {}),
)
DRAFT = Draft(form=Form.BALANCE_FORWARD, lines=LINES, opening=Figure(Decimal("0.00")))


def test_an_unreadable_amount_between_two_balances_has_one_solution() -> None:
    solved, repairs = repaired(DRAFT)
    assert Decimal("-30.00") == solved.lines[1].amount
    assert [("amount", "-3?.00", "-30.00", 1)] == [(r.field, r.read_as, r.repaired_to, r.line) for r in repairs]


def test_upwards_as_well() -> None:
    solved, _ = repaired(replace(DRAFT, lines=LINES[::-1], descending=True))
    assert Decimal("-30.00") == solved.lines[1].amount


def test_without_a_balance_before_it_nothing_is_solved() -> None:
    open_ended = replace(DRAFT, lines=(LINES[1],), opening=None)
    assert (open_ended, ()) == repaired(open_ended)


def test_totals_alone_never_repair() -> None:
    totals_only = replace(
        DRAFT, lines=tuple(replace(line, balance=None) for line in LINES), closings=(Figure(Decimal("75.00")),)
    )
    assert repaired(totals_only)[0].lines[1].amount is None


def test_a_readable_amount_is_never_changed() -> None:
    wrong = replace(DRAFT, lines=(replace(LINES[0], amount=Decimal("99.00")), LINES[2]))
    assert (wrong, ()) == repaired(wrong)

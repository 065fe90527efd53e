"""Which side is positive."""

from __future__ import annotations

from decimal import Decimal

from parsers.statements.statement import Figure
from parsers.statements.surroundings import Facts
from parsers.statements.turning import is_turned, turn, turned_to
from tests.parsers.statements.test_interpret import first


def test_turning_twice_changes_nothing() -> None:
    draft = first("Date|Ref|Debit|Credit|Balance\n|Opening balance|||5.00\n2026-03-01|A-1|1.00||6.00").draft
    assert draft == turn(turn(draft))
    assert Decimal("-1.00") == turn(draft).lines[0].amount


def test_a_box_without_a_mark_says_which_side_is_positive() -> None:
    draft = first("Date|Ref|Debit|Credit|Balance\n|Opening balance|||5.00 Cr\n2026-03-01|A-1||1.00|6.00 Cr").draft
    draft = turn(draft)  # credits negative again, as the columns say it
    assert is_turned(draft, Facts(), Decimal("-6.00"))
    assert not is_turned(draft, Facts(closings=[Figure(Decimal("-6.00"), None, "-6.00")]), Decimal("-6.00"))


def test_a_mark_beside_the_table_follows_the_table() -> None:
    assert Decimal("6.00") == turned_to(Figure(Decimal("-6.00"), None, "6.00 CR"), Decimal("6.00")).amount
    assert Decimal("-6.00") == turned_to(Figure(Decimal("-6.00"), None, "-6.00"), Decimal("6.00")).amount

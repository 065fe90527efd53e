"""The figures that the proof's questions share."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.statements.asking import Asking, is_marked, printed_sum, running_at
from parsers.statements.draft import Draft, DraftLine, Side
from parsers.statements.statement import Figure, Form

D = Decimal


@pytest.mark.parametrize(
    "text", ["12.00 CR", "12.00CR", "CR 12.00", "12.00 D", "12.00C", "贷 12.00", "12,00 H", "12,00 S"]
)
def test_a_mark_beside_an_amount(text: str) -> None:
    assert is_marked(Figure(D("12.00"), None, text))


@pytest.mark.parametrize("text", ["12.00 USD", "12.00 HKD", "USD 12.00", "12.00 CRC", "12.00", "S$12.00"])
def test_a_currency_is_no_mark(text: str) -> None:
    assert not is_marked(Figure(D("12.00"), None, text))


def test_sums_of_a_column_and_the_balance_so_far() -> None:
    lines = (DraftLine(D("5.00"), None, {Side.DEBIT: D("5.00")}), DraftLine(D("-2.00"), None, {Side.CREDIT: D("2.00")}))
    asking = Asking(Draft(form=Form.BALANCE_FORWARD, lines=lines, opening=Figure(D("1.00"))))
    assert (D("5.00"), D("2.00")) == (printed_sum(asking, Side.DEBIT, 0, 2), printed_sum(asking, Side.CREDIT, 1, 2))
    assert [D("1.00"), D("6.00"), D("4.00")] == [running_at(asking, position) for position in (0, 1, 2)]

"""Rows of mere figures are sums only if they add up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.ledgers.columns import Columns
from parsers.ledgers.entry import Role
from parsers.ledgers.layout import Layout
from parsers.ledgers.row_money import RowMoney
from parsers.ledgers.sums import Sums
from parsers.sheets.model import Sheet, SheetRow
from tests.support.workbooks import no_rows


def sums(columns: Columns) -> Sums:
    layout = Layout(Sheet("S", no_rows), columns, (), 1, ())
    return Sums(columns, RowMoney(layout, Role.CUSTOMER))


@pytest.mark.parametrize(
    ("texts", "explained"),
    [
        (["", "30.00", "5.00"], True), (["", "30.00", "30.00"], True), (["", "20.00", ""], True), (["", "", "0.00"], True), (["", "31.00", "5.00"], False), (["x", "30.00", "5.00"], False), (["", "5.00", "30.00"], False),
    ],
)  # fmt: skip
def test_both_sides_of_the_sheet_or_of_the_last_account(texts: list[str], explained: bool) -> None:
    found = sums(Columns(debit=1, credit=2))
    for account, movement in (("C1", 10), ("C1", -5), ("C2", 20)):
        found.add(account, Decimal(movement))
    assert explained is found.explain(SheetRow(9, texts))


@pytest.mark.parametrize(("text", "explained"), [("5.00", True), ("15.00", True), ("-5.00", True), ("6.00", False)])
def test_one_amount_sums_to_what_is_left_or_to_all_that_moved(text: str, explained: bool) -> None:
    found = sums(Columns(amount=1))
    for movement in (10, -5):
        found.add("C1", Decimal(movement))
    assert explained is found.explain(SheetRow(9, ["", text]))

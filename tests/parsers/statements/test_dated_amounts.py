"""Rows with a date and an amount look like movements, typed or as text."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from parsers.statements.dated_amounts import hold_movements
from parsers.table import Cell, Row
from tests.parsers.statements.tables import PLACE, table


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("2026-01-05|x|1.00\n2026-01-06|y|2.00", True), ("05.01.2026|1.234,50\n06.01.2026|5,00", True), ("2026-01-05|x|1.00", False), ("2026-01-05|x|1\n2026-01-06|y|2", False), ("a|1.00\nb|2.00", False),
    ],
)  # fmt: skip
def test_two_rows_make_an_account(text: str, held: bool) -> None:
    assert held is hold_movements(table(text).rows)


def test_typed_values_count_as_well() -> None:
    cells = (Cell("2026-01-05", PLACE, dt.date(2026, 1, 5)), Cell("12.5", PLACE, Decimal("12.5")))
    assert hold_movements([Row(cells), Row(cells)])
    assert not hold_movements([Row(cells), Row(cells[:1])])

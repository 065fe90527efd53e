"""Single cells of a ledger."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from parsers.dates import DateOrder
from parsers.ledgers.cells import CellRefused, amount_at, date_at, reference_at, text_at
from parsers.money import Mark
from parsers.sheets.model import SheetRow


def row(text: str, value: Decimal | dt.date | None = None, *, unreadable: bool = False) -> SheetRow:
    return SheetRow(2, [text], {0: value} if value is not None else {}, frozenset({0}) if unreadable else frozenset())


def test_a_missing_column_is_empty() -> None:
    assert ("", None, None) == (
        text_at(row("x"), 3),
        amount_at(row("x"), 3, "Debit", None),
        date_at(row("x"), None, "Date", None),
    )


def test_an_exact_value_wins_over_its_shown_text() -> None:
    assert Decimal("33.3333") == amount_at(row("33.33", Decimal("33.3333")), 0, "Debit", None)
    assert dt.date(2026, 3, 1) == date_at(row("01/03/26", dt.date(2026, 3, 1)), 0, "Date", None)


@pytest.mark.parametrize(
    ("text", "side", "amount"),
    [
        ("5.00 CR", None, "-5.00"),
        ("5.00 DR", None, "5.00"),
        ("5.00 CR", Mark.CREDIT, "5.00"),
        ("(5.00)", Mark.DEBIT, "-5.00"),
    ],
)
def test_marks_and_signs(text: str, side: Mark | None, amount: str) -> None:
    assert Decimal(amount) == amount_at(row(text), 0, "Amount", None, side)


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        (row("#N/A", unreadable=True), "holds an error or a formula without a result (#N/A)"),
        (row("5.00 CR"), "names the other side"),
        (row("abc"), "it is no amount"),
        (row("1,234"), "thousand or a decimal"),
        (row("2026-03-01", dt.date(2026, 3, 1)), "holds the date"),
        (row("0.12", Decimal("0.123456")), "more decimals than money"),
    ],
)
def test_amounts_that_are_not_exact_are_refused(cell: SheetRow, word: str) -> None:
    with pytest.raises(CellRefused) as refused:
        amount_at(cell, 0, "Debit", None, Mark.DEBIT)
    assert word in refused.value.reason
    assert refused.value.reason.startswith("Debit ")


@pytest.mark.parametrize(
    ("cell", "order", "word"),
    [
        (row("01/02/2026"), None, "day or the month"),
        (row("46082", Decimal(46082)), None, "not a date"),
        (row("2026-02-30"), None, "no date"),
        (row("25/03/2026"), DateOrder.MONTH_FIRST, "no date"),
        (row("", unreadable=True), None, "error"),
    ],
)
def test_dates_that_are_not_certain_are_refused(cell: SheetRow, order: DateOrder | None, word: str) -> None:
    with pytest.raises(CellRefused) as refused:
        date_at(cell, 0, "Date", order)
    assert word in refused.value.reason


def test_a_shortened_number_is_refused() -> None:
    assert "1E5" == reference_at(row("1E5"), 0, "No.")
    for cell in (row("1.23457E+16"), row("1E+16"), row("12345678901234567", unreadable=True)):
        with pytest.raises(CellRefused):
            reference_at(cell, 0, "No.")

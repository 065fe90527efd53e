"""The marks read beside calamine, record by record."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from parsers.sheets.marks import SheetMarks
from parsers.sheets.opening import open_sheets
from parsers.sheets.xls_marks import xls_marks

BOOK = (Path(__file__).parent / "files" / "ledger.xls").read_bytes()


def test_every_sheet_has_its_marks() -> None:
    marks = xls_marks(io.BytesIO(BOOK))
    assert SheetMarks({4: frozenset({2})}, frozenset({5}), frozenset({4})) == replace(marks["对账单"], formats={})
    assert SheetMarks() == marks["Other"]


def test_a_side_or_a_currency_that_only_a_format_shows_is_told() -> None:
    """The book was written by LibreOffice."""
    (sheet,) = open_sheets(io.BytesIO((Path(__file__).parent / "files" / "sides.xls").read_bytes()))
    rows = list(sheet.rows())[1:]
    assert ["500 Dr", "300.5 Cr", "20 Dr"] == [row.texts[2] for row in rows]
    assert [{3: "€"}] * 3 == [row.currencies for row in rows]
    assert [Decimal(500), Decimal("199.5"), Decimal("219.5")] == [row.values[3] for row in rows]


@given(st.integers(min_value=512, max_value=len(BOOK) - 1), st.binary(min_size=1, max_size=40))
def test_damaged_bytes_give_marks_or_none_and_never_an_error(position: int, noise: bytes) -> None:
    damaged = BOOK[:position] + noise + BOOK[position + len(noise) :]
    assert isinstance(dict(xls_marks(io.BytesIO(damaged))), dict)

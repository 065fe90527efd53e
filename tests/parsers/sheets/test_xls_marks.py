"""The marks read beside calamine, record by record."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from parsers.sheets.xls_marks import SheetMarks, xls_marks

BOOK = (Path(__file__).parent / "files" / "ledger.xls").read_bytes()


def test_every_sheet_has_its_marks() -> None:
    marks = xls_marks(io.BytesIO(BOOK))
    assert SheetMarks({4: frozenset({2})}, frozenset({5}), frozenset({4})) == marks["对账单"]
    assert SheetMarks() == marks["Other"]


@given(st.integers(min_value=512, max_value=len(BOOK) - 1), st.binary(min_size=1, max_size=40))
def test_damaged_bytes_give_marks_or_none_and_never_an_error(position: int, noise: bytes) -> None:
    damaged = BOOK[:position] + noise + BOOK[position + len(noise) :]
    assert isinstance(dict(xls_marks(io.BytesIO(damaged))), dict)

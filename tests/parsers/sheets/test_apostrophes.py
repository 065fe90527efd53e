"""An apostrophe that only keeps a cell as text is no part of it."""

from __future__ import annotations

import io

import pytest

from parsers.sheets.apostrophes import as_typed
from parsers.sheets.model import SheetRow
from parsers.sheets.opening import open_sheets


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("'00123", "00123"), ("'-500.00", "-500.00"), ("'INV-1001", "INV-1001"), ("’2026-01-05", "2026-01-05"), ("'€ 5.00", "€ 5.00"), ("'=A1+2", "=A1+2"),
        ("'s-Gravenhage 12", "'s-Gravenhage 12"), ("'quoted 5'", "'quoted 5'"), ("'Opening", "'Opening"), ("5'", "5'"), ("1'234.50", "1'234.50"), ("'", "'"), ("", ""),
    ],
)  # fmt: skip
def test_only_what_keeps_a_figure_as_text_is_taken_off(text: str, typed: str) -> None:
    assert [["kept", typed]] == [list(row.texts) for row in as_typed([SheetRow(1, ("kept", text))])]


def test_every_file_with_rows_is_read_so() -> None:
    (sheet,) = open_sheets(io.BytesIO(b"Date,Number,Amount\n'2026-01-05,'00123,'5.00\n"))
    assert ["2026-01-05", "00123", "5.00"] == list(list(sheet.rows())[1].texts)

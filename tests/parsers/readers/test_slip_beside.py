"""A slip beside the table is told by what it repeats."""

from __future__ import annotations

from parsers.readers.slip_beside import slip_apart
from parsers.readers.words import PageWords, lines_of
from tests.parsers.readers.test_header_words import page

TABLE = [
    (10.0, 100.0, "Date"), (70.0, 100.0, "Document"), (150.0, 100.0, "Debit"), (210.0, 100.0, "Balance"),
    (10.0, 118.0, "01/03/26"), (70.0, 118.0, "INV-0601"), (150.0, 118.0, "19.82"), (210.0, 118.0, "19.82"),
    (10.0, 142.0, "02/03/26"), (70.0, 142.0, "INV-0608"), (150.0, 142.0, "10.15"), (210.0, 142.0, "29.97"),
]  # fmt: skip


def apart(*slip: tuple[float, float, str]) -> tuple[PageWords, list[str]] | None:
    sheet = page(*TABLE, *slip)
    found = slip_apart(sheet, lines_of(sheet.words))
    return None if found is None else (found[0], [line.text for line in found[1]])


def test_rows_that_repeat_numbers_and_amounts_are_a_slip() -> None:
    found = apart(
        (300, 98, "Reference"), (370, 98, "Amount"), (420, 98, "Paid"),
        (300, 112, "INV-0601"), (370, 112, "19.82"),
        (300, 126, "INV-0608"), (370, 126, "10.15"),
    )  # fmt: skip
    assert found is not None
    assert ["Reference  Amount  Paid", "INV-0601  19.82", "INV-0608  10.15"] == found[1]
    assert len(TABLE) == len(found[0].words)


def test_a_row_that_says_something_new_is_no_slip() -> None:
    assert apart((300, 98, "Reference"), (370, 98, "Amount"), (300, 112, "INV-0601"), (370, 112, "99.00")) is None
    assert apart((300, 98, "Reference"), (370, 98, "Amount"), (300, 112, "INV-9999"), (370, 112, "19.82")) is None


def test_the_columns_of_an_account_are_no_slip() -> None:
    assert apart((300, 98, "Reference"), (370, 98, "Credit"), (300, 112, "INV-0601"), (370, 112, "19.82")) is None
    assert apart() is None

"""xlsb as a small writer of these tests makes it; calamine, an independent reader, sees the same values in it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from contextlib import suppress
from decimal import Decimal

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from parsers.document import Document
from parsers.recognise import recognise
from parsers.sheets.model import MergedRange, Sheet, SheetRow, SheetsRefused
from parsers.sheets.opening import open_sheets
from tests.support.workbooks import with_parts
from tests.support.xlsb import Content, Formatted, Formula, Page, xlsb


def sheets(*pages: Page, since_1904: bool = False) -> tuple[Sheet, ...]:
    return open_sheets(io.BytesIO(xlsb(*pages, since_1904=since_1904)))


def rows(*content: list[Content], since_1904: bool = False) -> list[SheetRow]:
    return list(sheets(Page("Sheet1", content), since_1904=since_1904)[0].rows())


def test_texts_numbers_and_formulas_are_read() -> None:
    (row,) = rows(["客户", 12, 1234.56, -0.05, 1 / 3, Formula(99.5), "00077"])
    assert ["客户", "12", "1234.56", "-0.05", "0.333333333333333", "99.5", "00077"] == row.texts
    assert Decimal("1234.56") == row.values[2]


@pytest.mark.parametrize("content", ["#N/A", "#REF!", Formula("#DIV/0!"), 1e15 + 0.5])
def test_errors_and_shortened_numbers_are_unreadable_and_never_zero(content: Content) -> None:
    (row,) = rows(["a", content, "b"])
    assert (frozenset({1}), {}) == (row.unreadable, row.values)


@pytest.mark.parametrize("serial", [46027, 46027.75])
@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_are_dates_whole_or_with_a_time_and_in_either_calendar(serial: float, since_1904: bool) -> None:
    (row,) = rows([Formatted(serial - 1462 * since_1904, "dd/mm/yyyy")], since_1904=since_1904)
    assert {0: dt.date(2026, 1, 5)} == row.values


def test_what_a_format_alone_says_is_told() -> None:
    (row,) = rows([Formatted(5, '#,##0.00" Cr"'), Formatted(7.25, "[$€-407] #,##0.00")])
    assert ("5 Cr", {1: "€"}, {1: Decimal("7.25")}) == (row.texts[0], row.currencies, row.values)


def test_calamine_sees_the_same() -> None:
    content: list[list[Content]] = [
        ["Date", "Text", "Amount"],
        [1, "客户", 1234.56],
        [2, "x", Formula(-0.05)],
        [3, "y", 1 / 8],
    ]
    theirs = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(xlsb(Page("Sheet1", content))))
    ours = [[row.values.get(column, text) for column, text in enumerate(row.texts)] for row in rows(*content)]
    assert theirs.get_sheet_by_name("Sheet1").to_python() == [
        [float(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in ours
    ]


def test_hidden_parts_and_merged_blocks_are_told() -> None:
    page = Page(
        "Shown",
        [["title"], ["a", 1, "b"], ["c", 2, "d"]],
        hidden_rows=frozenset({2}),
        hidden_columns=[1],
        merged=[(0, 0, 0, 2)],
    )
    shown, back = sheets(page, Page("Back", [["x"]], hidden=True))
    assert [False, False, True] == [row.hidden for row in shown.rows()]
    assert (frozenset({1}), (MergedRange(1, 0, 1, 2),)) == (shown.hidden_columns(), shown.merged())
    assert (False, True) == (shown.hidden, back.hidden)


def test_a_statement_is_proven() -> None:
    day = "yyyy-mm-dd"
    page = Page(
        "Statement",
        [
            ["Date", "Reference", "Description", "Debit", "Credit", "Balance"],
            [None, None, "Opening balance", None, None, 1000],
            [Formatted(46027, day), "INV-1001", "Invoice", 500.25, None, Formula(1500.25)],
            [Formatted(46050, day), "RCT-77", "Payment", None, 300, Formula(1200.25)],
            [None, None, "Closing balance", None, None, Formula(1200.25)],
        ],
    )
    (statement,) = recognise(Document("statement.xlsb", xlsb(page))).statements
    assert ("proven", [Decimal("500.25"), Decimal(-300)]) == (
        statement.proof.verdict,
        [line.amount for line in statement.lines],
    )


BOOK = xlsb(
    Page("a", [["Date", "Amount"], [Formatted(46027, "dd/mm/yyyy"), 5.5], ["x", "#N/A"]], merged=[(0, 0, 0, 1)])
)
PARTS = ["xl/workbook.bin", "xl/styles.bin", "xl/worksheets/sheet1.bin", "xl/sharedStrings.bin"]


@given(st.sampled_from(PARTS), st.binary(max_size=60), st.integers(0, 400))
def test_damaged_parts_are_read_or_refused(part: str, noise: bytes, position: int) -> None:
    whole = open_part(part)
    damaged = whole[:position] + noise + whole[position + len(noise) :]
    with suppress(SheetsRefused):
        for sheet in open_sheets(io.BytesIO(with_parts(BOOK, {part: damaged}))):
            list(sheet.rows())
            sheet.merged()


def test_a_part_that_does_not_unpack_is_broken() -> None:
    page = Page("a", [[f"text {number * 7919}", number] for number in range(4000)])
    content = bytearray(xlsb(page))
    content[len(content) // 2] ^= 0xFF
    with pytest.raises(SheetsRefused) as refused:
        for sheet in open_sheets(io.BytesIO(bytes(content))):
            list(sheet.rows())
    assert "broken_file" == refused.value.code


def open_part(part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        return archive.read(part)

"""xlsx is read as a person sees it, and calamine, an independent reader, sees the same values."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from parsers.sheets.model import CUSTOMERS, Sheet, SheetRow
from parsers.sheets.xlsx import xlsx_sheets
from tests.support.workbooks import openpyxl_book, with_parts, xlsxwriter_book


def sheets(content: bytes) -> tuple[Sheet, ...]:
    return xlsx_sheets(io.BytesIO(content), CUSTOMERS)


def rows(content: bytes) -> list[SheetRow]:
    return list(sheets(content)[0].rows())


def sheet_xml(body: str) -> bytes:
    """Return a workbook whose only sheet has this XML inside its sheetData."""
    xml = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>'
    return with_parts(openpyxl_book([["x"]]), {"xl/worksheets/sheet1.xml": xml.encode()})


def formatted(value: Any, code: str) -> tuple[str, object]:
    def fill(book: Any) -> None:
        book.add_worksheet().write(0, 0, value, book.add_format({"num_format": code}))

    row = rows(xlsxwriter_book(fill))[0]
    return row.texts[0], row.values.get(0)


@pytest.mark.parametrize(
    ("value", "code", "text", "typed"),
    [
        (1234.56, "#,##0.00", "1234.56", Decimal("1234.56")),
        (1234.5, "#,##0.00", "1234.50", Decimal("1234.5")),
        (0.1 + 0.2, "General", "0.3", Decimal("0.3")),
        (1234.5600000000001, "General", "1234.56", Decimal("1234.56")),
        (33.3333333333, "0.00", "33.33", Decimal("33.3333333333")),
        (-5, "#,##0.00_);(#,##0.00)", "-5.00", Decimal(-5)),
        (123, "00000", "00123", Decimal(123)),
        (0.125, "0.0%", "12.5%", Decimal("0.125")),
        (dt.date(2026, 3, 1), "yyyy-mm-dd", "2026-03-01", dt.date(2026, 3, 1)),
        (dt.date(2026, 3, 1), 'yyyy"年"m"月"d"日"', "2026-03-01", dt.date(2026, 3, 1)),
        (dt.date(2026, 3, 1), "[$-804]yyyy年m月d日", "2026-03-01", dt.date(2026, 3, 1)),
        (dt.date(2026, 3, 1), "dd.mm.yyyy;@", "2026-03-01", dt.date(2026, 3, 1)),
        (dt.datetime(2026, 3, 1, 18, 30), "dd/mm/yyyy hh:mm", "2026-03-01", dt.date(2026, 3, 1)),  # noqa: DTZ001
        (dt.time(18, 30), "hh:mm", "18:30", None),
        (46082, "General", "46082", Decimal(46082)),
        (1234.56, "[$€-407] #,##0.00;[Red]-[$€-407] #,##0.00", "1234.56", Decimal("1234.56")),
        (1234.56, '""0.00" Cr"', "1234.56 Cr", None),
        (1234.56, '_-"¥"* #,##0.00_-', "1234.56", Decimal("1234.56")),
    ],
)  # fmt: skip
def test_numbers_and_dates_by_their_format(value: Any, code: str, text: str, typed: object) -> None:
    assert (text, typed) == formatted(value, code)


def test_a_number_with_more_digits_than_the_file_carries_is_unreadable() -> None:
    row = rows(openpyxl_book([[12345678901234567, 123456789012345]]))[0]
    assert frozenset({0}) == row.unreadable
    assert {1: Decimal(123456789012345)} == row.values


def test_text_stays_text() -> None:
    row = rows(openpyxl_book([["00077", "1,234.56", " x ", "a\nb", "=1+1x"[1:], "2026-03-01"]]))[0]
    assert ["00077", "1,234.56", " x ", "a\nb", "1+1x", "2026-03-01"] == row.texts
    assert {} == row.values


def test_errors_and_formulas_without_result_are_unreadable_and_never_zero() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(0, 1, "=A1*2")  # this writer stores 0 for what it never computed
        sheet.write_formula(0, 2, "=1+1", None, 2)

    row = rows(xlsxwriter_book(fill))[0]
    assert frozenset({0, 1}) == row.unreadable
    assert {2: Decimal(2)} == row.values
    assert frozenset({0}) == rows(openpyxl_book([["=SUM(1,2)", 5]]))[0].unreadable
    assert frozenset() == rows(sheet_xml('<row><c t="str"><f>x</f><v></v></c><c><v>1</v></c></row>'))[0].unreadable


def test_hidden_rows_columns_and_sheets_are_told() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Seen")
        sheet.write_row(0, 0, ["a", "b", "c"])
        sheet.write_row(1, 0, ["d", "e", "f"])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})
        other = book.add_worksheet("Unseen")
        other.write(0, 0, "x")
        other.hide()
        third = book.add_worksheet("Never")
        third.very_hidden()

    found = sheets(xlsxwriter_book(fill))
    assert [("Seen", False), ("Unseen", True), ("Never", True)] == [(sheet.name, sheet.hidden) for sheet in found]
    assert [False, True] == [row.hidden for row in found[0].rows()]
    assert frozenset({1}) == found[0].hidden_columns()


def test_merged_blocks_are_told() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().merge_range("B2:D3", "title")

    [block] = sheets(xlsxwriter_book(fill))[0].merged()
    assert (2, 1, 3, 3) == (block.first_row, block.first_column, block.last_row, block.last_column)


def test_the_1904_calendar_is_followed() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = dt.datetime(2026, 3, 1)  # noqa: DTZ001
    stream = io.BytesIO()
    book.save(stream)
    assert {0: dt.date(2026, 3, 1)} == rows(stream.getvalue())[0].values


def test_rich_text_inline_text_escapes_and_cells_without_address_are_read() -> None:
    body = (
        '<row><c t="inlineStr"><is><r><t>In</t></r><r><t>voice</t></r><rPh sb="0" eb="1"><t>phonetic</t></rPh></is></c><c><v>5</v></c></row>'
        '<row r="9"><c r="C9" t="str"><f>x</f><v>a_x000D_b</v></c><c r="D9" t="b"><v>1</v></c><c r="E9" t="d"><v>2026-03-01T00:00:00</v></c></row>'
    )
    first, second = rows(sheet_xml(body))
    assert (1, ["Invoice", "5"]) == (first.number, first.texts)
    assert (9, ["", "", "a\rb", "TRUE", "2026-03-01"]) == (second.number, second.texts)


def test_a_missing_shared_string_is_broken_and_a_strange_address_is_passed_over() -> None:
    assert [["2"]] == [
        row.texts for row in rows(sheet_xml('<row r="1"><c r="ZZZZZ1"><v>1</v></c><c r="A1"><v>2</v></c></row>'))
    ]


@pytest.mark.parametrize("written", ["", "-1", "²", "one"])
def test_a_style_whose_format_is_no_number_is_a_plain_one(written: str) -> None:
    styles = f'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="{written}" formatCode="0.0"/></numFmts><cellXfs><xf numFmtId="{written}"/></cellXfs></styleSheet>'
    content = with_parts(openpyxl_book([[12.5]]), {"xl/styles.xml": styles.encode()})
    [sheet] = sheets(content)
    assert [["12.5"]] == [row.texts for row in sheet.rows()]


def test_reading_may_start_over() -> None:
    [sheet] = sheets(openpyxl_book([["a"], ["b"]]))
    assert [["a"], ["b"]] == [row.texts for row in sheet.rows()]
    assert [["a"], ["b"]] == [row.texts for row in sheet.rows()]


CELLS = st.one_of(
    st.none(),
    st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=12).filter(
        lambda text: text.strip() and text[0] not in "=_"
    ),
    st.decimals(min_value=-(10**9), max_value=10**9, places=2).map(float),
    st.integers(min_value=-(10**12), max_value=10**12),
    st.booleans(),
    st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2150, 1, 1)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=6))
def test_calamine_sees_the_same(table: list[list[Any]]) -> None:
    content = openpyxl_book(table)
    seen = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    expected: list[list[object]] = [
        [Decimal(repr(cell)) if isinstance(cell, float) else cell for cell in row]
        for row in seen.to_python(skip_empty_area=False)
    ]
    found: dict[int, SheetRow] = {row.number: row for row in rows(content)}
    for number, cells in enumerate(expected, 1):
        for column, cell in enumerate(cells):
            text = found[number].texts[column] if number in found and column < len(found[number].texts) else ""
            value = found[number].values.get(column) if number in found else None
            if isinstance(cell, bool):
                assert str(cell).upper() == text
            elif isinstance(cell, (Decimal, dt.date)):
                assert cell == value
            else:
                assert cell == text

"""Values only, each exact."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal

import lxml.etree
import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from daemon.replies.workbook_page import Column, Page, Styles, Value, exact

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def _written(write: Callable[[Page], None], currency: str = "USD") -> bytes:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, OPTIONS)
    styles = Styles(workbook, currency=currency, date_format="yyyy-mm-dd", font="Arial")
    write(Page(workbook, "Sheet", styles, footer="&P", paper_title="T"))
    workbook.close()
    return buffer.getvalue()


def _cell(value: Value, currency: str = "USD") -> openpyxl.cell.cell.Cell:
    content = _written(lambda page: page.line((value,)), currency)
    return openpyxl.load_workbook(io.BytesIO(content)).active["A1"]


def _stored_number(content: bytes) -> str:
    sheet = lxml.etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml"))
    (value,) = sheet.xpath("//*[local-name()='v']")
    return str(value.text)


@given(st.decimals(-(10**12), 10**12, places=2))
def test_an_amount_is_stored_to_the_cent(amount: Decimal) -> None:
    assert amount == Decimal(_stored_number(_written(lambda page: page.line((amount,)))))


def test_an_amount_beyond_a_spreadsheets_digits_is_written_as_text() -> None:
    amount = Decimal("12345678901234567.89")
    assert not exact(amount)
    assert _cell(amount).value == "12,345,678,901,234,567.89"
    assert _cell(amount).data_type == "s"


def test_exactness_ends_at_fifteen_digits() -> None:
    assert exact(Decimal("9999999999999.99"))
    assert not exact(Decimal("99999999999999.999"))
    assert not exact(Decimal("NaN"))


@pytest.mark.parametrize(
    ("amount", "currency", "shape"),
    [
        ("1.00", "USD", "#,##0.00_);-#,##0.00_)"),
        ("1", "JPY", "#,##0_);-#,##0_)"),
        ("1.005", "USD", "#,##0.000_);-#,##0.000_)"),
    ],
)
def test_an_amount_shows_its_currencys_decimals(amount: str, currency: str, shape: str) -> None:
    assert shape == _cell(Decimal(amount), currency).number_format


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", '=HYPERLINK("http://x")', "http://x.example", "007", "1,5"]
)
def test_text_stays_text(text: str) -> None:
    cell = _cell(text)
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


def test_dates_are_dates_and_very_old_ones_text() -> None:
    assert _cell(dt.date(2026, 3, 31)).value.date() == dt.date(2026, 3, 31)
    assert _cell(dt.date(1899, 1, 2)).value == "1899-01-02"


def test_zero_is_written_without_a_sign() -> None:
    assert _stored_number(_written(lambda page: page.line((Decimal("-0.00"),)))).lstrip("0.") == ""


def test_a_row_grows_with_its_longest_text() -> None:
    def write(page: Page) -> None:
        page.header([Column("Text", 20)])
        page.line(("word " * 40,))
        page.line(("short",))

    sheet = openpyxl.load_workbook(io.BytesIO(_written(write))).active
    assert sheet.row_dimensions[3].height > 100
    assert sheet.row_dimensions[4].height is None


def test_headings_are_frozen_filtered_and_repeated_on_paper() -> None:
    def write(page: Page) -> None:
        page.header([Column("A", 10, "Band"), Column("B", 10, "Band"), Column("C", 10)])
        page.line(("x", "y", "z"))
        page.filters(1, 3)

    sheet = openpyxl.load_workbook(io.BytesIO(_written(write))).active
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:C3"
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:B1"]

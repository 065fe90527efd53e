"""Tables of the pages as files: CSV and a workbook. Nothing in them can do anything when a spreadsheet opens them.

Amounts are exact: in the workbook a number where a binary fraction carries it, else text (as in daemon/replies/workbook_page.py).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from starlette.responses import Response

from daemon.replies.safe_text import file_name, plain, width

Cell = str | int | Decimal | dt.date | None

KINDS = ("csv", "xlsx")
_DIGITS = 15  # what a binary fraction carries
_WIDEST = 60
_BEGINS_FORMULA = re.compile("(^|;)(\\s*)(?=[=+@\uff1d\uff0b\uff0d\uff20-])")
"""What a spreadsheet takes for a formula: also in its full width, and behind what separates columns where a comma is the decimal sign."""
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its headings. `name` becomes the file's name."""

    name: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def download(sheet: Sheet, kind: str) -> Response:
    """Return the table as a file to be kept, `kind` being one of `KINDS`."""
    name = f"{file_name(sheet.name) or 'table'}.{kind}"
    content, media = (
        (csv_of(sheet), "text/csv; charset=utf-8")
        if kind == "csv"
        else (xlsx_of(sheet), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    )
    return Response(content, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def csv_of(sheet: Sheet) -> bytes:
    """Return the table as CSV (RFC 4180) in UTF-8 with the mark by which Excel knows it; texts that begin as formulas do get an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_harmless(heading) for heading in sheet.headings])
    writer.writerows([_written(cell) for cell in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def xlsx_of(sheet: Sheet) -> bytes:
    """Return the table as a workbook with one sheet: headings that stay, a filter, columns as wide as they need."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet()
        bold = book.add_format({"bold": True, "bottom": 1})
        amount, day = book.add_format({"num_format": "#,##0.00##"}), book.add_format({"num_format": "yyyy-mm-dd"})
        for column, heading in enumerate(sheet.headings):
            page.write_string(0, column, heading, bold)
        for number, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, Decimal) and _fits(cell):
                    page.write_number(number, column, float(cell), amount)  # exact: `_fits` has seen to it
                elif isinstance(cell, dt.date):
                    page.write_datetime(number, column, dt.datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001 - a day
                elif isinstance(cell, int):
                    page.write_number(number, column, cell)
                elif cell is not None:
                    page.write_string(number, column, plain(str(cell), _LONGEST))
        for column, wide in enumerate(_widths(sheet)):
            page.set_column(column, column, wide)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.headings) - 1)
    return out.getvalue()


def _fits(amount: Decimal) -> bool:
    return len(amount.normalize().as_tuple().digits) <= _DIGITS


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return _harmless(cell) if isinstance(cell, str) else str(cell)


def _harmless(text: str) -> str:
    return _BEGINS_FORMULA.sub(r"\1\2'", plain(text, _LONGEST))


def _widths(sheet: Sheet) -> Iterable[int]:
    for column, heading in enumerate(sheet.headings):
        cells = (row[column] for row in sheet.rows[:500])
        yield min(_WIDEST, max([width(heading) + 3, *(width(_written(cell)) + 2 for cell in cells)]))

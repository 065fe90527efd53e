"""One sheet of a workbook, written so that nothing in it can do anything: values only, each checked to be exact.

A spreadsheet holds numbers as binary fractions of about 15 digits. An amount that such a number cannot carry exactly is written as text, so
that no digit is ever wrong on the sheet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from daemon.replies.language import places
from daemon.replies.safe_text import width

Value = str | int | Decimal | dt.date | None
Look = Mapping[str, object]
PLAIN: Look = {}
HEADING: Look = {"bold": True, "bg_color": "#1D3F66", "font_color": "#FFFFFF"}
ROW: Look = {"bottom": 4, "bottom_color": "#9AA5B1"}
TOTAL: Look = {"bold": True, "top": 1, "bottom": 1, "bg_color": "#F2F5F8"}
TO_FILL_IN: Look = {"bg_color": "#FFF9DB"}
NOTE: Look = {"italic": True, "font_color": "#52606D"}
LABEL: Look = {"font_color": "#52606D"}
_LONGEST_TEXT = 2_000
_BUTTON = 1  # letters that a filter's button takes from a heading
_FIRST_DATE = dt.date(1900, 3, 1)  # before it Excel counts a day that never was


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, and the heading of the band that it stands under ("" = none).

    `align` is how heading and cells stand. Texts wrap; the row grows with them.
    """

    heading: str
    width: int
    band: str = ""
    align: str = "left"


class Styles:
    """The few looks that cells have, made once for a workbook."""

    def __init__(
        self,
        workbook: Any,
        *,
        currency: str,
        date_format: str,
        font: str,
        spelled: Callable[[Decimal], str] = "{:,f}".format,
    ) -> None:
        self._workbook = workbook
        self.spelled = spelled  # an amount as text, where a number would not be exact
        self._currency = currency
        self._base = {"font_name": font, "font_size": 10, "valign": "top"}
        self._date = {"num_format": date_format, "align": "left"}
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def look(self, **changes: object) -> Any:
        """Return the format with these properties on top of the plain cell."""
        properties = {**self._base, **changes}
        key = tuple(sorted(properties.items(), key=lambda item: item[0]))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    def date(self, **changes: object) -> Any:
        return self.look(**self._date, **changes)

    def amount(self, amount: Decimal, **changes: object) -> Any:
        """Return the look of an amount: as many decimals as the currency has, or as the amount needs."""
        exponent = amount.normalize().as_tuple().exponent
        decimals = max(places(self._currency), -exponent if isinstance(exponent, int) else 0)
        shape = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        return self.look(num_format=f"{shape}_);-{shape}_)", align="right", **changes)


class Page:
    """A worksheet being written from the top."""

    def __init__(self, workbook: Any, name: str, styles: Styles, *, footer: str, paper_title: str) -> None:
        self._sheet = workbook.add_worksheet(name)
        self._styles = styles
        self._columns: Sequence[Column] = ()
        self.row = 0
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.set_margins(left=0.35, right=0.35, top=0.5, bottom=0.6)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer(f"&L&8{paper_title}&R&8{footer}")
        self._sheet.hide_gridlines(2)

    def upright(self) -> None:
        """Print the sheet on one page in portrait."""
        self._sheet.set_portrait()
        self._sheet.fit_to_pages(1, 1)

    def widths(self, widths: Sequence[int]) -> None:
        for index, characters in enumerate(widths):
            self._sheet.set_column(index, index, characters)

    def write(self, column: int, value: Value, **changes: object) -> None:
        """Write one cell of the current row; None and "" leave it empty, with its look."""
        sheet, row = self._sheet, self.row
        if value is None or value == "":
            sheet.write_blank(row, column, None, self._styles.look(**changes))
        elif isinstance(value, Decimal) and exact(value):
            sheet.write_number(row, column, value or abs(value), self._styles.amount(value, **changes))
        elif isinstance(value, Decimal):
            sheet.write_string(
                row, column, self._styles.spelled(value), self._styles.look(**{**changes, "align": "right"})
            )
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self._styles.look(**{"align": "right", **changes}))
        elif isinstance(value, dt.date):
            if value >= _FIRST_DATE:
                sheet.write_datetime(row, column, value, self._styles.date(**changes))
            else:
                sheet.write_string(row, column, value.isoformat(), self._styles.look(**changes))
        else:
            sheet.write_string(row, column, value[:_LONGEST_TEXT], self._styles.look(**changes))

    def line(self, values: Sequence[Value], look: Look = PLAIN, last: Look = PLAIN) -> None:
        """Write one row, high enough for its texts, and go to the next. `last` is the look of its last cell besides."""
        for column, value in enumerate(values):
            besides = last if column == len(values) - 1 else PLAIN
            self.write(column, value, **{**self._set(column, value), **look, **besides})
        height = max((self._lines(column, value) for column, value in enumerate(values)), default=1)
        if height > 1:  # said outright: not every program grows a row by itself
            self._sheet.set_row(self.row, min(400, 2 + 13 * height))
        self.row += 1

    def _set(self, column: int, value: Value) -> Look:
        if column >= len(self._columns):
            return PLAIN
        align = self._columns[column].align
        apart = {"indent": 1} if align == "left" else {}  # from the amounts of the column before
        if isinstance(value, dt.date):
            return apart
        if isinstance(value, str):
            return {"text_wrap": True, "align": align, **apart}
        return {"align": align} if isinstance(value, int) else PLAIN

    def _lines(self, column: int, value: Value) -> int:
        if not isinstance(value, str) or column >= len(self._columns):
            return 1
        return max(
            1, -(-width(value) * 9 // ((self._columns[column].width - 1) * 10))
        )  # text runs narrower than digits

    def note(self, column: int, text: str) -> None:
        """Write one sentence that may run over the columns to its right, and go to the next row."""
        self.write(column, text, **NOTE)
        self.row += 1

    def skip(self) -> None:
        self.row += 1

    def header(self, columns: Sequence[Column], frozen: int = 0) -> None:
        """Write the headings in two rows (bands above), freeze them with the first columns, repeat them on each printed page."""
        self.widths([column.width for column in columns])
        self._columns = columns
        first = self.row
        look = {**HEADING, "border": 1, "border_color": "#FFFFFF"}
        for start, end, band in _bands(columns):
            if end > start:
                self._sheet.merge_range(first, start, first, end, "", self._styles.look(align="center", **look))
            self._sheet.write_string(first, start, band, self._styles.look(align="center", **look))
        self.row += 1
        for index, column in enumerate(columns):
            apart = {"indent": 1} if column.align == "left" else {}
            self.write(index, column.heading, text_wrap=True, align=column.align, **apart, **look)
        height = max((-(-(width(column.heading) + _BUTTON) // column.width) for column in columns), default=1)
        if height > 1:
            self._sheet.set_row(self.row, 2 + 13 * height)
        self.row += 1
        self._sheet.freeze_panes(self.row, frozen)
        self._sheet.repeat_rows(first, self.row - 1)

    def filters(self, heading_row: int, columns: int) -> None:
        """Offer filters from the row of headings down to the last row written."""
        self._sheet.autofilter(heading_row, 0, max(heading_row, self.row - 1), columns - 1)


def exact(amount: Decimal) -> bool:
    """Whether a spreadsheet's number carries the amount exactly, that is in 15 significant digits."""
    return amount.is_finite() and Decimal(f"{amount:.15G}") == amount


def _bands(columns: Sequence[Column]) -> list[tuple[int, int, str]]:
    """Return (first, last, heading) of each run of columns under one band; columns without one stand alone."""
    found: list[tuple[int, int, str]] = []
    for index, column in enumerate(columns):
        if found and column.band and found[-1][2] == column.band:
            found[-1] = (found[-1][0], index, column.band)
        else:
            found.append((index, index, column.band))
    return found

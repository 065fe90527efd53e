"""The date of a posting, from one column or from year, month and day in columns of their own."""

from __future__ import annotations

import datetime as dt

from parsers.dates import DateOrder, read_date
from parsers.ledgers.cells import CellRefused, date_at, text_at
from parsers.ledgers.layout import Layout
from parsers.sheets.model import SheetRow


class RowDates:
    """Remembers which kinds of dates it saw: a column of real dates and of d/m/y texts was half converted by a spreadsheet."""

    def __init__(self, layout: Layout) -> None:
        self._columns = layout.columns
        self._order = layout.order
        self._year = layout.columns.given_year
        self._title = layout.columns.titles.get(-1 if layout.columns.date is None else layout.columns.date, "date")
        self._due_title = layout.columns.titles.get(
            -1 if layout.columns.due is None else layout.columns.due, "due date"
        )
        self._cleared_title = layout.columns.titles.get(layout.columns.cleared or 0, "clearing date")
        self._real = self._written = False

    def text(self, row: SheetRow) -> str:
        """Return what stands where the date should, "" where it is a mere word (本期合计, Total, a title)."""
        columns = self._columns
        text = text_at(row, columns.date if columns.date is not None else columns.day)
        if text and not any(map(str.isdigit, text)) and read_date(text, year=2000) is None:
            return ""
        return text

    def date(self, row: SheetRow) -> dt.date:
        """Return the date of a row that has one. Raises CellRefused."""
        column = self._columns.date
        if column is None:
            return self._in_parts(row)
        date = date_at(row, column, self._title, self._order, self._year)
        assert date is not None
        if column in row.values and isinstance(row.values[column], dt.date):
            self._real = True
        elif not self._written and not row.texts[column].strip()[:4].isdigit():
            text = row.texts[column]
            self._written = read_date(text, DateOrder.DAY_FIRST) != read_date(text, DateOrder.MONTH_FIRST)
        if self._real and self._written:
            raise CellRefused(
                "some dates are real dates and some are text: a spreadsheet has converted those it could, perhaps with day and "
                "month exchanged; export again without opening the file in between"
            )
        return date

    def due(self, row: SheetRow) -> dt.date | None:
        """Return the due date, None where there is none. Raises CellRefused."""
        return date_at(row, self._columns.due, self._due_title, self._order, self._year)

    def cleared(self, row: SheetRow) -> dt.date | None:
        """Return the date on which the item was cleared, None where it is open. Raises CellRefused."""
        return date_at(row, self._columns.cleared, self._cleared_title, self._order, self._year)

    def opening(self, row: SheetRow) -> dt.date | None:
        """Return the date of an opening row, None where it prints none or only a word."""
        return date_at(row, self._columns.date, self._title, self._order, self._year) if self.text(row) else None

    def _in_parts(self, row: SheetRow) -> dt.date:
        year = text_at(row, self._columns.year) or (str(self._year) if self._year else "")
        parts = (year, text_at(row, self._columns.month), text_at(row, self._columns.day))
        date = read_date("-".join(parts)) if len(year) == 4 else None
        if date is None:
            raise CellRefused(f"year, month and day ({', '.join(parts)}) make no date")
        return date

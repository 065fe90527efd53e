"""The dates of a section's rows: the order of day and month decided over all of them, days printed once, years left out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from parsers.dates import DateOrder, order_of, read_date
from parsers.headings import Heading
from parsers.readers.heading_sense import DATES
from parsers.statements.columns import Column, indices
from parsers.statements.day_cells import day_alone
from parsers.statements.fact_words import ANY_DATE
from parsers.statements.seen_row import RowKind, SeenRow
from parsers.statements.statement import Period
from parsers.statements.surroundings import Facts

_BEFORE, _AFTER = dt.timedelta(days=3 * 366), dt.timedelta(days=366)
"""How far the dates around a table may lie from those in it."""


def order_of_dates(
    rows: Sequence[SeenRow], columns: tuple[Column, ...], own: Facts, shared: Facts
) -> tuple[DateOrder | None, bool]:
    """Return the order of day and month, and whether it had to be assumed."""
    texts = [row.date_text for row in rows if row.date_text]
    due = [
        text
        for row in rows
        for index in indices(columns, Heading.DUE_DATE, Heading.DOCUMENT_DATE)
        for text in row.texts.get(index, [])
    ]
    period = own.period or shared.period
    span = _span(period, own.date or shared.date)
    order = order_for([texts, due], [*own.date_texts, *shared.date_texts], span)
    if order is not None:
        return order, False
    ambiguous = [
        text
        for text in (*texts, *due)
        if read_date(text, DateOrder.DAY_FIRST) != read_date(text, DateOrder.MONTH_FIRST)
    ]
    if not ambiguous:
        return None, False
    return (DateOrder.MONTH_FIRST if (own.currency or shared.currency) == "USD" else DateOrder.DAY_FIRST), True


def order_around(order: DateOrder | None, texts: Sequence[str], rows: Sequence[SeenRow]) -> DateOrder | None:
    """Return the order in which the text around a table writes its dates, where the table's own is `order`; None where it is open.

    A table that writes 2026-10-31 says nothing of 31.10.26 above it: a year first is believed there only as far as the dates come
    near to those of the table.
    """
    days = [day for row in rows if (day := read_date(row.date_text, order)) is not None]
    if order is not DateOrder.YEAR_FIRST or not days:
        return order
    first, last = min(days) - _BEFORE, max(days) + _AFTER
    told = order_of(texts, within=(first, last))
    if told is not None:
        return told
    return order if all(first <= day <= last for text in texts if (day := read_date(text, order))) else None


def _span(period: Period | None, date: dt.date | None) -> tuple[dt.date, dt.date] | None:
    if period is not None and period.start is not None and period.end is not None:
        return period.start, period.end
    if date is not None:
        return dt.date(date.year - 3, 1, 1) if date.month < 3 else date.replace(year=date.year - 3, day=1), date
    return None


def dates_of_rows(
    rows: Sequence[SeenRow], columns: tuple[Column, ...], order: DateOrder | None, own: Facts, shared: Facts
) -> list[dt.date | None]:
    """Return each row's date; one printed only on a day's first row counts for the rows below it."""
    period = own.period or shared.period
    statement_date = own.date or shared.date
    span = (period.start, period.end) if period is not None and period.start and period.end else None
    if span is None and statement_date is None and not (own.years or shared.years):
        told_days = {read_date(text, order) for text in (*own.date_texts, *shared.date_texts)}
        statement_date = (
            told_days.pop() if len(told_days) == 1 else None
        )  # a letter's own day, without a word before it
    if span is None and statement_date is not None:
        span = (dt.date(statement_date.year - 1, statement_date.month, 1), statement_date)
    titled = own.years or shared.years
    if span is None and len(titled) == 1:
        only = int(next(iter(titled)))
        span = (dt.date(only, 1, 1), dt.date(only, 12, 31))  # "2026年" over days without a year
    year, month, day = (next(iter(indices(columns, part)), None) for part in (Heading.YEAR, Heading.MONTH, Heading.DAY))
    texts = [row.date_text for row in rows]
    if month is not None and day is not None and not any(texts):
        told = re.search(r"(20\d{2})\s*年", " ".join(column.text for column in columns))
        alone = told[1] if told else ""
        texts = _parted_dates(rows, year, month, day, alone)
    settled = indices(columns, Heading.CLEARING_DATE)
    texts = [
        text or (row.text(settled) if row.kind is RowKind.LINE else "")  # a payment may have its day under 收款日期
        for row, text in zip(rows, texts, strict=True)
    ]
    if not indices(columns, *DATES, Heading.MONTH, Heading.CLEARING_DATE):
        texts = [_day_of_group(row) for row in rows]
    found = dates_of(texts, order, span)
    last: dt.date | None = None
    result: list[dt.date | None] = []
    for row, text, date in zip(rows, texts, found, strict=True):
        if date is not None:
            last = date
        elif text and row.kind is RowKind.LINE:
            last = None  # what stands there could not be read: the day above does not count for it
        result.append(date if date is not None else last if not text and row.kind is RowKind.LINE else None)
    return result


def _day_of_group(row: SeenRow) -> str:
    """Return the day that a row of its own prints above the lines of that day ("日期：2026-05-04"), where no column has days."""
    text = " ".join(cell.text.strip() for cell in row.cells if cell.text.strip())
    return day_alone(text) if row.kind is not RowKind.LINE else ""


def _parted_dates(rows: Sequence[SeenRow], year: int | None, month: int, day: int, told: str) -> list[str]:
    """Join the columns 年 月 日; each may be printed only where it changes."""
    texts: list[str] = []
    last = [told, "", ""]
    for row in rows:
        parts = [" ".join(row.texts.get(index, [])) if index is not None else "" for index in (year, month, day)]
        for place, part in enumerate(parts):
            if part.strip(" 年月日").isdigit():
                last[place] = part.strip(" 年月日")
        if row.kind is RowKind.LINE and any(
            part.strip(' 年月日"〃') and not part.strip(" 年月日").isdigit() for part in parts
        ):
            texts.append(" ".join(parts))  # unreadable: the day above must not count for this row
        elif last[1] and last[2]:
            texts.append(f"{last[0]}-{last[1]:>02}-{last[2]:>02}" if last[0] else f"{last[1]}月{last[2]}日")
        else:
            texts.append("")
    return texts


_WHOLE_DATE = re.compile(
    r"((?:19|20)\d{2}([-/.])\d{1,2}\2\d{1,2}|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|(?:19|20)\d{6}|\d{1,2}([-/.])\d{1,2}\3(?:19|20)\d{2})\s+(?=\S{1,30}(?:\s\S{1,20})?$)"
)


def dates_of(
    texts: Sequence[str], order: DateOrder | None, span: tuple[dt.date, dt.date] | None
) -> list[dt.date | None]:
    """Return the dates of a column; a date without a year takes the year in which it lies within the period."""
    found: list[dt.date | None] = []
    for printed in texts:
        text = printed
        date = read_date(text, order)
        if date is None and text[:1].isdigit():
            # a row number may stand close to the date ("7 01.03.2026")
            text = re.sub(r"^\d{1,4}\s+(?=\d)", "", text)
            # an Indian ledger prints "To" and "By" for the side close behind the date
            text = re.sub(r"(?<=\d)\s+(?:To|By)$", "", text)
            date = read_date(text, order)
        if date is None and (whole := _WHOLE_DATE.match(text)) and ANY_DATE.search(text[whole.end() :]) is None:
            date = read_date(whole[1], order)  # a narrow column's text stands close behind ("2026.03.02 HQ")
        if date is None and text and span is not None:
            years = range(span[0].year, span[1].year + 1)
            tried = [read_date(text, order, year=year) for year in years]
            inside = [day for day in tried if day is not None and span[0] <= day <= span[1]]
            # over more than a year the latest: a statement looks back from its own day
            date = inside[-1] if inside else next((day for day in tried if day is not None), None)
            date = _in_sequence(date, next((day for day in reversed(found) if day is not None), None), text, order)
        found.append(date)
    return found


def _in_sequence(date: dt.date | None, before: dt.date | None, text: str, order: DateOrder | None) -> dt.date | None:
    """A date without a year that would fall back by most of a year goes on from the row above, where that lies close by."""
    if date is None or before is None or (before - date).days < 240:
        return date
    after = read_date(text, order, year=date.year + 1)
    return after if after is not None and 0 <= (after - before).days <= 62 else date


def order_for(
    columns_of_texts: Sequence[Sequence[str]], others: Sequence[str], span: tuple[dt.date, dt.date] | None
) -> DateOrder | None:
    """Return the order of the dates, decided over each column, then over the document; None where nothing decides."""
    for texts in columns_of_texts:
        order = order_of(texts, within=span)
        if order is not None:
            return order
    everything = [text for texts in columns_of_texts for text in texts]
    return order_of(everything, within=span) or order_of([*others]) or order_of([*everything, *others])

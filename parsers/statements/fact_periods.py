"""Which period a statement says that it covers: two dates, months, one month, or two labels with their dates."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Sequence

from parsers.dates import DateOrder, order_of, read_date
from parsers.statements.fact_words import ANY_DATE, MONTH, MONTH_WORD, MONTHS, RANGE
from parsers.statements.labels import fold
from parsers.statements.spots import Spot
from parsers.statements.statement import Period
from parsers.statements.surroundings import below, beside

_MONTHS_RANGE = re.compile(
    r"(20\d{2})\s*[年./-]\s*(\d{1,2})\s*月?\s*(?:[-–—~～至到]|to|bis)\s*(?:(20\d{2})\s*[年./-]\s*)?(\d{1,2})\s*月?(?![\d.,/-])"
)
"""A period told in months (2026.01-2026.03, 2026年1月至3月)."""


_START_LABEL = re.compile(r"(?:period )?from(?: date)?|start date|date from|von|du|开始日期|起始日期|自", re.IGNORECASE)
_END_LABEL = re.compile(r"to\b|until|end date|date to|bis|au|结束日期|截止日期|至", re.IGNORECASE)


def period_of(spots: Sequence[Spot], values: Sequence[str], order: DateOrder | None) -> Period | None:
    """Return the period, None where nothing tells it. `values` stand behind a word for it, `spots` are all texts."""
    texts = [*values, *(spot.text for spot in spots)]
    for text in texts:
        for found in RANGE.finditer(text):
            period = _between(found[1], found[2], order or order_of([found[1], found[2]]))
            if period is not None:
                return period
    for text in texts:
        span = _MONTHS_RANGE.search(text)
        if span and 1 <= int(span[2]) <= 12 and 1 <= int(span[4]) <= 12:
            start, end = _month(int(span[1]), int(span[2])).start, _month(int(span[3] or span[1]), int(span[4])).end
            if start is not None and end is not None and start <= end and (span[3] or "月" in span.group()):
                return Period(start, end)
    for text in texts:
        month = MONTH.search(text)
        if month and ANY_DATE.search(text) is None:
            year, number = int(month[1] or month[3]), int(month[2] or month[4])
            if 1 <= number <= 12:
                return _month(year, number)
    for value in values:
        word = MONTH_WORD.search(value)
        if word:
            return _month(int(word[2]), MONTHS.index(word[1].lower()) + 1)
    return _of_two_labels(spots, order)


def _of_two_labels(spots: Sequence[Spot], order: DateOrder | None) -> Period | None:
    for spot in spots:
        if not _START_LABEL.fullmatch(fold(spot.text.partition(":")[0].partition("：")[0])):
            continue
        first = _date_at(spot, spots)
        for other in spots:
            if first is None or other.part != spot.part or not _END_LABEL.match(fold(other.text)):
                continue
            last = _date_at(other, spots)
            period = _between(first.group(), last.group(), order) if last is not None else None
            if period is not None:
                return period
    return None


def _between(first: str, last: str, order: DateOrder | None) -> Period | None:
    start, end = read_date(first, order), read_date(last, order)
    return Period(start, end) if start is not None and end is not None and start <= end else None


def _date_at(spot: Spot, spots: Sequence[Spot]) -> re.Match[str] | None:
    """Return the date in a text, to its right, or below it where labels stand over their values."""
    near = (spot, beside(spot, spots), below(spot, spots))
    return next((found for at in near if at is not None for found in [ANY_DATE.search(at.text)] if found), None)


def _month(year: int, month: int) -> Period:
    return Period(dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1]))

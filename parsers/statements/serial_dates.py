"""Dates that lost their format on the way through a program: the bare number by which a workbook counts days (46027 is 5 January 2026)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal

from parsers.dates import DateOrder, from_serial, read_date

_SERIAL = re.compile(r"[345][0-9]{4}(?:\.[0-9]+)?")
_EARLIEST, _LATEST = dt.date(2000, 1, 1), dt.date(2060, 1, 1)
_LONGEST = dt.timedelta(days=10 * 366)


def with_serials_read(texts: Sequence[str]) -> list[str]:
    """Return a date column's texts, its serial numbers as ISO dates; as they are where not every filled cell is one or a date.

    A single number may be anything; a whole column under the heading of a date, within some years of each other, counts days. The days are
    counted from 1900, as all programs but very old ones on a Macintosh do.
    """
    found = [_serial(text) for text in texts]
    days = [day for day in found if day is not None]
    filled = [(text, day) for text, day in zip(texts, found, strict=True) if text.strip()]
    if not days or max(days) - min(days) > _LONGEST or any(day is None and not _is_date(text) for text, day in filled):
        return list(texts)
    return [text if day is None else day.isoformat() for text, day in zip(texts, found, strict=True)]


def _serial(text: str) -> dt.date | None:
    if _SERIAL.fullmatch(text.strip()) is None:
        return None
    day = from_serial(Decimal(text.strip()))
    return day if day is not None and _EARLIEST <= day < _LATEST else None


def _is_date(text: str) -> bool:
    return any(read_date(text, order) is not None for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST))

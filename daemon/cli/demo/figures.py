"""How amounts and days are printed on the demonstration's English papers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def amount(value: Decimal) -> str:
    """Return 1,234.50, with a minus before a negative amount."""
    return f"{value:,.2f}"


def english_day(day: dt.date) -> str:
    """Return 05 Oct 2026, whatever the locale."""
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year}"


def slashed_day(day: dt.date) -> str:
    """Return 05/10/2026, day first."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"

"""Amounts and days as the papers print them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from daemon.cli.demo.figures import amount, english_day, slashed_day


def test_amounts_and_days_are_printed_alike_whatever_the_locale() -> None:
    assert ["1,234.50", "-0.05", "0.00"] == [amount(Decimal(text)) for text in ("1234.5", "-0.05", "0")]
    assert "05 Oct 2026" == english_day(dt.date(2026, 10, 5))
    assert "05/10/2026" == slashed_day(dt.date(2026, 10, 5))

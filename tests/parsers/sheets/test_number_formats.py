"""Number formats: what is a date, and how many decimals a person sees."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from parsers.sheets.number_formats import NumberFormat, number_format

DATE, TIME = NumberFormat(date=True), NumberFormat(time=True)


@pytest.mark.parametrize(
    ("identifier", "code", "meant"),
    [
        (14, None, DATE), (22, None, DATE), (20, None, TIME), (0, None, NumberFormat()), (4, None, NumberFormat(decimals=2)), (10, None, NumberFormat(decimals=2, percent=True)),
        (164, "yyyy-mm-dd", DATE), (164, "d-mmm-yy", DATE), (164, "mmm yyyy", DATE), (164, "h:mm:ss", TIME), (164, "[h]:mm", TIME), (164, "mm:ss.0", TIME),
        (164, 'yyyy"年"m"月"', DATE), (164, "[$-F800]dddd, mmmm dd, yyyy", DATE), (164, "General", NumberFormat()), (164, "@", NumberFormat()),
        (164, "#,##0.00", NumberFormat(decimals=2)), (164, '#,##0.00"元"', NumberFormat(decimals=2)), (164, '"day" 0', NumberFormat(decimals=0)),
        (164, "0.00E+00", NumberFormat()), (164, "# ?/?", NumberFormat()), (164, '#,##0.00,"千"', NumberFormat()), (164, "#,##0,", NumberFormat()),
        (164, "000000", NumberFormat(decimals=0, zeros=6)), (164, "[Red]-#,##0.00;[Green]0", NumberFormat(decimals=2)), (164, "0.000%", NumberFormat(decimals=3, percent=True)),
    ],
)  # fmt: skip
def test_a_format_says_what_it_shows(identifier: int, code: str | None, meant: NumberFormat) -> None:
    assert meant == replace(number_format(identifier, code), splits=False, currency="")


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ('""0.00" Dr"', "5", "5 Dr"), ('""0.00" Cr"', "5", "5 Cr"), ('#,##0.00"Dr";#,##0.00"Cr"', "-5.25", "5.25 Cr"), ('#,##0.00"Dr";#,##0.00"Cr";0.00', "5", "5 Dr"),
        ("#,##0.00\\ \\C\\r", "5", "5 Cr"), ('"借" #,##0.00;"贷" #,##0.00', "-1", "1 贷"), ("#,##0.00", "5", ""), ('"Drums" 0', "5", ""), ('0.00" Cr"', "-5", "-5 Cr"), ('0.00" a;b";0.00" Cr"', "5", ""),
    ],
)  # fmt: skip
def test_a_format_may_be_all_that_tells_the_side(code: str, number: str, shown: str) -> None:
    assert shown == number_format(164, code).marked(Decimal(number))


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ("#,##0.00\\ [$€-407]", "€"), ("_([$USD]\\ * #,##0.00_);_([$USD]\\ * \\(#,##0.00\\);_(@_)", "USD"), ('"EUR" #,##0.00', "EUR"), ("£#,##0.00;[Red]-£#,##0.00", "£"),
        ('#,##0.00"元"', "元"), ('_-"¥"* #,##0.00_-', "¥"), ("[$-409]#,##0.00", ""), ('#,##0.00" a"', ""), ('"Rows" 0', ""), ("#,##0.00", ""), ("[$$-409]#,##0.00", "$"), ("[$CHF-807] 0.00", "CHF"),
    ],
)  # fmt: skip
def test_the_currency_beside_a_number_may_be_its_formats_alone(code: str, sign: str) -> None:
    assert sign == number_format(164, code).currency

"""Accounts drawn as a T."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from parsers.statements.statement import Verdict
from parsers.statements.two_sided import one_sided
from tests.parsers.statements.tables import section, statement

ACCOUNT = (
    "Ledger account|||||||\nDate|Particulars|Vch No|Debit|Date|Particulars|Vch No|Credit\n"
    "01-04-2025|Opening balance||1000.00|15-04-2025|Bank|R-9|900.00\n18-04-2025|Sales|S-1|500.00|30-04-2025|Closing balance||600.00\n"
    "|Total||1500.00||Total||1500.00"
)


def test_both_halves_of_a_row_are_movements() -> None:
    made = statement(ACCOUNT)
    assert {(dt.date(2025, 4, 15), Decimal("-900.00")), (dt.date(2025, 4, 18), Decimal("500.00"))} == {
        (line.date, line.amount) for line in made.lines
    }
    assert ("1000.00", "600.00") == (
        str(made.opening and made.opening.amount),
        str(made.closing and made.closing.amount),
    )
    assert made.proof.verdict in {Verdict.PROVEN, Verdict.CONSISTENT}


def test_one_date_makes_no_t() -> None:
    made = section("Date|Particulars|Vch No|Debit|Credit\n01-04-2025|Sales|S-1|5.00|")
    assert one_sided(made.columns, made.rows, made.parts) is None


def test_a_value_date_beside_the_date_makes_no_t() -> None:
    made = section("Date|Text|Debit|Value date|Credit|Balance\n01-04-2025|Sales|5.00|01-04-2025||5.00")
    assert one_sided(made.columns, made.rows, made.parts) is None

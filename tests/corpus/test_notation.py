"""The plain-text notation is read and written without loss."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.support.notation import NotationError, read_notation, written_notation

TEXT = """\
statement Harbour Street Supplies Ltd
account C-1042
currency GBP
form balance-forward
date 2026-03-31
period 2026-03-01 2026-03-31
opening 1,200.00
2026-03-02 invoice INV-1001+PO_7 350.00 = 1,550.00 due 2026-04-01 ; Goods supplied
2026-03-09 payment - -1,200.00 = 350.00
total Total debit 350.00
closing 350.00
proof proven
statement -
closing 0.00
problem currency_unknown
"""


def test_what_is_read_is_written_back_the_same() -> None:
    noted = read_notation(TEXT)

    assert written_notation(noted.statements, noted.problems) == TEXT


def test_a_line_holds_date_kind_references_amount_balance_due_date_and_words() -> None:
    line = read_notation(TEXT).statements[0].lines[0]

    assert (dt.date(2026, 3, 2), "invoice", ("INV-1001", "PO 7")) == (line.date, line.kind, line.references)
    assert (Decimal("350.00"), Decimal("1550.00"), dt.date(2026, 4, 1)) == (line.amount, line.balance, line.due_date)
    assert line.description == "Goods supplied"


def test_a_file_without_a_statement_says_none() -> None:
    noted = read_notation("# a newsletter\nnone\nproblem not_a_statement\n")

    assert ((), ("not_a_statement",)) == (noted.statements, noted.problems)


@pytest.mark.parametrize("line", ["2026-03-09 payment 12.00", "closing? 12", "2026-13-01 payment - 1.00"])
def test_a_line_that_is_none_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(ValueError, match=r"line 2|month must be"):
        read_notation(f"statement -\n{line}\n")


def test_nothing_may_stand_before_the_first_statement() -> None:
    with pytest.raises(NotationError, match="line 1"):
        read_notation("closing 1.00\n")

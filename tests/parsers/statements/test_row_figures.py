"""The money cells of one row."""

from __future__ import annotations

from decimal import Decimal

from parsers.statements.draft import Side
from parsers.statements.plans import Plan
from parsers.statements.row_figures import balance_of, figure_of, movement_of, printed_of
from parsers.statements.rows import seen_rows
from parsers.statements.signs import Signs
from tests.parsers.statements.tables import section


def test_debits_raise_and_credits_lower_and_each_is_kept_as_printed() -> None:
    made = section("Date|Ref|Debit|Credit\n2026-03-01|A-1||1.00")
    row = seen_rows(made, ".")[0]
    plan = Plan(debit=2, credit=3)
    assert Decimal("-1.00") == movement_of(row, plan, Signs(), made.columns)
    assert {Side.CREDIT: Decimal("1.00")} == printed_of(row, plan)


def test_a_mark_in_the_direction_column_names_the_side_of_the_balance() -> None:
    made = section("日期|摘要|借方|贷方|方向|余额\n2026-03-01|收款||1.00|贷|6.00")
    row = seen_rows(made, ".")[0]
    assert Decimal("-6.00") == balance_of(row, row.money[5], directed=True, marked=True)
    assert Decimal("6.00") == balance_of(row, row.money[5], directed=False, marked=True)


def test_sums_of_both_columns_are_no_balance() -> None:
    made = section("Date|Ref|Debit|Credit\n2026-03-01|A-1|1.00|\n|Closing balance|1.00|2.00")
    assert figure_of(seen_rows(made, ".")[1], Plan(debit=2, credit=3), 1, Signs(), None) is None

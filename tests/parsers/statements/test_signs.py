"""Ways to sign."""

from __future__ import annotations

from decimal import Decimal

from parsers.statements.draft import DraftLine
from parsers.statements.plans import Plan, plans_of
from parsers.statements.row_figures import movement_of
from parsers.statements.rows import seen_rows
from parsers.statements.seen_row import RowKind
from parsers.statements.signs import Signs, invoices_in_credit, signed_by_balance, ways_of_signs
from parsers.statements.statement import Figure
from parsers.statements.surroundings import Facts
from tests.parsers.statements.tables import section


def ways(text: str, *, directions: bool = False) -> list[Signs]:
    made = section(text)
    lines = [row for row in seen_rows(made, ".") if row.kind is RowKind.LINE]
    return ways_of_signs(plans_of(made.columns)[0], made.columns, lines, directions=directions)


def test_both_sides_are_tried_the_invoices_side_first() -> None:
    normal = "Date|Description|Debit|Credit\n2026-03-01|Invoice 1|5.00|\n2026-03-02|Payment||5.00"
    assert [Signs(), Signs(flip=True)] == ways(normal)
    assert [Signs(flip=True), Signs()] == ways(
        "Date|Description|Debit|Credit\n2026-03-01|Invoice 1||5.00\n2026-03-02|Payment|5.00|"
    )


def test_kinds_and_balances_are_asked_only_where_no_sign_is_printed() -> None:
    unsigned = "Date|Description|Amount|Balance\n2026-03-01|Invoice 1|5.00|5.00\n2026-03-02|Payment|5.00|0.00"
    assert {"column", "kind", "balance"} == {way.by for way in ways(unsigned)}
    assert "kind" not in {way.by for way in ways(unsigned.replace("Payment|5.00", "Payment|-5.00"))}


def test_where_invoices_stand_is_counted() -> None:
    made = section("Date|Description|Debit|Credit\n2026-03-01|Invoice 1||5.00\n2026-03-02|Payment|5.00|")
    lines = [row for row in seen_rows(made, ".") if row.kind is RowKind.LINE]
    assert 2 == invoices_in_credit(lines, Plan(debit=2, credit=3), made.columns)


def test_a_balance_signs_only_what_fits_exactly() -> None:
    lines = [
        DraftLine(Decimal(5), Decimal(15), {}),
        DraftLine(Decimal(5), Decimal(10), {}),
        DraftLine(Decimal(5), Decimal(99), {}),
    ]
    found = signed_by_balance(lines, Figure(Decimal(10)), Facts(), descending=False)
    assert [Decimal(5), Decimal(-5), Decimal(5)] == [line.amount for line in found]


def test_payments_printed_with_a_minus_of_their_own_lower_the_balance() -> None:
    brackets = "Date|Description|Charges|Payments\n2026-03-01|Invoice 1|5.00|\n2026-03-02|ACH||(5.00)"
    made = section(brackets)
    plan = Plan(debit=2, credit=3)
    lines = [row for row in seen_rows(made, ".") if row.kind is RowKind.LINE]
    first = ways_of_signs(plan, made.columns, lines, directions=False)[0]
    assert [Decimal("5.00"), Decimal("-5.00")] == [movement_of(row, plan, first, made.columns) for row in lines]
    reversal = section(brackets + "\n2026-03-03|ACH||6.00")
    rows = [row for row in seen_rows(reversal, ".") if row.kind is RowKind.LINE]
    assert "column" == ways_of_signs(plan, reversal.columns, rows, directions=False)[0].by

"""Sums and amounts due beside the table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from parsers.statements.draft import Draft, DraftLine, Side
from parsers.statements.labels import Label
from parsers.statements.proof import prove
from parsers.statements.statement import Figure, Form, Total, Verdict

D = Decimal
LINES = (
    DraftLine(D("100.00"), D("110.00"), {Side.DEBIT: D("100.00")}),
    DraftLine(D("-30.00"), D("80.00"), {Side.CREDIT: D("30.00")}),
)
CHAIN = Draft(form=Form.BALANCE_FORWARD, lines=LINES, opening=Figure(D("10.00")), closings=(Figure(D("80.00")),))
TOTALS_ONLY = replace(CHAIN, lines=tuple(replace(line, balance=None) for line in LINES))


def due(*amounts: str) -> Verdict:
    return prove(replace(CHAIN, dues=tuple(Figure(D(amount)) for amount in amounts))).verdict


def boxed(label: Label, amount: str, draft: Draft = CHAIN) -> Verdict:
    return prove(replace(draft, boxed=((label, Figure(D(amount))),))).verdict


def test_an_amount_due_that_nothing_explains_is_not_passed_over() -> None:
    assert Verdict.PROVEN is due("80.00")
    assert Verdict.UNPROVEN is due("86.00")
    assert Verdict.UNPROVEN is due("80.00", "60.00")


def test_what_is_overdue_by_the_ageing_or_charged_in_the_period_may_be_called_due() -> None:
    aged = replace(CHAIN, ageing=(Total("Current", D("50.00")), Total("1-30", D("20.00")), Total("31+", D("10.00"))))
    assert Verdict.PROVEN is prove(replace(aged, dues=(Figure(D("30.00")),))).verdict
    assert Verdict.UNPROVEN is prove(replace(aged, dues=(Figure(D("50.00")),))).verdict
    assert Verdict.PROVEN is due("100.00")


def test_a_total_that_no_sum_gives_is_not_passed_over() -> None:
    assert Verdict.PROVEN is boxed(Label.TOTAL_DEBIT, "100.00")
    assert Verdict.PROVEN is boxed(Label.TOTAL_CREDIT, "-30.00")
    assert Verdict.UNPROVEN is boxed(Label.TOTAL_DEBIT, "101.00")
    assert Verdict.PROVEN is boxed(Label.YEAR_TOTAL, "4321.00")


def test_totals_of_both_sides_beside_the_table_cover_it_as_totals_under_it_do() -> None:
    both = ((Label.TOTAL_DEBIT, Figure(D("100.00"))), (Label.TOTAL_CREDIT, Figure(D("30.00"))))
    assert Verdict.CONSISTENT is prove(TOTALS_ONLY).verdict
    assert Verdict.PROVEN is prove(replace(TOTALS_ONLY, boxed=both)).verdict

"""Verdicts: what is printed must cover every amount, and what could be wrong must not be called proven."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from parsers.statements.draft import Draft, DraftLine, PrintedRow, Side
from parsers.statements.labels import Label
from parsers.statements.proof import agrees, final_balance, prove
from parsers.statements.statement import Figure, Form, Outcome, Repair, Total, Verdict
from tests.parsers.statements.tables import PLACE

amounts = st.integers(-(10**7), 10**7).map(lambda cents: Decimal(cents).scaleb(-2))


def D(text: str) -> Decimal:  # noqa: N802 - reads like the figure it is
    return Decimal(text)


def line(amount: str, balance: str | None = None) -> DraftLine:
    value = D(amount)
    side = Side.DEBIT if value >= 0 else Side.CREDIT
    return DraftLine(value, None if balance is None else D(balance), {side: abs(value)})


def draft(
    *lines: DraftLine,
    opening: str | None = "0.00",
    closing: str | None = None,
    form: Form = Form.BALANCE_FORWARD,
    rows: tuple[PrintedRow, ...] = (),
) -> Draft:
    return Draft(
        form=form,
        lines=lines,
        opening=None if opening is None else Figure(D(opening)),
        closings=() if closing is None else (Figure(D(closing)),),
        rows=rows,
    )


CHAIN = draft(line("100.00", "100.00"), line("-30.00", "70.00"), closing="70.00")


def outcomes(found: Draft) -> dict[str, list[Outcome]]:
    result: dict[str, list[Outcome]] = {}
    for check in prove(found).checks:
        result.setdefault(check.name, []).append(check.outcome)
    return result


def test_a_chain_from_a_printed_opening_proves() -> None:
    assert Verdict.PROVEN is prove(CHAIN).verdict


def test_a_wrong_running_balance_breaks() -> None:
    wrong = draft(line("100.00", "100.00"), line("-30.00", "71.00"), closing="70.00")
    assert Verdict.BROKEN is prove(wrong).verdict


def test_a_lost_row_breaks_the_chain() -> None:
    assert Verdict.BROKEN is prove(draft(line("100.00", "100.00"), line("5.00", "75.00"), closing="75.00")).verdict


def test_opening_and_closing_alone_are_consistent() -> None:
    assert Verdict.CONSISTENT is prove(draft(line("100.00"), line("-30.00"), closing="70.00")).verdict


def test_nothing_printed_is_unproven_and_a_sum_of_the_lines_proves_nothing() -> None:
    assert Verdict.UNPROVEN is prove(draft(line("100.00"), line("-30.00"), opening=None)).verdict


def test_totals_of_both_columns_with_both_balances_prove() -> None:
    totals = PrintedRow(Label.TOTAL, "Total", 2, {Side.DEBIT: D("100.00"), Side.CREDIT: D("30.00")})
    assert Verdict.PROVEN is prove(draft(line("100.00"), line("-30.00"), closing="70.00", rows=(totals,))).verdict


def test_the_total_of_one_column_only_is_consistent() -> None:
    total = PrintedRow(Label.TOTAL, "Total", 2, {Side.DEBIT: D("100.00")})
    assert Verdict.CONSISTENT is prove(draft(line("100.00"), line("-30.00"), closing="70.00", rows=(total,))).verdict


def test_a_wrong_total_breaks() -> None:
    total = PrintedRow(Label.TOTAL, "Total", 2, {Side.DEBIT: D("101.00"), Side.CREDIT: D("30.00")})
    assert Verdict.BROKEN is prove(draft(line("100.00"), line("-30.00"), closing="70.00", rows=(total,))).verdict


def test_a_year_total_may_reach_back_beyond_the_statement() -> None:
    year = PrintedRow(Label.YEAR_TOTAL, "本年累计", 2, {Side.DEBIT: D("900.00")})
    assert Verdict.PROVEN is prove(replace(CHAIN, rows=(year,))).verdict


def test_lines_that_cancel_out_prove_no_sign() -> None:
    totals = PrintedRow(Label.TOTAL, "Total", 2, {Side.DEBIT: D("30.00"), Side.CREDIT: D("30.00")})
    level = draft(line("30.00"), line("-30.00"), opening="5.00", closing="5.00", rows=(totals,))
    assert Verdict.CONSISTENT is prove(level).verdict


def test_an_amount_that_nothing_took_up_is_never_proven() -> None:
    assert Verdict.UNPROVEN is prove(replace(CHAIN, unread=(PLACE,))).verdict


def test_a_doubt_or_a_repair_is_never_proven() -> None:
    assert Verdict.CONSISTENT is prove(replace(CHAIN, doubts=("the order of day and month is open",))).verdict
    repair = Repair(field="amount", read_as="1?0.00", repaired_to="100.00", because="the chain")
    assert Verdict.CONSISTENT is prove(CHAIN, (repair,)).verdict


def test_a_missing_page_is_unproven_whatever_adds_up() -> None:
    assert Verdict.UNPROVEN is prove(replace(CHAIN, incomplete="the paper counts 3 pages")).verdict


def test_an_unreadable_amount_is_unproven() -> None:
    assert Verdict.UNPROVEN is prove(draft(DraftLine(None, None, {}), line("1.00"), closing="1.00")).verdict


def test_a_chain_without_opening_may_have_lost_its_beginning() -> None:
    begun = draft(line("40.00", "140.00"), line("-30.00", "110.00"), opening=None, closing="110.00")
    assert Verdict.CONSISTENT is prove(begun).verdict


def test_a_chain_from_zero_proves_where_a_closing_balance_stands_apart() -> None:
    from_zero = draft(line("100.00", "100.00"), line("-30.00", "70.00"), opening=None, closing="70.00")
    assert Verdict.PROVEN is prove(from_zero).verdict
    assert Verdict.CONSISTENT is prove(replace(from_zero, first_line_told=False)).verdict
    assert Verdict.CONSISTENT is prove(replace(from_zero, closings=())).verdict


def test_the_newest_line_may_stand_first() -> None:
    upwards = replace(draft(line("-30.00", "70.00"), line("100.00", "100.00"), closing="70.00"), descending=True)
    assert Verdict.PROVEN is prove(upwards).verdict


def test_open_items_with_their_printed_total_are_consistent_and_with_another_broken() -> None:
    assert (
        Verdict.CONSISTENT
        is prove(draft(line("10.00"), line("20.00"), opening=None, closing="30.00", form=Form.OPEN_ITEM)).verdict
    )
    assert (
        Verdict.BROKEN
        is prove(draft(line("10.00"), line("20.00"), opening=None, closing="31.00", form=Form.OPEN_ITEM)).verdict
    )


def test_every_further_figure_must_agree() -> None:
    assert Verdict.BROKEN is prove(replace(CHAIN, closings=(Figure(D("70.00")), Figure(D("71.00"))))).verdict
    assert Verdict.BROKEN is prove(replace(CHAIN, capitals=(Figure(D("71.00")),))).verdict
    assert Verdict.BROKEN is prove(replace(CHAIN, line_count=3)).verdict
    assert (
        Verdict.BROKEN is prove(replace(CHAIN, ageing=(Total("current", D("60.00")), Total("30", D("9.00"))))).verdict
    )
    assert Verdict.BROKEN is prove(replace(CHAIN, items_failed=(("100 less 0 is not 99", None),))).verdict
    assert (
        Verdict.PROVEN is prove(replace(CHAIN, ageing=(Total("current", D("60.00")), Total("30", D("10.00"))))).verdict
    )


def test_a_page_carry_repeats_the_balance() -> None:
    carry = PrintedRow(Label.CARRIED_FORWARD, "carried forward", 1, {}, D("100.00"))
    assert [Outcome.HOLDS] == outcomes(replace(CHAIN, rows=(carry,)))["page_carry"]
    assert [Outcome.FAILS] == outcomes(replace(CHAIN, rows=(replace(carry, balance=D("99.00")),)))["page_carry"]


def test_a_nil_statement_is_consistent() -> None:
    assert Verdict.CONSISTENT is prove(draft(opening="5.00", closing="5.00")).verdict


def test_a_mark_may_be_how_the_paper_writes_either_sign() -> None:
    assert agrees(Figure(D("-5.00"), None, "5.00 CR"), D("5.00"))
    assert not agrees(Figure(D("-5.00"), None, "-5.00"), D("5.00"))


@given(st.integers(-(10**7), 10**7), st.lists(amounts, min_size=1, max_size=12))
def test_a_true_statement_with_running_balances_is_proven(cents: int, moves: list[Decimal]) -> None:
    opening = Decimal(cents).scaleb(-2)
    balance, lines = opening, []
    for amount in moves:
        balance += amount
        lines.append(line(str(amount), str(balance)))
    found = draft(*lines, opening=str(opening), closing=str(balance))
    assert balance == final_balance(found)
    assert (Verdict.PROVEN if any(moves) else Verdict.CONSISTENT) is prove(found).verdict


@given(st.lists(amounts.filter(bool), min_size=2, max_size=10), st.data())
def test_no_single_changed_amount_stays_proven(moves: list[Decimal], data: st.DataObject) -> None:
    balance, lines = D("0.00"), []
    for amount in moves:
        balance += amount
        lines.append(line(str(amount), str(balance)))
    at = data.draw(st.integers(0, len(lines) - 1))
    wrong = data.draw(amounts.filter(lambda amount: amount != moves[at]))
    lines[at] = replace(lines[at], amount=wrong)
    assert Verdict.BROKEN is prove(draft(*lines, closing=str(balance))).verdict


@given(st.lists(amounts.filter(bool), min_size=3, max_size=10), st.data())
def test_no_lost_line_stays_proven(moves: list[Decimal], data: st.DataObject) -> None:
    balance, lines = D("0.00"), []
    for amount in moves:
        balance += amount
        lines.append(line(str(amount), str(balance)))
    del lines[data.draw(st.integers(0, len(lines) - 1))]
    assert Verdict.PROVEN is not prove(draft(*lines, closing=str(balance))).verdict


def test_a_running_sum_of_open_items_begins_at_nothing() -> None:
    items = (line("134.96", "104.96"), line("8112.07", "8217.03"))
    assert Verdict.BROKEN is prove(draft(*items, opening=None, form=Form.OPEN_ITEM)).verdict
    right = (line("104.96", "104.96"), items[1])
    assert Verdict.BROKEN is not prove(draft(*right, opening=None, form=Form.OPEN_ITEM)).verdict

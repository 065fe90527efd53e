"""Balances in boxes and sentences, ageing buckets, amounts in capitals."""

from __future__ import annotations

from decimal import Decimal

from parsers.statements.fact_figures import ageing_of, figures_of
from parsers.statements.surroundings import Facts
from tests.parsers.statements.tables import spot


def figures(*spots: object) -> Facts:
    facts = Facts()
    figures_of(facts, list(spots), ".")  # type: ignore[arg-type]
    return facts


def test_a_label_and_its_amount_in_one_text() -> None:
    found = figures(
        spot("Opening balance: 1,000.00"), spot("Balance due: GBP 750.50", 0, 20), spot("Please pay 20.00", 0, 40)
    )
    assert [Decimal("1000.00")] == [figure.amount for figure in found.openings]
    assert [Decimal("750.50")] == [figure.amount for figure in found.closings]
    assert [Decimal("20.00")] == [figure.amount for figure in found.dues]
    assert ["GBP"] == found.beside


def test_the_amount_may_stand_beside_or_below() -> None:
    beside = figures(spot("期末余额"), spot("12.00", 90))
    below = figures(spot("Closing balance"), spot("12.00", 10, 14))
    assert [Decimal("12.00")] == [f.amount for f in beside.closings] == [f.amount for f in below.closings]


def test_a_sentence_in_chinese() -> None:
    found = figures(spot("截至2026年3月31日，期末余额：1,234.50 元"))
    assert [Decimal("1234.50")] == [figure.amount for figure in found.closings]


def test_capital_amounts_are_figures_of_their_own() -> None:
    assert [Decimal("1130.00")] == [figure.amount for figure in figures(spot("大写：壹仟壹佰叁拾元整")).capitals]


def test_credit_limits_and_last_payments_are_no_balances() -> None:
    found = figures(spot("Credit limit: 50,000.00"), spot("Last payment: 12.00", 0, 20))
    assert ([], [], [], []) == (found.openings, found.closings, found.dues, found.maybes)


def test_an_amount_under_another_name_may_be_the_closing() -> None:
    assert [Decimal("12.00")] == [figure.amount for figure in figures(spot("Endbestand Konto: 12.00")).maybes]


def test_a_number_of_items_is_a_count_only_when_it_is_a_bare_number() -> None:
    assert 7 == figures(spot("Number of items: 7")).line_count
    assert figures(spot("Transactions : 1 April 2024")).line_count is None


def test_ageing_buckets_over_their_amounts() -> None:
    labels = ["Current", "1-30 days", "31-60 days", "Total"]
    spots = [spot(text, 100.0 * i, 0) for i, text in enumerate(labels)] + [
        spot(text, 100.0 * i, 14) for i, text in enumerate(["10.00", "5.00", "0.00", "15.00"])
    ]
    facts = Facts()
    used = ageing_of(facts, spots, ".")
    assert [Decimal("10.00"), Decimal("5.00"), Decimal("0.00")] == [bucket.amount for bucket in facts.ageing]
    assert facts.ageing_total is not None
    assert 8 == len(used)


def test_buckets_with_a_label_that_is_not_understood_are_left_alone() -> None:
    labels = ["Current", "1-30 days", "Vielleicht"]
    spots = [spot(text, 100.0 * i, 0) for i, text in enumerate(labels)] + [
        spot("1.00", 100.0 * i, 14) for i in range(3)
    ]
    facts = Facts()
    ageing_of(facts, spots, ".")
    assert [] == facts.ageing


def test_three_capitals_that_end_a_label_are_no_currency() -> None:
    facts = Facts()
    figures_of(facts, [spot("TOTAL DUE $34,536.41")], ".")
    assert [Decimal("34536.41")] == [figure.amount for figure in facts.dues]


def test_whole_amounts_in_buckets_are_read_and_never_only_some_of_them() -> None:
    facts = Facts()
    labels = [spot(text, 60.0 * number, 0) for number, text in enumerate(("Current", "1-30 days", "31-60 days"))]
    ageing_of(facts, [*labels, *(spot(text, 60.0 * n, 12) for n, text in enumerate(("3,002", "82", "-1,467")))], None)
    assert [Decimal(3002), Decimal(82), Decimal(-1467)] == [bucket.amount for bucket in facts.ageing]
    facts = Facts()
    ageing_of(facts, [*labels, *(spot(text, 60.0 * n, 12) for n, text in enumerate(("3,0,02", "82", "5")))], None)
    assert not facts.ageing


def test_the_last_of_several_keys_in_a_line_keeps_its_amount() -> None:
    facts = Facts()
    figures_of(
        facts, [spot("Bill to: Peak Co. Customer ID: C-00212 Statement date: 10/31/2025 Amount due: $8,063.39")], "."
    )
    assert [Decimal("8063.39")] == [figure.amount for figure in facts.dues]


def test_an_amount_and_its_words_in_one_text_are_both_read() -> None:
    found = figures(spot("期末余额：12,570.50元（大写：壹万贰仟伍佰柒拾元伍角整）"))
    assert (["12570.50"], ["12570.50"]) == (
        [str(figure.amount) for figure in found.closings],
        [str(figure.amount) for figure in found.capitals],
    )


def test_several_labels_in_one_line_each_have_their_amount() -> None:
    found = figures(spot("账单月份：2026年02月 期初待还：1,000.00元 期末待还：4,500.00元"))
    assert (["1000.00"], ["4500.00"]) == (
        [str(figure.amount) for figure in found.openings],
        [str(figure.amount) for figure in found.closings],
    )
    english = figures(spot("Opening balance: 1,000.00   Closing balance: 4,500.00"))
    assert (1, 1) == (len(english.openings), len(english.closings))


def test_an_amount_behind_other_pairs_belongs_to_the_last_label() -> None:
    assert ["20000.00"] == [str(f.amount) for f in figures(spot("客户：金华家具厂 上期结余：20,000.00元")).openings]

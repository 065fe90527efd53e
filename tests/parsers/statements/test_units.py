"""Statements in ten thousands."""

from __future__ import annotations

from tests.parsers.statements.tables import assembled, statement

LEDGER = """日期|凭证号|摘要|借方|贷方|余额
||期初余额|||1250.36
2026-01-20|记-45|结算工程款|320.5||1570.86
2026-02-12|记-12|收到工程款||800|770.86
"""


def test_amounts_in_ten_thousands_are_put_into_whole_money_and_prove_nothing() -> None:
    found = statement(LEDGER, "单位：万元")
    assert ["3205000", "-8000000"] == [str(line.amount) for line in found.lines]
    assert ("12503600", "7708600", "unproven") == (
        str(found.opening and found.opening.amount),
        str(found.closing and found.closing.amount),
        found.proof.verdict,
    )
    assert ["scaled_figures"] == [problem.code for problem in assembled(LEDGER, lines=("单位：万元",)).problems]


def test_a_heading_may_say_it_as_well() -> None:
    found = statement(LEDGER.replace("借方", "借方（万元）").replace("贷方", "贷方（万元）"))
    assert "3205000" == str(found.lines[0].amount)


def test_an_amount_in_words_is_never_in_ten_thousands() -> None:
    found = statement(LEDGER, "单位：万元", "大写：柒佰柒拾万捌仟陆佰元整")
    assert "unproven" == found.proof.verdict


def test_whole_money_is_left_as_it_is() -> None:
    assert "proven" == statement(LEDGER, "单位：元").proof.verdict

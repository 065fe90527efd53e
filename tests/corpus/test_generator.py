"""The made-up statements are true to themselves: what measures the readers must itself be right."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import layouts, other_papers, spoiling
from tests.support.figures import NumberForm, capital_amount
from tests.support.statement_truth import ZERO, drawn_statement

_OTHER_PROGRAMS = frozenset({"chromium", "calc", "xls", "ods"})
_OWN = [
    name for name, layout in layouts.LAYOUTS.items() if layout.producer not in _OTHER_PROGRAMS and name != "very long"
]


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_opening_and_lines_make_the_closing_balance(seed: int) -> None:
    truth = drawn_statement(Random(seed))

    assert truth.closing == truth.opening + truth.raised - truth.lowered
    assert truth.lines
    assert all(line.amount != ZERO for line in truth.lines)


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_the_ageing_buckets_make_the_closing_balance(seed: int) -> None:
    truth = drawn_statement(Random(seed))

    assert sum(truth.ageing(), ZERO) == truth.closing - truth.opening


@pytest.mark.parametrize("name", _OWN)
def test_a_layout_and_a_seed_give_the_same_paper_twice(name: str) -> None:
    first, second = layouts.make_paper(name, 11), layouts.make_paper(name, 11)

    assert first.content == second.content
    assert len(first.blocks) == layouts.LAYOUTS[name].blocks


@pytest.mark.parametrize("name", [name for name, layout in layouts.SPOILED.items() if layout.spoil != "page missing"])
def test_a_spoiled_paper_contradicts_itself(name: str) -> None:
    """Opening, amounts, balances and closing as printed cannot all be true."""
    paper = layouts.make_paper(name, 5)
    sound = {row.line: row for row in paper.blocks[0].rows if row.kind == "line"}

    assert paper.spoiled
    assert sound
    assert spoiling.contradicts(paper.blocks[0])


@pytest.mark.parametrize("name", other_papers.KINDS)
def test_other_papers_hold_no_statement(name: str) -> None:
    paper = other_papers.make_paper(name, 3)

    assert paper.blocks == ()
    assert paper.content


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("10.00", "壹拾元整"),
        ("1001.50", "壹仟零壹元伍角整"),
        ("20755.60", "贰万零柒佰伍拾伍元陆角整"),
        ("100000.07", "壹拾万元零柒分"),
        ("1000500.00", "壹佰万零伍佰元整"),
        ("300000000.00", "叁亿元整"),
    ],
)
def test_capital_amounts_are_written_as_on_cheques(amount: str, text: str) -> None:
    assert text == capital_amount(Decimal(amount))


@pytest.mark.parametrize(
    ("form", "amount", "text"),
    [
        (NumberForm(), "-1234567.5", "-1,234,567.50"),
        (NumberForm(grouping="indian"), "1234567.5", "12,34,567.50"),
        (NumberForm(grouping="point", minus="1-"), "-1234.5", "1.234,50-"),
        (NumberForm(grouping="narrow"), "1234.5", "1\u202f234,50"),
        (NumberForm(minus="(1)"), "-0.5", "(0.50)"),
        (NumberForm(full_width=True), "12.5", "１２．５０"),
    ],
)
def test_amounts_are_written_as_each_country_does(form: NumberForm, amount: str, text: str) -> None:
    assert text == form.signed(Decimal(amount), 2)

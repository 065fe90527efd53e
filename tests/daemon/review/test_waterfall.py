from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from daemon.review.waterfall import LABELS, PLOT, bars_of, waterfall

AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


def _parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg)


@given(AMOUNTS, st.lists(AMOUNTS, max_size=12))
def test_each_bar_begins_where_the_last_one_ended_and_all_lie_within_the_picture(
    ours: Decimal, steps: list[Decimal]
) -> None:
    theirs = ours + sum(steps)
    bars = bars_of(("a", ours), [("s", amount, "") for amount in steps], ("b", theirs))
    assert [bar.end for bar in bars[:-1]] == [bar.start for bar in bars[1:-1]] + [theirs]
    rects = [(float(each.get("x")), float(each.get("width"))) for each in _parsed(waterfall(bars, "t")).iter("rect")]
    assert len(bars) == len(rects)
    for x, width in rects:
        assert LABELS - 1 <= x
        assert x + width <= LABELS + PLOT + 2


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a\"b'c", "&"])
def test_labels_are_text_whatever_they_say(text: str) -> None:
    svg = waterfall(bars_of((text, Decimal(1)), [(text, Decimal(2), 'd0"')], (text, Decimal(3))), text)
    tree = _parsed(svg)
    assert {"svg", "title", "g", "text", "rect", "path"} == {each.tag for each in tree.iter()}
    assert text == tree.findtext("title")
    assert ['d0"'] == [each.get("data-group") for each in tree.iter("g") if each.get("data-group")]


def test_more_and_less_are_told_apart_and_amounts_are_written() -> None:
    svg = waterfall(
        bars_of(("a", Decimal(100)), [("b", Decimal("-30.5"), ""), ("c", Decimal(5), "")], ("d", Decimal("74.5"))), "t"
    )
    assert ["bar-balance", "bar-less", "bar-more", "bar-balance"] == [
        each.get("class") for each in _parsed(svg).iter("g")
    ]
    assert "−30.50" in svg

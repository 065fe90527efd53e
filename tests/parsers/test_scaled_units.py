"""Thousands and ten thousands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.scaled_units import unit_in_heading, unit_told


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", 10_000),
        ("编制单位：中天建设    金额单位：人民币万元", 10_000),
        ("單位：新臺幣千元", 1_000),
        ("（万元）", 10_000),
        ("All amounts are stated in thousands", 1_000),
        ("Figures in EUR millions", 1_000_000),
        ("单位：元", None),
        ("合计：捌万元整", None),
        ("约三万元的货款", None),
        ("thousands of customers", None),
    ],
)
def test_the_unit_is_what_the_text_says(text: str, unit: int | None) -> None:
    assert (None if unit is None else Decimal(unit)) == unit_told(text)


def test_a_heading_is_read_without_its_unit() -> None:
    assert ("借方金额", Decimal(10_000)) == unit_in_heading("借方金额（万元）")
    assert ("amount", Decimal(1_000)) == unit_in_heading("Amount (thousands)")
    assert ("借方金额（元）", None) == unit_in_heading("借方金额（元）")

"""Keys and shapes."""

from __future__ import annotations

import pytest

from parsers.money import read_amount
from parsers.statements.fact_words import MONEY_SHAPE, PAGE_OF, RANGE, key_of


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Account No.", "account"),
        ("As at", "date"),
        ("Statement period", "period"),
        ("币 种", "currency"),
        ("Bill to", "addressee"),
        ("供应商", "holder"),
        ("Remarks", None),
        ("", None),
    ],
)
def test_keys(text: str, key: str | None) -> None:
    assert key == key_of(text)


def test_shapes() -> None:
    assert MONEY_SHAPE.fullmatch("4 294,56")
    assert MONEY_SHAPE.fullmatch("€1.876,85 S")
    assert not MONEY_SHAPE.fullmatch("INV/1")
    assert RANGE.search("2026-03-01 ~ 2026-03-31")
    told = PAGE_OF.search("Page 2 of 3")
    assert told is not None
    assert ("2", "3") == told.groups()


@pytest.mark.parametrize(
    "text",
    [
        "Rs.27,827.84",
        "Rs.33,877.10-",
        "RM1,200.00 CR",
        "kr 5,00",
        "5,00 kr",
        "1 234,00 zł",
        "人民币1,200.00",
        "1,200.00元",
    ],
)
def test_an_amount_has_its_shape_in_every_currencys_marks(text: str) -> None:
    """A closing balance that is not seen contradicts nothing."""
    assert MONEY_SHAPE.fullmatch(text)
    assert read_amount(text) is not None


@pytest.mark.parametrize(
    ("text", "key"),
    [("客戶編號 A/C No.", "account"), ("結單日期 Date", "date"), ("To 致", "addressee"), ("客户 Date", None)],
)
def test_a_key_may_be_written_in_two_tongues_that_say_the_same(text: str, key: str | None) -> None:
    assert key == key_of(text)

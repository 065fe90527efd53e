"""Keys and shapes."""

from __future__ import annotations

import pytest

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

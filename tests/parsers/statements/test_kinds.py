"""Kinds told from words."""

from __future__ import annotations

import pytest

from parsers.statements.kinds import kind_of, names_goods
from parsers.statements.statement import LineKind


@pytest.mark.parametrize(
    ("kind", "description", "reference", "expected"),
    [
        ("INV", "", "", LineKind.INVOICE),
        ("", "Payment of invoice 12", "", LineKind.PAYMENT),
        ("", "CREDMEM #1093.", "", LineKind.CREDIT_NOTE),
        ("", "Credit note 5 for invoice 12", "", LineKind.CREDIT_NOTE),
        ("", "销售商品", "", LineKind.INVOICE),
        ("", "收到货款", "", LineKind.PAYMENT),
        ("红字发票", "", "", LineKind.CREDIT_NOTE),
        ("Gutschrift", "", "", LineKind.CREDIT_NOTE),
        ("", "Frais de port", "", LineKind.JOURNAL),
        ("", "", "SR-00123", LineKind.PAYMENT),
        ("", "Payment terms 30 days", "", None),
        ("", "", "", None),
    ],
)
def test_kinds(kind: str, description: str, reference: str, expected: LineKind | None) -> None:
    assert expected is kind_of(kind, description, reference)


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Goods/Services", True),
        ("Services", True),
        ("Waren", True),
        ("Returned goods", False),
        ("Goods in transit", False),
    ],
)
def test_words_that_name_no_more_than_what_was_sold(description: str, expected: bool) -> None:
    assert expected is names_goods(description)


@pytest.mark.parametrize(
    "words", ["Retention 5% INV-5122", "Set-off against our invoice 20033", "Interest on invoice 881", "发票0912质保金"]
)
def test_what_is_done_to_an_invoice_is_none(words: str) -> None:
    assert LineKind.JOURNAL is kind_of("", words, "X-1")


def test_a_number_alone_says_less_than_the_letters_of_the_own_number() -> None:
    assert LineKind.PAYMENT is kind_of("", "INV-5101", "PAY-3350")
    assert LineKind.INVOICE is kind_of("", "invoice INV-5101", "PAY-3350")
    assert LineKind.INVOICE is kind_of("", "INV-5101", "1900012")

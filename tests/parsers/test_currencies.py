"""Currencies named by text."""

from __future__ import annotations

import pytest

from parsers.currencies import currencies_in, currency_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RMB", "CNY"),
        ("人民币", "CNY"),
        ("usd", "USD"),
        ("US$", "USD"),
        ("€", "EUR"),
        ("(EUR)", "EUR"),
        ("港币", "HKD"),
        ("hk$", "HKD"),
        ("$", None),
        ("¥", None),
        ("元", None),
        ("kr", None),
        ("", None),
        ("Total", None),
        ("USD EUR", None),
        ("ＵＳＤ", "USD"),
    ],
)
def test_a_text_names_a_currency_only_as_a_whole_and_only_one(text: str, code: str | None) -> None:
    assert code == currency_code(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Balance (USD)", ("USD",)),
        ("币种：人民币", ("CNY",)),
        ("Statement in USD and EUR", ("USD", "EUR")),
        ("Betrag in EUR", ("EUR",)),
        ("Currency: TRY", ("TRY",)),
        ("ALL accounts, TOP customers", ()),
        ("All amounts are usd", ()),
        ("INVUSD12", ()),
        ("单位：美元", ("USD",)),
        ("Debit US$", ("USD",)),
    ],
)
def test_labels_name_currencies_and_prose_does_not(text: str, codes: tuple[str, ...]) -> None:
    assert codes == currencies_in(text)

"""Title rows: whose account, which currency, which unit."""

from __future__ import annotations

import pytest

from parsers.ledgers.titles import Titles, code_and_name, titles_in


@pytest.mark.parametrize(
    ("texts", "titles"),
    [
        (["客户：C001 星辰贸易"], Titles("C001", "星辰贸易")), (["客户编码：", "C001"], Titles("C001", "")), (["Account", "C001"], Titles("C001", "")), (["Customer: Acme Ltd (C-17)"], Titles("C-17", "Acme Ltd")),
        (["往来单位：[0007]甲公司", "币种：人民币"], Titles("0007", "甲公司", "CNY")), (["科目：1122.01 应收账款"], Titles("1122.01", "应收账款")), (["Currency: USD"], Titles(currency="USD")),
        (["客户编码：C1", "客户名称：甲公司"], Titles("C1", "甲公司")), (["单位：万元"], Titles(scaled=True)), (["Amounts in thousands"], Titles(scaled=True)), (["Customer name: Acme"], Titles("Acme", "Acme")),
        (["Ledger of all customers"], Titles()), (["Date", "Debit"], Titles()), (["Printed: 2026-03-01"], Titles()), ([""], Titles()), (["单位：元"], Titles()),
    ],
)  # fmt: skip
def test_labels_name_what_follows_them(texts: list[str], titles: Titles) -> None:
    assert titles == titles_in(texts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("C001 Acme Ltd", ("C001", "Acme Ltd")),
        ("[C001]Acme", ("C001", "Acme")),
        ("C001 - Acme", ("C001", "Acme")),
        ("1122_Acme", ("1122", "Acme")),
        ("Acme (C1)", ("C1", "Acme")),
        ("Acme Ltd", ("Acme Ltd", "")),
        ("C001", ("C001", "")),
        ("甲公司", ("甲公司", "")),
    ],
)
def test_a_code_is_told_from_a_name(text: str, parts: tuple[str, str]) -> None:
    assert parts == code_and_name(text)

"""Rows that are no postings, told by whole words."""

from __future__ import annotations

import pytest

from parsers.ledgers.row_words import RowKind, marks_subtotal, row_kind


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["", "期初余额"], RowKind.OPENING), (["期 初 余 额"], RowKind.OPENING), (["上年结转"], RowKind.OPENING), (["Opening Balance"], RowKind.OPENING), (["Balance b/f"], RowKind.OPENING),
        (["Opening balance as of 01/01/2026"], RowKind.OPENING), (["Saldovortrag"], RowKind.OPENING), (["Solde initial"], RowKind.OPENING),
        (["本期合计"], RowKind.TOTAL), (["本年累计"], RowKind.TOTAL), (["合计："], RowKind.TOTAL), (["Total"], RowKind.TOTAL), (["TOTALS"], RowKind.TOTAL), (["Total for Acme Ltd"], RowKind.TOTAL), (["过次页"], RowKind.TOTAL), (["承前页"], RowKind.TOTAL),
        (["期末余额"], RowKind.CLOSING), (["Closing balance"], RowKind.CLOSING), (["Closing (Opening + Total)"], RowKind.CLOSING), (["Endsaldo"], RowKind.CLOSING),
        (["Total Energies fuel"], None), (["Summer sale"], None), (["opening hours"], None), (["2026-03-01", "INV-1", "goods"], None), ([""], None), (["The balance is due"], None), (["合计金额有误,请核对"], None),
    ],
)  # fmt: skip
def test_only_whole_words_tell(texts: list[str], kind: RowKind | None) -> None:
    assert kind is row_kind(texts)


def test_asterisks_alone_mark_a_sum() -> None:
    assert marks_subtotal(["", "**", "5.00"])
    assert not marks_subtotal(["*x", ""])

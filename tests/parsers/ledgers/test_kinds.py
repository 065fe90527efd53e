"""Kinds of postings in the words of many systems."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import EntryKind
from parsers.ledgers.kinds import is_refund, kind_in, kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Invoice", EntryKind.INVOICE), ("Sales Invoice", EntryKind.INVOICE), ("SI", EntryKind.INVOICE), ("RV", EntryKind.INVOICE), ("销售出库单", EntryKind.INVOICE), ("Rechnung", EntryKind.INVOICE), ("Facture", EntryKind.INVOICE),
        ("Credit Memo", EntryKind.CREDIT_NOTE), ("SC", EntryKind.CREDIT_NOTE), ("DG", EntryKind.CREDIT_NOTE), ("退货单", EntryKind.CREDIT_NOTE), ("Gutschrift", EntryKind.CREDIT_NOTE), ("Avoir", EntryKind.CREDIT_NOTE),
        ("Payment", EntryKind.PAYMENT), ("Payment Entry", EntryKind.PAYMENT), ("Bill Payment (Check)", EntryKind.PAYMENT), ("DZ", EntryKind.PAYMENT), ("收款单", EntryKind.PAYMENT), ("付", EntryKind.PAYMENT), ("Zahlung", EntryKind.PAYMENT),
        ("Journal Entry", EntryKind.JOURNAL), ("转", EntryKind.JOURNAL), ("ＩＮＶＯＩＣＥ", EntryKind.INVOICE), ("credit_note", EntryKind.CREDIT_NOTE),
        ("", None), ("XX", None), ("SA", None), ("Customer", None),
    ],
)  # fmt: skip
def test_type_columns(text: str, kind: EntryKind | None) -> None:
    assert kind is kind_of(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Invoice 1001 goods", EntryKind.INVOICE), ("销售发票 12345678", EntryKind.INVOICE), ("收到货款", EntryKind.PAYMENT), ("付供应商货款", EntryKind.PAYMENT), ("Payment received, thank you", EntryKind.PAYMENT),
        ("Credit note CN-1", EntryKind.CREDIT_NOTE), ("红字发票", EntryKind.CREDIT_NOTE), ("goods as per invoice", None), ("our payment terms", None), ("", None),
    ],
)  # fmt: skip
def test_a_description_tells_by_its_beginning_only(text: str, kind: EntryKind | None) -> None:
    assert kind is kind_in(text)


def test_money_going_back_is_known() -> None:
    assert [True, True, True, False] == [
        is_refund(text) for text in ("Refund", "收款退款单", "payment reversal", "Payment")
    ]

"""SAP line items that say only "Account": the document types tell whose they are."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from parsers.ledgers.generic import LedgerRefused
from tests.support.exports import reading, told

HEADER = "Account,Assignment,Document Number,Document Type,Posting Date,Amount in local currency,Local Currency,Text\n"
VENDOR = HEADER + "200001,A,1900000001,KR,2026-03-01,-10.00,EUR,x\n200001,A,1500000001,KZ,2026-03-05,10.00,EUR,x\n"


def test_document_types_tell_the_side() -> None:
    assert ["2|200001|2026-03-01||invoice|1900000001 A|C 10.00|EUR||", "3|200001|2026-03-05||payment|1500000001 A|D 10.00|EUR||"] == told(
        VENDOR, role=Role.SUPPLIER
    )  # fmt: skip
    assert ("SAP line items (FBL5N or FBL1N)",) == reading(VENDOR, role=Role.SUPPLIER).systems
    with pytest.raises(LedgerRefused):
        told(VENDOR)


def test_invoices_on_the_wrong_side_are_refused_where_only_their_texts_say_invoice() -> None:
    text = VENDOR.replace("KR", "Invoice").replace("KZ", "Payment")
    with pytest.raises(LedgerRefused) as refused:
        told(text)
    assert "other role" in refused.value.reason

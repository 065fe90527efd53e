"""Deliveries and their invoices: parts, collective invoices, freight, tax, slips of the pen, numbers as people write them."""

from __future__ import annotations

import pytest

from tests.rules.bookkeeping.scenes import Scene, check, scene, variants

SCENES = (
    scene(
        "a number cut short by a narrow column",
        "2026-03-10 invoice INV-10 845.20",
        "2026-03-10 invoice INV-1003 845.20",
        "reference_error 0.00",
        sure=False,
    ),
    scene(
        "two numbers cut short to the same",
        "2026-03-10 invoice INV-2026-00 845.20 | 2026-03-12 invoice INV-2026-00 99.10",
        "2026-03-10 invoice INV-2026-0017 845.20 | 2026-03-13 invoice INV-2026-0018 99.10",
        "reference_error 0.00",
        "reference_error 0.00",
        sure=False,
    ),
    scene(
        "a short number that is another invoice is not cut",
        "2026-03-10 invoice INV-10 845.20",
        "2026-03-10 invoice INV-10 845.20 | 2026-03-10 invoice INV-1003 845.20",
        "missing_on_statement -845.20",
        sure=True,
    ),
    scene(
        "a zero more is another invoice",
        "2026-03-10 invoice INV-001 845.20",
        "2026-03-10 invoice INV-0010 845.20",
        "missing_in_ledger 845.20",
        "missing_on_statement -845.20",
    ),
    scene(
        "split by parts",
        "2026-03-10 invoice INV-1003/1 300.00 | 2026-03-12 invoice INV-1003/2 250.00 | 2026-03-15 invoice INV-1003/3 350.00",
        "2026-03-15 invoice INV-1003 900.00",
    ),
    scene(
        "split by GRN",
        "2026-03-12 invoice GRN-711 300.55 | 2026-03-12 invoice GRN-712 250.20 | 2026-03-12 invoice GRN-713 350.11",
        "2026-03-12 invoice INV-1003 900.86",
    ),
    scene(
        "split by GRN other days",
        "2026-03-10 invoice GRN-711 300.55 | 2026-03-12 invoice GRN-712 250.20 | 2026-03-15 invoice GRN-713 350.11",
        "2026-03-13 invoice INV-1003 900.86",
    ),
    scene(
        "monthly consolidated",
        "2026-03-03 invoice D-9001 210.10 | 2026-03-10 invoice D-9002 320.35 | 2026-03-17 invoice D-9003 109.20 | 2026-03-24 invoice D-9004 360.35",
        "2026-03-31 invoice INV-3100 1000.00 ; deliveries March",
        agreed=False,
    ),
    scene(
        "monthly consolidated numbers in text",
        "2026-03-03 invoice D-9001 210.10 | 2026-03-10 invoice D-9002 320.35 | 2026-03-17 invoice D-9003 109.20 | 2026-03-24 invoice D-9004 360.35",
        "2026-03-31 invoice INV-3100 1000.00 ; deliveries D-9001, D-9002, D-9003, D-9004",
    ),
    scene(
        "vat reverse charge",
        "2026-03-10 invoice INV-1003 1000.00",
        "2026-03-09 invoice INV-1003 1200.00",
        "amount_typo -200.00",
    ),
    scene(
        "transposed",
        "2026-03-12 invoice INV-1003 1,020.00",
        "2026-03-12 invoice INV-1003 1,200.00",
        "amount_typo -180.00",
    ),
    scene(
        "sign error", "2026-03-12 credit_note CN-501 50.00", "2026-03-12 credit_note CN-501 -50.00", "sign_error 100.00"
    ),
    scene("missing there mid-month", "", "2026-03-09 invoice INV-1003 70.00", "missing_on_statement -70.00"),
    scene("missing here mid-month", "2026-03-09 invoice INV-1003 70.00", "", "missing_in_ledger 70.00"),
    scene(
        "number slip", "2026-03-12 invoice INV-1030 77.10", "2026-03-12 invoice INV-1003 77.10", "reference_error 0.00"
    ),
    scene(
        "INV-001 is not INV-0010",
        "2026-03-12 invoice INV-001 77.10",
        "2026-03-12 invoice INV-0010 77.10",
        "missing_in_ledger 77.10",
        "missing_on_statement -77.10",
    ),
    scene("leading zeros and prefix", "2026-03-12 invoice 000123 77.10", "2026-03-12 invoice SI123 77.10"),
    scene(
        "number in description only",
        "2026-03-12 - - 77.10 ; Goods as per INV-1003",
        "2026-03-12 invoice INV-1003 77.10",
    ),
    scene("full width", "2026-03-12 invoice INV-1003 77.10", "2026-03-12 invoice INV-1003 77.10"),
    scene("zero line", "2026-03-12 - - 0.00 ; memo", ""),
    scene("zero invoice theirs", "2026-03-12 invoice INV-1003 0.00", ""),
    scene("zero entry ours", "", "2026-03-12 invoice INV-1003 0.00 ; sample, no charge"),
    scene("rounding", "2026-03-15 invoice INV-1003 99.99", "2026-03-15 invoice INV-1003 100.00", "rounding -0.01"),
    scene(
        "compensating strangers",
        "2026-03-08 invoice X-77 100.00",
        "2026-03-28 invoice INV-1090 100.00",
        agreed=False,
        sure=False,
        mirrored=False,
    ),
    scene(
        "shifted decimals",
        "2026-03-15 invoice INV-1003 45.00",
        "2026-03-15 invoice INV-1003 450.00",
        "amount_typo -405.00",
    ),
    scene(
        "vat as own line",
        "2026-03-12 invoice INV-1003 1000.00 | 2026-03-12 invoice INV-1003 190.00 ; VAT 19%",
        "2026-03-11 invoice INV-1003 1190.00",
    ),
    scene(
        "freight under the number",
        "2026-03-12 invoice INV-1003 1000.00 | 2026-03-12 other INV-1003 25.00 ; freight",
        "2026-03-11 invoice INV-1003 1025.00",
    ),
    scene(
        "order number as reference",
        "2026-03-12 invoice PO-7788 77.10 ; your INV-1003",
        "2026-03-11 invoice INV-1003 77.10",
    ),
    scene(
        "order number in our text",
        "2026-03-12 invoice PO-7788 77.10",
        "2026-03-11 invoice INV-1003 77.10 ; order PO-7788",
    ),
    scene(
        "subscription one missing",
        "2026-03-10 invoice INV-2001 99.00 | 2026-03-24 invoice INV-2003 99.00",
        "2026-03-09 invoice INV-2001 99.00 | 2026-03-16 invoice INV-2002 99.00 | 2026-03-23 invoice INV-2003 99.00",
        "missing_on_statement -99.00",
    ),
    scene(
        "invoice less return under one number",
        "2026-03-12 invoice INV-1003 100.00 | 2026-03-14 credit_note INV-1003 -20.00",
        "2026-03-11 invoice INV-1003 80.00",
    ),
    scene("运费 freight own line", "2026-03-12 - - 35.00 ; 代垫运费", "", "missing_in_ledger 35.00"),
    scene(
        "same day same amount invoice and debit",
        "2026-03-15 invoice INV-1003 60.00 | 2026-03-15 invoice INV-1004 60.00",
        "2026-03-15 invoice INV-1003 60.00",
        "missing_in_ledger 60.00",
    ),
    scene("invoice number with blanks", "2026-03-12 invoice INV_1003 77.10", "2026-03-12 invoice INV-1003 77.10"),
    scene("scan letters", "2026-03-12 invoice INV-1OO3 77.10", "2026-03-12 invoice INV-1003 77.10"),
)


@pytest.mark.parametrize("played", variants(SCENES))
def test_it_is_told_as_a_bookkeeper_would_tell_it(played: Scene) -> None:
    check(played)

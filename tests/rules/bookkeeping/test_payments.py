"""What people pay, deduct and get back: discounts, charges, taxes, instalments, cheques that bounce."""

from __future__ import annotations

import pytest

from tests.rules.bookkeeping.scenes import Scene, check, scene, variants

SCENES = (
    scene(
        "on account",
        "2026-03-10 payment PV-1 -500.00 ; payment on account",
        "2026-03-11 payment RC-9 -500.00 ; unallocated",
    ),
    scene(
        "discount as own line",
        "2026-03-20 payment PV-1 -1176.00 | 2026-03-20 - - -24.00 ; cash discount 2%",
        "2026-03-21 payment RC-1 -1176.00",
        "discount -24.00",
    ),
    scene(
        "discount gross",
        "2026-03-20 payment PV-1 -1200.00 ; INV-1001",
        "2026-03-21 payment RC-1 -1176.00 ; INV-1001",
        "discount -24.00",
    ),
    scene(
        "discount gross no text",
        "2026-03-20 payment PV-1 -1200.00",
        "2026-03-21 payment RC-1 -1176.00",
        "discount -24.00",
        sure=False,
    ),
    scene(
        "bank charge",
        "2026-03-20 payment PV-1 -1200.00",
        "2026-03-21 payment RC-1 -1185.00",
        "bank_fee -15.00",
        sure=False,
    ),
    scene(
        "wht gross",
        "2026-03-20 payment PV-1 -1200.00",
        "2026-03-21 payment RC-1 -1080.00",
        "withholding_tax -120.00",
        sure=False,
    ),
    scene(
        "wht line",
        "2026-03-20 payment PV-1 -1080.00 | 2026-03-20 - - -120.00 ; WHT 10%",
        "2026-03-21 payment RC-1 -1080.00",
        "withholding_tax -120.00",
    ),
    scene(
        "retention line",
        "2026-03-20 payment PV-1 -1140.00 | 2026-03-20 journal - -60.00 ; retention 5% held on INV-1001",
        "2026-03-21 payment RC-1 -1140.00",
        "missing_in_ledger -60.00",
    ),
    scene(
        "retention on invoice",
        "2026-03-10 invoice INV-1003 950.00 ; less 5% retention",
        "2026-03-09 invoice INV-1003 1000.00",
        "short_payment -50.00",
    ),
    scene("fx line", "2026-03-20 - - -3.37 ; exchange difference", "", "fx -3.37"),
    scene(
        "cheque returned, we only",
        "2026-03-10 payment PV-1 -800.00",
        "2026-03-11 payment RC-3 -800.00 | 2026-03-14 payment RC-3 800.00 ; cheque returned",
        "missing_on_statement -800.00",
    ),
    scene(
        "cheque returned reversal word",
        "2026-03-10 payment PV-1 -800.00",
        "2026-03-11 payment RC-3 -800.00 | 2026-03-14 payment RC-3 800.00 ; reversal, cheque unpaid",
        "missing_on_statement -800.00",
    ),
    scene(
        "cheque returned both",
        "2026-03-10 payment PV-1 -800.00 | 2026-03-13 payment PV-1 800.00 ; returned",
        "2026-03-11 payment RC-3 -800.00 | 2026-03-14 payment RC-3 800.00 ; cheque returned",
    ),
    scene(
        "cheque returned and paid again",
        "2026-03-10 payment PV-1 -800.00 | 2026-03-20 payment PV-8 -800.00",
        "2026-03-11 payment RC-3 -800.00 | 2026-03-14 payment RC-3 800.00 ; cheque returned | 2026-03-21 payment RC-4 -800.00",
        "missing_on_statement -800.00",
    ),
    scene(
        "reversed by them only",
        "2026-03-10 payment PV-1 -800.00 | 2026-03-11 payment PV-1 800.00 ; reversal wrong account",
        "",
    ),
    scene(
        "weekly equal",
        "2026-03-06 payment - -250.00 | 2026-03-13 payment - -250.00 | 2026-03-20 payment - -250.00 | 2026-03-27 payment - -250.00",
        "2026-03-06 payment - -250.00 | 2026-03-13 payment - -250.00 | 2026-03-20 payment - -250.00 | 2026-03-27 payment - -250.00",
    ),
    scene(
        "weekly equal one missing here",
        "2026-03-06 payment - -250.00 | 2026-03-13 payment - -250.00 | 2026-03-20 payment - -250.00 | 2026-03-27 payment - -250.00",
        "2026-03-06 payment - -250.00 | 2026-03-20 payment - -250.00 | 2026-03-27 payment - -250.00",
        "missing_in_ledger -250.00",
        sure=False,
    ),
    scene(
        "weekly equal one missing there",
        "2026-03-06 payment - -250.00 | 2026-03-20 payment - -250.00 | 2026-03-27 payment - -250.00",
        "2026-03-06 payment - -250.00 | 2026-03-13 payment - -250.00 | 2026-03-20 payment - -250.00 | 2026-03-27 payment - -250.00",
        "missing_on_statement 250.00",
        sure=False,
    ),
    scene(
        "overpaid",
        "2026-03-15 payment PV-1+INV-1001 -1,300.00",
        "2026-03-16 payment RC-1+INV-1001 -1,200.00",
        "over_payment -100.00",
    ),
    scene(
        "lump names invoices",
        "2026-03-15 payment PV-5 -1533.10 ; INV-1001, INV-1002",
        "2026-03-16 payment INV-1001 -1200.00 | 2026-03-16 payment INV-1002 -333.10",
    ),
    scene(
        "paid twice by mistake",
        "2026-03-10 payment PV-5 -333.10 | 2026-03-17 payment PV-6 -333.10",
        "2026-03-11 payment RC-5 -333.10",
        "missing_in_ledger -333.10",
        sure=False,
    ),
    scene(
        "twin payments one missing",
        "2026-03-10 payment - -100.00 | 2026-03-10 payment - -100.00",
        "2026-03-11 payment - -100.00",
        "duplicate_statement -100.00",
        sure=False,
    ),
    scene(
        "instalments",
        "2026-03-10 payment INV-1001 -400.00 | 2026-03-17 payment INV-1001 -400.00 | 2026-03-24 payment INV-1001 -400.00",
        "2026-03-11 payment INV-1001 -400.00 | 2026-03-18 payment INV-1001 -400.00 | 2026-03-25 payment INV-1001 -400.00",
    ),
    scene(
        "instalment one missing here",
        "2026-03-10 payment INV-1001 -400.00 | 2026-03-17 payment INV-1001 -400.00 | 2026-03-24 payment INV-1001 -400.00",
        "2026-03-11 payment INV-1001 -400.00 | 2026-03-18 payment INV-1001 -400.00",
        "timing_statement -400.00",
        mirrored=False,
    ),
    scene(
        "payment under invoice number unseen",
        "",
        "2026-03-15 payment INV-1001 -1200.00",
        "missing_on_statement 1200.00",
    ),
    scene("write-off", "", "2026-03-15 journal - -0.40 ; small balance write-off", "missing_on_statement 0.40"),
    scene("refund", "2026-03-15 payment Refund 200.00", "2026-03-15 payment RF-1 200.00"),
    scene("refund missing there", "", "2026-03-15 payment RF-1 200.00 ; refund", "missing_on_statement -200.00"),
    scene(
        "BACS everywhere",
        "2026-03-10 payment BACS -500.00 | 2026-03-17 payment BACS -300.00",
        "2026-03-11 payment BACS -500.00 | 2026-03-18 payment BACS -333.10",
        "short_payment 33.10",
        sure=False,
    ),
    scene(
        "two invoices paid as one, other days",
        "2026-03-10 payment PV-5 -900.33",
        "2026-03-10 payment RC-1 -400.22 | 2026-03-11 payment RC-2 -500.11",
        agreed=False,
    ),
    scene(
        "one payment short, number in text",
        "2026-03-15 payment PV-1 -1000.00 ; INV-1001",
        "2026-03-16 payment RC-1 -900.00 ; INV-1001",
        "withholding_tax -100.00",
    ),
    scene(
        "group with fee",
        "2026-03-15 payment PV-5 -1533.10",
        "2026-03-16 payment RC-1 -1200.00 | 2026-03-16 payment RC-2 -318.10",
        "bank_fee -15.00",
        sure=False,
    ),
    scene(
        "sign error on payment",
        "2026-03-15 payment PV-1 500.00",
        "2026-03-15 payment RC-1 -500.00",
        "sign_error 1000.00",
        sure=False,
    ),
    scene(
        "payment under both numbers",
        "2026-03-20 payment PV-5 -1533.10",
        "2026-03-21 payment INV-1001+INV-1002 -1533.10",
    ),
    scene(
        "two receipts, one paid",
        "2026-03-10 payment PV-5 -333.10",
        "2026-03-11 payment RC-5 -333.10 | 2026-03-12 payment RC-6 -333.10",
        "missing_on_statement 333.10",
        sure=False,
    ),
    scene(
        "paid in two, one receipt",
        "2026-03-12 payment PV-5 -1000.00 | 2026-03-12 payment PV-6 -200.00",
        "2026-03-13 payment RC-1 -1200.00",
    ),
    scene(
        "payment bears invoice number, we lack it",
        "2026-03-12 payment INV-1001 -1200.00",
        "",
        "missing_in_ledger -1200.00",
    ),
    scene(
        "手续费",
        "2026-03-12 payment PV-1 -500.00",
        "2026-03-12 payment RC-1 -485.00 ; 扣手续费15元",
        "bank_fee -15.00",
        sure=False,
    ),
    scene(
        "质保金",
        "2026-03-12 payment PV-1 -1000.00 ; 含质保金",
        "2026-03-12 payment RC-1 -950.00",
        "over_payment -50.00",
        sure=False,
    ),
    scene("承兑贴息", "2026-03-12 payment PV-1 -1000.00 ; 银行承兑汇票", "2026-03-12 payment RC-1 -1000.00 ; 承兑"),
    scene(
        "three payments as one with one missing",
        "2026-03-12 payment PV-5 -600.30",
        "2026-03-13 payment RC-1 -200.10 | 2026-03-13 payment RC-2 -200.10",
        "missing_in_ledger -600.30",
        "missing_on_statement 200.10",
        "missing_on_statement 200.10",
    ),
    scene(
        "prepayment before the invoice",
        "2026-03-01 payment PV-1 -70.00 | 2026-03-20 invoice INV-1003 70.00",
        "2026-03-02 payment RC-1 -70.00 | 2026-03-20 invoice INV-1003 70.00",
    ),
    scene(
        "fx payment in words",
        "2026-03-15 payment PV-1 -1,003.37 ; EUR 920.00 at rate",
        "2026-03-16 payment RC-1 -1,000.12 ; exchange rate",
        "fx -3.25",
        sure=False,
    ),
    scene(
        "discount beyond terms",
        "2026-03-15 payment PV-1 -1200.00 ; INV-1001 less discount 4%",
        "2026-03-16 payment RC-1 -1152.00",
        "discount -48.00",
        sure=False,
    ),
    scene(
        "tds name",
        "2026-03-15 payment PV-1 -1200.00",
        "2026-03-16 payment RC-1 -1188.00 ; TDS 1%",
        "withholding_tax -12.00",
        sure=False,
    ),
    scene(
        "cent lost in a split",
        "2026-03-15 payment PV-1 -100.00",
        "2026-03-16 payment RC-1 -33.33 | 2026-03-16 payment RC-2 -33.33 | 2026-03-16 payment RC-3 -33.33",
        "rounding -0.01",
        sure=False,
    ),
    scene(
        "statement lists cheque and its clearing",
        "2026-03-12 payment CHQ-100182 -500.00",
        "2026-03-16 payment RC-7 -500.00 ; cheque 100182",
    ),
    scene(
        "a payment that took off a credit note they do not list",
        "2026-03-20 payment PV-1 -1150.00 ; INV-1001 less CN-501",
        "2026-03-10 credit_note CN-501 -50.00 | 2026-03-21 payment RC-1 -1150.00",
        "missing_on_statement 50.00",
    ),
    scene(
        "a standing order",
        "2026-03-10 payment SO-1 -200.00 | 2026-03-24 payment SO-1 -200.00",
        "2026-03-11 payment RC-1 -200.00 | 2026-03-25 payment RC-2 -200.00",
    ),
    scene(
        "a direct debit that came back, with the fee",
        "2026-03-10 payment DD -200.00 | 2026-03-12 payment DD 200.00 ; returned | 2026-03-12 - - 7.50 ; return fee",
        "2026-03-10 payment RC-1 -200.00 | 2026-03-13 payment RC-1 200.00 ; returned | 2026-03-13 journal JV-1 7.50 ; charges",
    ),
    scene(
        "a mistyped invoice, paid as typed",
        "2026-03-09 invoice INV-1003 780.00 | 2026-03-25 payment PV-2+INV-1003 -780.00",
        "2026-03-09 invoice INV-1003 870.00 | 2026-03-26 payment RC-2+INV-1003 -780.00",
        "amount_typo -90.00",
    ),
    scene(
        "a tax certificate after the payment",
        "2026-03-20 payment PV-1 -1080.00 | 2026-03-28 journal WHT-3 -120.00 ; withholding tax certificate",
        "2026-03-21 payment RC-1 -1080.00 | 2026-03-29 journal JV-9 -120.00 ; WHT certificate",
    ),
    scene(
        "equal payments, the second on its way",
        "2026-03-03 payment PV-1 -600.00 | 2026-03-30 payment PV-2 -600.00",
        "2026-03-04 payment RC-1 -600.00 | 2026-04-02 payment RC-2 -600.00",
        "timing_statement -600.00",
        mirrored=False,
    ),
)


@pytest.mark.parametrize("played", variants(SCENES))
def test_it_is_told_as_a_bookkeeper_would_tell_it(played: Scene) -> None:
    check(played)

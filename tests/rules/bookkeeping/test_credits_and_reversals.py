"""Credit notes, cancelled and reissued documents, red invoices, accruals, set-offs, charges of one side."""

from __future__ import annotations

import pytest

from tests.rules.bookkeeping.scenes import Scene, check, scene, variants

SCENES = (
    scene(
        "contra one side", "2026-03-15 journal CTR-5 -300.00 ; contra our invoice 8812", "", "missing_in_ledger -300.00"
    ),
    scene(
        "contra both",
        "2026-03-15 journal CTR-5 -300.00 ; contra your invoice 8812",
        "2026-03-15 journal JV-77 -300.00 ; AP/AR set-off",
    ),
    scene(
        "credit twice by them",
        "2026-03-10 credit_note CN-501 -50.00 | 2026-03-17 credit_note CN-501 -50.00",
        "2026-03-09 credit_note CN-501 -50.00",
        "duplicate_statement -50.00",
    ),
    scene(
        "credit twice by us",
        "2026-03-10 credit_note CN-501 -50.00",
        "2026-03-09 credit_note CN-501 -50.00 | 2026-03-12 credit_note CN-501 -50.00",
        "duplicate_ledger 50.00",
    ),
    scene(
        "reissued other amount they have new",
        "2026-03-12 invoice INV-1003R 110.00",
        "2026-03-09 invoice INV-1003 100.00 | 2026-03-11 credit_note CN-88 -100.00 ; cancellation of INV-1003 | 2026-03-11 invoice INV-1003R 110.00",
    ),
    scene(
        "reissued other amount they have old",
        "2026-03-10 invoice INV-1003 100.00",
        "2026-03-09 invoice INV-1003 100.00 | 2026-03-11 credit_note CN-88 -100.00 ; cancellation of INV-1003 | 2026-03-11 invoice INV-1003R 110.00",
        "missing_on_statement -110.00",
        "missing_on_statement 100.00",
    ),
    scene("reissued suffix same", "2026-03-10 invoice INV-1003 100.00", "2026-03-09 invoice INV-1003-R 100.00"),
    scene("reissued suffix A", "2026-03-10 invoice INV-1003 100.00", "2026-03-09 invoice INV-1003A 100.00"),
    scene("rebate", "2026-03-12 journal DN-77 -150.00 ; rebate Q1", "", "missing_in_ledger -150.00"),
    scene(
        "late interest ours", "", "2026-03-15 journal - 12.50 ; late payment interest", "missing_on_statement -12.50"
    ),
    scene(
        "late interest theirs refused at end",
        "",
        "2026-03-31 journal INT-3 12.50 ; late payment interest",
        "timing_ledger -12.50",
        mirrored=False,
    ),
    scene(
        "红冲 ours",
        "2026-03-12 invoice 12345680 1000.00",
        "2026-03-10 invoice 12345678 1000.00 | 2026-03-12 invoice 12345678 -1000.00 ; 红冲 | 2026-03-12 invoice 12345680 1000.00",
    ),
    scene(
        "红冲 ours own number",
        "2026-03-12 invoice 12345680 1000.00",
        "2026-03-10 invoice 12345678 1000.00 | 2026-03-12 invoice 12345679 -1000.00 ; 红字发票 冲销12345678 | 2026-03-12 invoice 12345680 1000.00",
    ),
    scene("暂估 theirs", "2026-03-31 - - 500.00 ; 暂估入库", "", "timing_statement 500.00", mirrored=False),
    scene(
        "暂估 reversed next",
        "2026-03-05 - - 480.00 ; 暂估 | 2026-03-06 - - -480.00 ; 冲暂估 | 2026-03-06 invoice 12345690 500.00",
        "2026-03-05 invoice 12345690 500.00",
    ),
    scene(
        "cn not seen by them",
        "2026-03-15 payment PV-1 -1150.00",
        "2026-03-10 credit_note CN-501 -50.00 | 2026-03-16 payment RC-1 -1150.00",
        "missing_on_statement 50.00",
    ),
    scene(
        "price difference debit note",
        "2026-03-15 journal DN-9 -30.00 ; price difference INV-1001",
        "",
        "missing_in_ledger -30.00",
    ),
    scene("negative invoice is credit", "2026-03-15 invoice CN-501 -50.00", "2026-03-15 credit_note CN-501 -50.00"),
    scene(
        "debit note is our credit",
        "2026-03-15 credit_note DN-44 -80.00 ; returned goods",
        "2026-03-18 credit_note CN-501 -80.00 ; return",
    ),
    scene(
        "credit under the invoice's number",
        "2026-03-20 credit_note INV-1001 -50.00",
        "2026-03-18 credit_note CN-501 -50.00 ; re INV-1001",
    ),
    scene("booked 40 days late", "2026-03-30 invoice INV-0999 88.80", "2026-03-01 invoice INV-0999 88.80"),
    scene(
        "deposit applied, theirs net",
        "2026-03-12 invoice INV-1003 300.00",
        "2026-03-11 invoice INV-1003 500.00 | 2026-03-11 journal DEP-9 -200.00 ; deposit applied to INV-1003",
    ),
    scene(
        "two credits in one row",
        "2026-03-12 credit_note CR-80 -80.35",
        "2026-03-11 credit_note CN-501 -50.10 | 2026-03-11 credit_note CN-502 -30.25",
    ),
    scene(
        "netted credit",
        "2026-03-14 invoice INV-1003 80.00",
        "2026-03-11 invoice INV-1003 100.00 | 2026-03-12 credit_note CN-9 -20.00 ; INV-1003",
    ),
    scene(
        "down payment and final invoice",
        "2026-03-10 invoice AR-801 300.00 | 2026-03-20 invoice SR-802 700.00",
        "2026-03-10 invoice AR-801 300.00 | 2026-03-20 invoice SR-802 1000.00 | 2026-03-20 credit_note SR-802 -300.00 ; less down payment AR-801",
    ),
    scene("返利", "2026-03-12 - - -88.00 ; 一季度返利", "", "missing_in_ledger -88.00"),
    scene(
        "interest both sides other wording",
        "2026-03-15 other INT-2 12.50 ; Verzugszinsen",
        "2026-03-15 journal JV-3 12.50 ; late interest",
    ),
    scene(
        "cancelled order: invoice and full credit unseen",
        "",
        "2026-03-10 invoice INV-1003 70.00 | 2026-03-12 credit_note CN-501 -70.00 ; cancels INV-1003",
    ),
    scene(
        "credit note they booked as payment", "2026-03-12 payment CN-501 -70.00", "2026-03-12 credit_note CN-501 -70.00"
    ),
    scene(
        "reversal across months with rebook",
        "",
        "2026-03-03 invoice INV-0950 -60.00 ; storno INV-0950 | 2026-03-03 invoice INV-0951 60.00",
        "missing_on_statement -60.00",
        "missing_on_statement 60.00",
    ),
    scene(
        "deduction for damaged goods under invoice number",
        "2026-03-12 other INV-1001 -45.00 ; damaged goods",
        "",
        "missing_in_ledger -45.00",
    ),
)


@pytest.mark.parametrize("played", variants(SCENES))
def test_it_is_told_as_a_bookkeeper_would_tell_it(played: Scene) -> None:
    check(played)

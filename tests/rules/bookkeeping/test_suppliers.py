"""Statements of suppliers: their invoices beside our vouchers, our payments on the way."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from tests.rules.bookkeeping.scenes import Scene, check, scene, variants

SCENES = (
    scene(
        "ap voucher and number",
        "2026-03-02 invoice S-901 1000.00 | 2026-03-09 invoice S-902 200.00",
        "2026-03-04 invoice V-11+S-901 -1000.00 | 2026-03-11 invoice V-12+S-902 -200.00",
        base=False,
        mirrored=False,
        role=Role.SUPPLIER,
    ),
    scene(
        "ap voucher only, number in text",
        "2026-03-02 invoice S-901 1000.00 | 2026-03-09 invoice S-902 200.00",
        "2026-03-04 invoice V-11 -1000.00 ; S-901 paper | 2026-03-11 invoice V-12 -200.00 ; inv S-902",
        base=False,
        mirrored=False,
        role=Role.SUPPLIER,
    ),
    scene(
        "ap voucher only",
        "2026-03-02 invoice S-901 1000.00 | 2026-03-09 invoice S-902 200.00",
        "2026-03-04 invoice V-11 -1000.00 | 2026-03-11 invoice V-12 -200.00",
        base=False,
        mirrored=False,
        role=Role.SUPPLIER,
    ),
    scene(
        "ap double voucher",
        "2026-03-02 invoice S-901 1000.00 | 2026-03-09 invoice S-902 200.00",
        "2026-03-04 invoice V-11+S-901 -1000.00 | 2026-03-06 invoice V-15+S-901 -1000.00 | 2026-03-11 invoice V-12+S-902 -200.00",
        "duplicate_ledger 1000.00",
        base=False,
        mirrored=False,
        role=Role.SUPPLIER,
    ),
    scene(
        "ap finance charge",
        "2026-03-02 invoice S-901 1000.00 | 2026-03-15 other FC-1 15.00 ; finance charge",
        "2026-03-04 invoice V-11+S-901 -1000.00",
        "missing_in_ledger -15.00",
        base=False,
        mirrored=False,
        role=Role.SUPPLIER,
    ),
    scene(
        "ap discount taken",
        "2026-03-02 invoice S-901 1000.00 | 2026-03-15 payment R-1 -980.00",
        "2026-03-04 invoice V-11+S-901 -1000.00 | 2026-03-14 payment P-1 980.00 | 2026-03-14 - - 20.00 ; discount taken S-901",
        "discount -20.00",
        base=False,
        mirrored=False,
        role=Role.SUPPLIER,
    ),
    scene(
        "ap payment in transit",
        "2026-03-02 invoice S-901 1000.00",
        "2026-03-04 invoice V-11+S-901 -1000.00 | 2026-03-30 payment P-1 1000.00",
        "timing_ledger -1000.00",
        base=False,
        mirrored=False,
        role=Role.SUPPLIER,
    ),
    scene(
        "ap invoice in transit",
        "2026-03-02 invoice S-901 1000.00 | 2026-03-30 invoice S-905 300.00",
        "2026-03-04 invoice V-11+S-901 -1000.00",
        "timing_statement -300.00",
        base=False,
        mirrored=False,
        role=Role.SUPPLIER,
    ),
    scene(
        "ap freight",
        "2026-03-02 invoice S-901 1000.00 | 2026-03-09 invoice S-902 200.00",
        "2026-03-04 invoice V-11+S-901 -1000.00 | 2026-03-11 invoice V-12+S-902 -180.00",
        "withholding_tax -20.00",
        base=False,
        mirrored=False,
        role=Role.SUPPLIER,
    ),
    scene(
        "ap their credit booked as invoice",
        "2026-03-02 invoice S-901 1000.00 | 2026-03-09 credit_note SC-902 -200.00",
        "2026-03-04 invoice V-11+S-901 -1000.00 | 2026-03-11 invoice V-12+SC-902 -200.00",
        "sign_error 400.00",
        base=False,
        mirrored=False,
        role=Role.SUPPLIER,
    ),
)


@pytest.mark.parametrize("played", variants(SCENES))
def test_it_is_told_as_a_bookkeeper_would_tell_it(played: Scene) -> None:
    check(played)

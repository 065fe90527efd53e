"""Lists of open items laid against a ledger that holds everything."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from tests.rules.bookkeeping.scenes import OPEN_ITEMS, Scene, check, scene, variants

SCENES = (
    scene(
        "open items v full ledger",
        "2026-03-20 invoice INV-1003 300.00",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-05 invoice INV-1002 333.10 | 2026-03-12 payment RC-1 -1533.10 | 2026-03-20 invoice INV-1003 300.00",
        base=False,
        mirrored=False,
        paper=OPEN_ITEMS,
    ),
    scene(
        "open items unallocated",
        "2026-03-20 invoice INV-1003 300.00 | 2026-03-25 payment PV-2 -90.00 ; on account",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-12 payment RC-1 -1200.00 | 2026-03-20 invoice INV-1003 300.00 | 2026-03-26 payment RC-2 -90.00",
        base=False,
        mirrored=False,
        paper=OPEN_ITEMS,
    ),
    scene(
        "open items part paid",
        "2026-03-20 invoice INV-1003 200.00",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-12 payment RC-1 -1200.00 | 2026-03-20 invoice INV-1003 300.00 | 2026-03-26 payment RC-2 -100.00 ; INV-1003",
        base=False,
        mirrored=False,
        paper=OPEN_ITEMS,
    ),
    scene(
        "open items part paid no text",
        "2026-03-20 invoice INV-1003 200.00",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-12 payment RC-1 -1200.00 | 2026-03-20 invoice INV-1003 300.00 | 2026-03-26 payment RC-2 -100.00",
        agreed=False,
        base=False,
        mirrored=False,
        paper=OPEN_ITEMS,
    ),
    scene(
        "open items cn unknown",
        "2026-03-20 invoice INV-1003 300.00",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-12 payment RC-1 -1200.00 | 2026-03-20 invoice INV-1003 300.00 | 2026-03-26 credit_note CN-9 -50.00",
        "timing_ledger 50.00",
        base=False,
        mirrored=False,
        paper=OPEN_ITEMS,
    ),
    scene(
        "open items one old is missing there",
        "2026-03-20 invoice INV-1003 300.00",
        "2026-01-02 invoice INV-0801 120.00 | 2026-03-20 invoice INV-1003 300.00",
        "missing_on_statement -120.00",
        base=False,
        mirrored=False,
        paper=OPEN_ITEMS,
    ),
    scene(
        "open items they show a paid one",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-20 invoice INV-1003 300.00",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-12 payment RC-1 -1200.00 | 2026-03-20 invoice INV-1003 300.00",
        "missing_on_statement 1200.00",
        base=False,
        mirrored=False,
        paper=OPEN_ITEMS,
    ),
    scene(
        "open gross and part payment",
        "2026-03-20 invoice INV-1003 300.00 | 2026-03-26 payment INV-1003 -100.00",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-12 payment RC-1 -1200.00 | 2026-03-20 invoice INV-1003 300.00 | 2026-03-26 payment RC-2 -100.00",
        base=False,
        mirrored=False,
        paper=OPEN_ITEMS,
    ),
    scene(
        "open items lump and remainder",
        "2026-03-05 invoice INV-1002 133.10 | 2026-03-20 invoice INV-1003 300.00",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-05 invoice INV-1002 333.10 | 2026-03-12 payment RC-1 -1400.00 | 2026-03-20 invoice INV-1003 300.00",
        agreed=False,
        base=False,
        mirrored=False,
        paper=OPEN_ITEMS,
    ),
    scene(
        "open items of a supplier",
        "2026-03-20 invoice S-903 300.00",
        "2026-03-03 invoice V-11+S-901 -1200.00 | 2026-03-06 invoice V-12+S-902 -333.10 | 2026-03-12 payment P-1 1533.10 | 2026-03-21 invoice V-13+S-903 -300.00",
        base=False,
        mirrored=False,
        role=Role.SUPPLIER,
        paper=OPEN_ITEMS,
    ),
    scene(
        "open items of a supplier, they ignore our payment",
        "2026-03-03 invoice S-901 1200.00 | 2026-03-20 invoice S-903 300.00",
        "2026-03-03 invoice V-11+S-901 -1200.00 | 2026-03-12 payment P-1 1200.00 | 2026-03-21 invoice V-13+S-903 -300.00",
        "missing_on_statement -1200.00",
        base=False,
        mirrored=False,
        role=Role.SUPPLIER,
        paper=OPEN_ITEMS,
    ),
    scene(
        "open items of a supplier, invoice we never had",
        "2026-03-20 invoice S-903 300.00 | 2026-03-10 invoice S-902 44.00",
        "2026-03-21 invoice V-13+S-903 -300.00",
        "missing_in_ledger -44.00",
        base=False,
        mirrored=False,
        role=Role.SUPPLIER,
        paper=OPEN_ITEMS,
    ),
    scene(
        "open items, overdue credit they keep",
        "2026-01-20 credit_note CN-3 -30.00 | 2026-03-20 invoice INV-1003 300.00",
        "2026-01-19 credit_note CN-3 -30.00 | 2026-03-20 invoice INV-1003 300.00",
        base=False,
        mirrored=False,
        paper=OPEN_ITEMS,
    ),
)


@pytest.mark.parametrize("played", variants(SCENES))
def test_it_is_told_as_a_bookkeeper_would_tell_it(played: Scene) -> None:
    check(played)

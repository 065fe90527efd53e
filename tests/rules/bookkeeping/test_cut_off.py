"""Where the books were closed: cut-off days, what is on its way, what arose before."""

from __future__ import annotations

import pytest

from parsers.statements.statement import Period
from tests.rules.bookkeeping.scenes import Scene, check, scene, variants
from tests.rules.jotting import day

SCENES = (
    scene(
        "cut-off 25th",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-20 invoice INV-1002 333.10",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-20 invoice INV-1002 333.10 | 2026-03-27 invoice INV-1003 70.00 | 2026-03-28 payment RC-1 -1200.00",
        base=False,
        mirrored=False,
        paper={"period": Period(day("2026-02-26"), day("2026-03-25"))},
    ),
    scene(
        "cut-off 25th date only",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-20 invoice INV-1002 333.10",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-20 invoice INV-1002 333.10 | 2026-03-27 invoice INV-1003 70.00 | 2026-03-28 payment RC-1 -1200.00",
        base=False,
        mirrored=False,
        paper={"period": None, "date": day("2026-03-25")},
    ),
    scene(
        "cut-off 25th, prior open",
        "2026-03-02 invoice INV-1001 1200.00",
        "2026-02-24 invoice INV-0990 40.00 | 2026-02-27 invoice INV-0995 60.00 | 2026-03-02 invoice INV-1001 1200.00",
        "missing_on_statement -60.00",
        base=False,
        mirrored=False,
        openings=("40.00", "0.00"),
        paper={"period": Period(day("2026-02-26"), day("2026-03-25"))},
    ),
    scene(
        "page twice",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-05 invoice INV-1002 333.10 | 2026-03-02 invoice INV-1001 1200.00 | 2026-03-05 invoice INV-1002 333.10",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-05 invoice INV-1002 333.10",
        "duplicate_statement 1200.00",
        "duplicate_statement 333.10",
        base=False,
    ),
    scene("开票未达", "", "2026-03-30 invoice INV-1009 640.00", "timing_ledger -640.00"),
    scene(
        "在途",
        "2026-03-30 payment PV-9 -640.00",
        "2026-04-02 payment RC-8 -640.00",
        "timing_statement -640.00",
        mirrored=False,
    ),
    scene(
        "prior period",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-05 invoice INV-1002 333.10",
        "2026-02-10 invoice INV-0900 100.00 | 2026-03-02 invoice INV-1001 1200.00 | 2026-03-05 invoice INV-1002 333.10",
        "prior_period -100.00",
        base=False,
        mirrored=False,
    ),
    scene("invoice in month end vs their next month", "", "2026-03-28 invoice INV-1010 55.00", "timing_ledger -55.00"),
    scene(
        "no lines, tie",
        "",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-05 invoice INV-1002 333.10",
        base=False,
        mirrored=False,
        paper={"opening": None, "closing": "1533.10", "period": None, "date": day("2026-03-31")},
    ),
    scene(
        "no lines, no tie",
        "",
        "2026-03-02 invoice INV-1001 1200.00 | 2026-03-05 invoice INV-1002 333.10",
        "prior_period -33.10",
        base=False,
        mirrored=False,
        paper={"opening": None, "closing": "1500.00", "period": None, "date": day("2026-03-31")},
    ),
)


@pytest.mark.parametrize("played", variants(SCENES))
def test_it_is_told_as_a_bookkeeper_would_tell_it(played: Scene) -> None:
    check(played)

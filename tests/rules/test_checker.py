"""The independent checker finds every way in which a reconciliation can be wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from rules.checker import faults
from rules.model.match import Certainty
from rules.model.reconciliation import Orientation, Reconciliation
from tests.rules.jotting import laid, ledger, statement

THEIRS = statement("2026-03-02 invoice INV-1001 100.00\n2026-03-09 invoice INV-1002 55.00")
OURS = ledger("2026-03-02 invoice INV-1001 100.00\n2026-03-10 payment RC-1 -30.00")
FOUND = laid(THEIRS, OURS)
AGREED = laid(statement("2026-03-02 invoice INV-1001 100.00"), ledger("2026-03-02 invoice INV-1001 100.00"))


def test_a_sound_reconciliation_has_no_fault() -> None:
    assert () == faults(FOUND, THEIRS, OURS)


SPOILT: dict[str, Callable[[Reconciliation], Reconciliation]] = {
    "a match lost": lambda found: replace(found, matches=()),
    "a difference lost": lambda found: replace(found, differences=found.differences[1:]),
    "a match twice": lambda found: replace(found, matches=found.matches * 2),
    "a foreign line": lambda found: replace(found, matches=(replace(found.matches[0], lines=(0, 9)),)),
    "an amount changed": lambda found: replace(
        found, differences=(replace(found.differences[0], amount=Decimal(1)), *found.differences[1:])
    ),
    "another sign": lambda found: replace(found, orientation=Orientation.MIRROR),
    "lines' amounts changed": lambda found: replace(found, line_amounts=(Decimal(1), Decimal(2))),
    "another balance of ours": lambda found: replace(found, ledger=replace(found.ledger, balance=Decimal(1))),
    "another opening of ours": lambda found: replace(found, ledger=replace(found.ledger, opening=Decimal(1))),
    "another account": lambda found: replace(found, ledger=replace(found.ledger, account="9")),
    "an entry changed": lambda found: replace(
        found,
        ledger=replace(
            found.ledger, entries=(replace(found.ledger.entries[0], amount=Decimal(7)), *found.ledger.entries[1:])
        ),
    ),
    "another balance of theirs": lambda found: replace(found, bridge=replace(found.bridge, theirs=Decimal(1))),
    "a step lost": lambda found: replace(found, bridge=replace(found.bridge, steps=found.bridge.steps[1:])),
    "another opening of theirs": lambda found: replace(found, opening_theirs=Decimal(4)),
    "called agreed": lambda found: replace(found, agreed=True),
}


@pytest.mark.parametrize("how", SPOILT)
def test_every_spoilt_reconciliation_is_found_out(how: str) -> None:
    assert () != faults(SPOILT[how](FOUND), THEIRS, OURS)


def test_agreement_on_an_uncertain_match_is_found_out() -> None:
    doubtful = replace(AGREED, matches=(replace(AGREED.matches[0], certainty=Certainty.LIKELY),))
    assert AGREED.agreed
    assert () != faults(doubtful, AGREED.statement, ledger("2026-03-02 invoice INV-1001 100.00"))


def test_another_statement_or_ledger_is_found_out() -> None:
    assert () != faults(FOUND, statement("2026-03-02 invoice INV-1001 100.00"), OURS)
    assert () != faults(FOUND, THEIRS, ledger("2026-03-02 invoice INV-1001 100.00"))

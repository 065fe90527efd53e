"""Large gaps wait for a person, also where two of them cancel out."""

from __future__ import annotations

from decimal import Decimal

from rules.gates.gap_limit import ask
from rules.model.case_facts import Limits
from rules.model.decision import Outcome
from tests.rules.gates.facts import case, differing


def test_a_gap_above_the_limit_is_held() -> None:
    assert Outcome.HOLD is ask(case(differing(), limits=Limits(gap=Decimal("39.99")))).answer
    assert Outcome.CONFIRM is ask(case(differing(), limits=Limits(gap=Decimal("40.00")))).answer


def test_differences_that_cancel_out_count_singly() -> None:
    found = differing("2026-03-05 invoice INV-1002 40.00\n2026-03-06 credit_note CN-1 -40.00")
    assert found.bridge.ours == found.bridge.theirs
    assert Outcome.HOLD is ask(case(found, limits=Limits(gap=Decimal(10)))).answer


def test_without_a_limit_everything_passes() -> None:
    assert Outcome.CONFIRM is ask(case(differing())).answer

"""An old export is not quoted."""

from __future__ import annotations

from rules.gates.ledger_fresh import ask
from rules.model.case_facts import Limits
from rules.model.decision import Outcome
from tests.rules.gates.facts import case


def test_an_old_or_absent_ledger_is_held_where_a_limit_applies() -> None:
    limits = Limits(ledger_max_age_days=3)
    assert Outcome.HOLD is ask(case(ledger_age_days=4, limits=limits)).answer
    assert Outcome.HOLD is ask(case(ledger_age_days=None, limits=limits)).answer
    assert Outcome.CONFIRM is ask(case(ledger_age_days=3, limits=limits)).answer


def test_without_a_limit_any_age_passes() -> None:
    assert Outcome.CONFIRM is ask(case(ledger_age_days=400)).answer
